"""Surveys for tests: a wave that is open for two units, and answers to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from django.conf import settings

from kuulluksi.org.models import Person, Unit
from kuulluksi.pure import deadlines
from kuulluksi.pure.keying import Keyed
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.visitfeed import Choice, Wanted
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.actions import NewAnswers, keying
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import (
    Ballot,
    Batch,
    Document,
    Invitation,
    Survey,
    Wave,
    WaveTarget,
)
from tests.factories.org import County, text

_turn = count()


def document(house: County, asked: Questionnaire | None = None, *, frozen: bool = True) -> Document:
    """The survey of the social stations, or another questionnaire, as it was asked."""
    asked = asked or bank.instrument("sosiaaliasemat")
    made, _new = Document.objects.get_or_create(
        code=asked.id,
        version=asked.version,
        defaults={
            "title": asked.title,
            "body": to_json(asked),
            "hash": asked.hash if frozen else "",
            "service": house.social_work,
            "made_by": house.researcher,
            "saved_on": date(2026, 1, 2),
            "frozen_on": date(2026, 1, 5) if frozen else None,
        },
    )
    return made


def draft(house: County, code: str = "oma-kysely") -> Document:
    """The survey of the social stations, adapted by the researcher and not yet asked."""
    asked = replace(bank.instrument("sosiaaliasemat"), id=code, version=1)
    return document(house, asked, frozen=False)


def survey(house: County, on: date) -> Survey:
    return Survey.objects.create(
        title=text("Sosiaaliasemien kysely"),
        year=on.year,
        area=house.adults,
        service=house.social_work,
        starts_on=on,
        ends_on=on + timedelta(days=14),
        responsible=house.researcher,
    )


def wave(
    house: County,
    at: datetime,
    *,
    asked: Questionnaire | None = None,
    units: Sequence[Unit] | None = None,
    state: WaveState = WaveState.OPEN,
    code: str = "",
    modes: Sequence[Mode] = tuple(Mode),
) -> Wave:
    """A wave that opened the day before and takes answers for two weeks, with its promise."""
    on = deadlines.day(at)
    made = Wave.objects.create(
        survey=survey(house, on),
        document=document(house, asked),
        code=code or f"sosiaaliasemat-{on.year}-{next(_turn)}",
        title=text("Sosiaaliasemien kysely"),
        state=state,
        opens_on=on - timedelta(days=1),
        closes_on=on + timedelta(days=14),
        target=Target.UNITS,
        goal=100,
        modes=list(modes),
        purpose=text("Kysymme, jotta palvelu on parempi."),
        handler=text("Kampin sosiaaliaseman esihenkilö"),
        handled_by=house.manager,
        handled_until=on + timedelta(days=60),
        staff_hear=text("Tulokset käydään läpi viikkopalaverissa."),
        changes_when=text("Muutoksia voi tulla keväällä."),
        invests=text("Varaamme yhden kehittämispäivän."),
    )
    for unit in units or (house.kamppi, house.kallio):
        WaveTarget.objects.create(wave=made, unit=unit)
    return made


def answered(
    target: WaveTarget,
    at: datetime,
    raw: Mapping[str, str | Sequence[str]] | None = None,
    *,
    mode: Mode = Mode.WEB,
    language: str = "fi",
    invitation: str = "",
) -> Ballot:
    """Somebody's answers in the box: by default the grade 9."""
    asked = queries.questionnaire(target.wave.document)
    new = NewAnswers(
        nonce=f"answered-{next(_turn)}",
        key_name=next(iter(settings.RECEIPT_KEYS)),
        answers=clean(asked, raw or {"school-grade": "9"}),
        language=language,
        mode=mode,
        invitation=invitation,
    )
    return actions.give(target, new, at=at)


def invited(
    target: WaveTarget, at: datetime, address: str = "kutsuttu@posti.example", language: str = "fi"
) -> Invitation:
    """Somebody invited by name to tell about a place."""
    wanted = Wanted(address, language, target.pk, deadlines.day(at))
    by = target.wave.survey.responsible
    assert by is not None
    actions.invite(target.wave, Choice((wanted,)), by=by, at=at)
    return Invitation.objects.get(address=address, target=target)


def batch(
    target: WaveTarget, at: datetime, by: Person, *, sheets: int = 0, every: int = 10
) -> Batch:
    """Papers being keyed in: each of the sheets says the grade 9."""
    made = keying.start(target, "fi", twice_every=every, by=by, at=at)
    for number in range(1, sheets + 1):
        keying.key_in(made, number, Keyed({"school-grade": "9"}), "", at=at)
    return made
