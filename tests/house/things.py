"""One of everything that an address of the house may name, and the people who ask for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Model
from django.urls import URLPattern, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override

from kuulluksi.cases.models import StandardAnswer, Wish
from kuulluksi.org.models import Absence, Duty, Person, Role
from kuulluksi.surveys import queries
from kuulluksi.voices import actions as voices
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.models import HarmReport, RoutingRule, Voice
from tests.factories import surveys
from tests.factories.org import County, text
from tests.factories.voices import given

# Pages of a voice that has been answered and published.
OF_THE_PUBLIC = ("staff:voice-publish", "staff:voice-take-down")


@dataclass(frozen=True)
class Things:
    """`rows` by the first word of an address's name: "duty" for "staff:duty-remove"."""

    house: County
    voice: Voice
    public: Voice
    rows: dict[str, Model]
    # The code of an invitation to the wave.
    link: str

    def of(self, role: str) -> Person:
        return self.house.everyone[role]

    def address(self, name: str, pattern: URLPattern) -> str:
        if not pattern.name:
            return name
        kind = name.rpartition(":")[2].partition("-")[0]
        words = {
            "unit": self.house.kamppi.code,
            "service": self.house.social_work.code,
            "code": self.house.social_work.code if kind == "service" else self.house.kamppi.code,
            "voice": (self.public if name in OF_THE_PUBLIC else self.voice).pk,
            "absence": self.rows["absence"].pk,
            "survey": self.rows["survey"].pk,
            "wave": str(self.rows["wave"]),
            "document": "oma-kysely",
            "version": 1,
            "instrument": "palvelumittari",
            "page_id": "whole",
            "item_id": "school-grade",
            "scale_name": "grade-4-10",
            "place": self.house.kamppi.code,
            "link": self.link,
            "batch": self.rows["batch"].pk,
            "sheet": 1,
            "harm": self.rows["harm"].pk,
            "pk": self.rows[kind].pk if kind in self.rows else 0,
            "who": urlsafe_base64_encode(force_bytes(self.house.deputy.pk)),
            "token": default_token_generator.make_token(self.house.deputy),
        }
        with override("fi"):
            return reverse(name, kwargs={word: words[word] for word in pattern.pattern.converters})

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever is done inside is taken back."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def things(house: County, at: datetime) -> Things:
    # Far ahead, because pages know the real day: nobody removes an absence that has passed.
    absence = Absence(person=house.worker, starts_on=date(2090, 1, 1), ends_on=date(2090, 1, 5))
    rule = RoutingRule(position=9, language="sv", to=house.worker, title=text("sääntö"))
    opening = StandardAnswer(kind="thanks", opening=text("Kiitos"))
    wish = Wish(position=1, wish=text("Puhu hitaasti."))
    rows: dict[str, Model] = {
        "area": house.adults,
        "service": house.social_work,
        "unit": house.kamppi,
        "person": house.neighbour,
        "role": Role.objects.get(person=house.neighbour),
        "duty": Duty.objects.get(person=house.neighbour),
        "absence": absence,
        "rule": rule,
        "opening": opening,
        "wish": wish,
    }
    for row in (absence, rule, opening, wish):
        row.save()
    voice = given(at, unit=house.kamppi).voice
    voices.tell_harm(voice, harmed=True, words="Minua väistellään.", nonce="n", at=at)
    rows["harm"] = HarmReport.objects.get()
    surveys.draft(house)
    wave = surveys.wave(house, at, code="aseman-kysely")
    # Pages know the real day.
    wave.closes_on, wave.handled_until = date(2090, 1, 1), date(2090, 2, 1)
    wave.save()
    rows["wave"], rows["survey"] = wave, wave.survey
    # In a wave of its own, because no wave closes while papers wait.
    keyed = surveys.wave(house, at, code="paperikysely")
    keyed.closes_on = date(2090, 1, 1)
    keyed.save()
    target = queries.targets(keyed).get(unit=house.kamppi)
    rows["batch"] = surveys.batch(target, at, house.researcher, sheets=1)
    link = queries.code_of(surveys.invited(queries.targets(wave)[0], at))
    return Things(house, voice, published(house, at), rows, link)


def published(house: County, at: datetime) -> Voice:
    """Another voice of the same unit, answered and published."""
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    by = house.supervisor
    voices.answer(voice, by=by, at=at, seen=voice.version, words="Kiitos. Virtanen soittaa.")
    voice.refresh_from_db()
    voices.edit(voice, by=by, at=at, seen=voice.version, words=[], answer=[])
    return voice
