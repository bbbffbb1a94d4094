"""The county that is measured: four hundred units, everyone who answers for them, three readers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from kuulluksi.org import actions
from kuulluksi.org.enums import DutyKind, RoleKind
from kuulluksi.org.models import Area, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.pure.text import Text

AREAS, SERVICES, UNITS = 5, 20, 400
SINCE = date(2020, 1, 1)
FOUNDED = datetime(2020, 1, 1, 8, tzinfo=UTC)
T = TypeVar("T", Authority, Area, Service, Unit, Person, Role, Duty)
READERS = ("unit0@bench.example", "area0@bench.example", "dispatcher@bench.example")


@dataclass(frozen=True)
class Post:
    """A unit as voices need it: where it belongs and who answers there."""

    unit: int
    service: int
    area: int
    owner: int


@transaction.atomic
def found() -> None:
    """The organisation, made by the product's own actions."""
    authority = Authority(name=_text("Mittauksen hyvinvointialue"), day_budget=10_000)
    _save(authority)
    areas = [_save(Area(**_place("alue", n))) for n in range(AREAS)]
    services = [
        _save(Service(**_place("palvelu", n), area=areas[n % AREAS])) for n in range(SERVICES)
    ]
    units = [
        _save(Unit(**_place("toimipiste", n), service=services[n % SERVICES])) for n in range(UNITS)
    ]
    dispatcher, independent = _person("dispatcher"), _person("independent")
    for person, kind in (
        (dispatcher, DutyKind.DISPATCHES),
        (independent, DutyKind.INDEPENDENT),
        (dispatcher, DutyKind.ON_DUTY),
    ):
        _save(Duty(person=person, kind=kind, title=_text(kind), valid_from=SINCE))
    _save(Role(person=dispatcher, kind=RoleKind.DISPATCHER, valid_from=SINCE))
    for number, area in enumerate(areas):
        person = _person(f"area{number}")
        _save(Role(person=person, kind=RoleKind.MANAGER, area=area, valid_from=SINCE))
        _save(Duty(person=person, area=area, title=_text("päällikkö"), valid_from=SINCE))
    for number, unit in enumerate(units):
        person = _person(f"unit{number}")
        _save(Role(person=person, kind=RoleKind.SUPERVISOR, unit=unit, valid_from=SINCE))
        _save(Duty(person=person, unit=unit, title=_text("esihenkilö"), valid_from=SINCE))


def posts() -> list[Post]:
    owners = dict(Duty.objects.exclude(unit=None).values_list("unit_id", "person_id"))
    units = Unit.objects.order_by("id").select_related("service")
    return [Post(unit.pk, unit.service_id, unit.service.area_id, owners[unit.pk]) for unit in units]


def cookies() -> list[str]:
    """The cookies of the three readers, who have just signed in."""
    return [f"{settings.SESSION_COOKIE_NAME}={_signed_in(reader)}" for reader in READERS]


def _signed_in(email: str) -> str:
    person = Person.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _save(thing: T) -> T:
    actions.save(thing, by=None, at=FOUNDED)
    return thing


def _person(name: str) -> Person:
    person = Person(name=name.capitalize(), email=f"{name}@bench.example")
    person.set_unusable_password()
    return _save(person)


def _place(kind: str, number: int) -> dict[str, Any]:
    return {
        "name": _text(f"{kind.capitalize()} {number}"),
        "code": f"{kind}-{number}",
        "valid_from": SINCE,
    }


def _text(words: str) -> Text:
    return Text.of(fi=words, sv=f"{words} (sv)", en=f"{words} (en)")
