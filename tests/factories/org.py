"""A county of two areas, with one person in every role."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kuulluksi.org import actions, queries
from kuulluksi.org.enums import DutyKind, RoleKind
from kuulluksi.org.models import Area, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.pure.text import Text

SINCE = date(2020, 1, 1)
FOUNDED = datetime(2020, 1, 1, 8, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class County:
    authority: Authority
    adults: Area
    families: Area
    social_work: Service
    child_welfare: Service
    kamppi: Unit
    office: Unit
    kallio: Unit
    family_unit: Unit
    supervisor: Person
    """Answers for Kamppi and the office below it."""
    deputy: Person
    """Stands in for the supervisor."""
    neighbour: Person
    """Answers for Kallio."""
    manager: Person
    """Answers for the service of social work; the superior of both supervisors."""
    worker: Person
    dispatcher: Person
    independent: Person
    director: Person
    administrator: Person
    researcher: Person

    @property
    def everyone(self) -> dict[str, Person]:
        return {name: who for name, who in vars(self).items() if isinstance(who, Person)}


def county() -> County:
    authority = Authority(name=text("Esimerkkilän hyvinvointialue"), reading_phone="09 0000 0000")
    actions.save(authority, by=None, at=FOUNDED)
    adults, families = area("Aikuisten palvelut"), area("Perheiden palvelut")
    social_work = service("Aikuissosiaalityö", adults)
    child_welfare = service("Lastensuojelu", families)
    kamppi = unit("Kampin sosiaaliasema", social_work)
    office = unit("Ruoholahden toimipiste", social_work, parent=kamppi)
    kallio = unit("Kallion sosiaaliasema", social_work)
    family_unit = unit("Perhetukikeskus", child_welfare)
    manager = person("Maija Päällikkö")
    supervisor = person("Aino Esimerkki", superior=manager)
    neighbour = person("Kalle Naapuri", superior=manager)
    deputy = person("Sanna Sijainen", superior=supervisor)
    worker = person("Taru Työntekijä", superior=supervisor)
    dispatcher = person("Oili Ohjaaja")
    independent = person("Riina Riippumaton")
    director = person("Jari Johtaja")
    administrator = person("Yrjö Ylläpitäjä")
    researcher = person("Tytti Tutkija")
    role(supervisor, RoleKind.SUPERVISOR, unit=kamppi)
    role(deputy, RoleKind.WORKER, unit=kamppi)
    role(worker, RoleKind.WORKER, unit=kamppi)
    role(neighbour, RoleKind.SUPERVISOR, unit=kallio)
    role(manager, RoleKind.MANAGER, service=social_work)
    role(dispatcher, RoleKind.DISPATCHER)
    role(independent, RoleKind.INDEPENDENT)
    role(director, RoleKind.DIRECTOR)
    role(administrator, RoleKind.ADMINISTRATOR)
    role(researcher, RoleKind.RESEARCHER)
    duty(supervisor, "Kampin sosiaaliaseman esihenkilö", unit=kamppi, deputy=deputy)
    duty(neighbour, "Kallion sosiaaliaseman esihenkilö", unit=kallio)
    duty(manager, "aikuissosiaalityön palvelupäällikkö", service=social_work)
    duty(dispatcher, "palautteiden ohjaaja", kind=DutyKind.DISPATCHES)
    duty(independent, "riippumaton lukija", kind=DutyKind.INDEPENDENT)
    queries.authority()  # known by heart, as in a house that has been open for a while
    return County(
        authority=authority,
        adults=adults,
        families=families,
        social_work=social_work,
        child_welfare=child_welfare,
        kamppi=kamppi,
        office=office,
        kallio=kallio,
        family_unit=family_unit,
        supervisor=supervisor,
        deputy=deputy,
        neighbour=neighbour,
        manager=manager,
        worker=worker,
        dispatcher=dispatcher,
        independent=independent,
        director=director,
        administrator=administrator,
        researcher=researcher,
    )


def text(finnish: str) -> Text:
    return Text.of(fi=finnish, sv=f"{finnish} (sv)", en=f"{finnish} (en)")


def code(name: str) -> str:
    plain = name.lower().translate(str.maketrans("äöå ", "aoa-"))
    return "".join(letter for letter in plain if letter.isalnum() or letter == "-")


def area(name: str) -> Area:
    made = Area(name=text(name), code=code(name), valid_from=SINCE)
    actions.save(made, by=None, at=FOUNDED)
    return made


def service(name: str, area: Area) -> Service:
    made = Service(name=text(name), code=code(name), valid_from=SINCE, area=area)
    actions.save(made, by=None, at=FOUNDED)
    return made


def unit(name: str, service: Service, parent: Unit | None = None) -> Unit:
    made = Unit(name=text(name), code=code(name), valid_from=SINCE, service=service, parent=parent)
    actions.save(made, by=None, at=FOUNDED)
    return made


def person(name: str, superior: Person | None = None) -> Person:
    made = Person(
        name=name, email=f"{code(name).replace('-', '.')}@esimerkki.example", superior=superior
    )
    made.set_password(PASSWORD)
    actions.save(made, by=None, at=FOUNDED)
    return made


def role(
    person: Person,
    kind: RoleKind,
    *,
    unit: Unit | None = None,
    service: Service | None = None,
    area: Area | None = None,
) -> Role:
    made = Role(person=person, kind=kind, unit=unit, service=service, area=area, valid_from=SINCE)
    actions.save(made, by=None, at=FOUNDED)
    return made


def duty(
    person: Person,
    title: str,
    *,
    kind: DutyKind = DutyKind.ANSWERS,
    unit: Unit | None = None,
    service: Service | None = None,
    area: Area | None = None,
    deputy: Person | None = None,
) -> Duty:
    made = Duty(
        person=person,
        title=text(title),
        kind=kind,
        unit=unit,
        service=service,
        area=area,
        deputy=deputy,
        valid_from=SINCE,
    )
    actions.save(made, by=None, at=FOUNDED)
    return made
