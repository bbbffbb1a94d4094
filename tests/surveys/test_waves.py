"""A wave is prepared, opened with its promise, lasts longer, and is removed while it is a draft."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import PlanState, Target, WaveState
from kuulluksi.surveys.models import Document, Survey, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County, text
from tests.pure.questionnaire.documents import asked, document, page

pytestmark = pytest.mark.django_db


def draft(house: County, at: datetime) -> Wave:
    """A wave that only waits to be opened, with a questionnaire that was never asked."""
    wave = surveys.wave(house, at, state=WaveState.DRAFT)
    wave.document = surveys.draft(house)
    wave.save()
    return wave


def new(house: County, at: datetime, places: Sequence[Unit | Service] = (), **columns: Any) -> Wave:
    on = deadlines.day(at)
    if "survey" not in columns:
        columns["survey"] = surveys.survey(house, on)
    wave = Wave(
        document=surveys.document(house),
        title=text("Kysely"),
        opens_on=on,
        closes_on=on + timedelta(days=9),
        **{"target": Target.UNITS, **columns},
    )
    return actions.save_wave(wave, places, by=house.researcher, at=at)


def opened(wave: Wave, house: County, at: datetime) -> Wave:
    wave = Wave.objects.select_related("document").get(pk=wave.pk)
    return actions.open_wave(wave, seen=queries.as_seen(wave), by=house.researcher, at=at)


def places(wave: Wave) -> list[Unit | Service | None]:
    return [target.place for target in queries.targets(wave)]


def test_wave_has_a_code_of_its_questionnaire_and_year(house: County, at: datetime) -> None:
    codes = [new(house, at, [house.kamppi]).code for _ in range(3)]
    assert codes == ["sosiaaliasemat-2026", "sosiaaliasemat-2026-2", "sosiaaliasemat-2026-3"]
    assert not {"uusi", "jatka", "linkki"} & set(codes)  # words that stand in its place


def test_wave_keeps_the_places_that_stay(house: County, at: datetime) -> None:
    wave = new(house, at, [house.kamppi, house.office])
    WaveTarget.objects.filter(unit=house.kamppi).update(invited=7)
    actions.save_wave(wave, [house.kallio, house.kamppi], by=house.researcher, at=at)
    assert places(wave) == [house.kallio, house.kamppi]
    assert WaveTarget.objects.get(unit=house.kamppi).invited == 7


@pytest.mark.parametrize(
    ("target", "found"), [("units", []), ("everybody", [None]), ("visitors", [None])]
)
def test_wave_without_places_asks_about_everything_at_once(
    house: County, at: datetime, target: str, found: list[None]
) -> None:
    whole = surveys.survey(house, deadlines.day(at))
    whole.area = whole.service = None
    whole.save()
    assert places(new(house, at, target=target, survey=whole)) == found


def test_wave_for_everybody_asks_about_the_place_of_its_survey(house: County, at: datetime) -> None:
    own = surveys.survey(house, deadlines.day(at))
    for unit, place in ((None, house.social_work), (house.kamppi, house.kamppi)):
        own.unit = unit
        own.save()
        assert places(new(house, at, target=Target.EVERYBODY, survey=own)) == [place]


@pytest.mark.parametrize(
    ("target", "of", "columns", "field"),
    [
        (Target.UNITS, "social_work", {}, "units"),
        (Target.SERVICES, "kamppi", {}, "units"),
        (Target.EVERYBODY, "kamppi", {}, "units"),
        (Target.SAMPLE, "kamppi", {"list_size": 0}, "list_size"),
        (Target.UNITS, "kamppi", {"days": -1}, "closes_on"),
        (Target.UNITS, "kamppi", {"days": 400}, "closes_on"),
        (Target.UNITS, "kamppi", {"handled": 9}, "handled_until"),
        (Target.UNITS, "kamppi", {"keying_days": 10**15}, "keying_days"),
    ],
)
def test_wave_with_a_fault_is_named(
    house: County, at: datetime, target: str, of: str, columns: dict[str, int], field: str
) -> None:
    on, days = deadlines.day(at), columns.pop("days", 9)
    wave = new(house, at, [house.kamppi])
    wave.target, wave.closes_on = target, on + timedelta(days=days)
    if handled := columns.pop("handled", 0):
        wave.handled_until = on + timedelta(days=handled)
    for name, value in columns.items():
        setattr(wave, name, value)
    with pytest.raises(Refused) as refused:
        actions.save_wave(wave, [getattr(house, of)], by=house.researcher, at=at)
    assert refused.value.field == field
    assert Wave.objects.get().closes_on == on + timedelta(days=9)


def test_wave_takes_an_instrument_of_the_bank_once(house: County, at: datetime) -> None:
    waves = [new(house, at, [house.kamppi]) for _ in range(2)]
    for wave in waves:
        actions.save_wave(
            wave, [house.kamppi], instrument="leikkipuistot", by=house.researcher, at=at
        )
    taken = Document.objects.get(code="leikkipuistot")
    assert set(Wave.objects.values_list("document", flat=True)) == {taken.pk}


def test_wave_belongs_to_a_survey_that_is_held_here(house: County, at: datetime) -> None:
    wave = new(house, at, [house.kamppi])
    for changed in ({"elsewhere": "THL"}, {"state": PlanState.CANCELLED}):
        Survey.objects.update(**changed)
        with pytest.raises(Refused):
            actions.save_wave(wave, [house.kamppi], by=house.researcher, at=at)


def test_opening_freezes_the_questionnaire(house: County, at: datetime) -> None:
    wave = opened(draft(house, at), house, at)
    assert wave.state == WaveState.OPEN
    document = Document.objects.get(pk=wave.document_id)
    assert document.frozen_on == deadlines.day(at)
    assert document.hash == queries.questionnaire(document).hash
    assert AuditEntry.objects.get(what=Audited.WAVE_OPENED).person == house.researcher
    with pytest.raises(Refused):
        opened(wave, house, at)


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        *((part, Text.of(fi="Vain suomeksi"), part) for part in rules.PROMISE),
        *((part, Text(), part) for part in rules.PROMISE),
        ("handled_by", None, "handled_by"),
        ("handled_until", None, "handled_until"),
        ("handled_until", date(2026, 3, 10), "handled_until"),
        ("modes", [], "modes"),
        ("closes_on", date(2026, 3, 1), "closes_on"),
        ("closes_on", date(2027, 3, 9), "handled_until"),
        ("target", Target.SAMPLE, "list_size"),
    ],
)
def test_wave_does_not_open_without_all_that_is_promised(
    house: County, at: datetime, column: str, value: Any, field: str
) -> None:
    wave = draft(house, at)
    setattr(wave, column, value)
    wave.save()
    with pytest.raises(Refused) as refused:
        opened(wave, house, at)
    assert refused.value.field == field
    assert Wave.objects.get().state == WaveState.DRAFT
    assert Document.objects.get(pk=wave.document_id).frozen_on is None


def test_wave_does_not_open_without_places_or_for_a_cancelled_survey(
    house: County, at: datetime
) -> None:
    wave = draft(house, at)
    Survey.objects.update(state=PlanState.CANCELLED)
    with pytest.raises(Refused):
        opened(wave, house, at)
    Survey.objects.update(state=PlanState.PLANNED)
    wave.targets.all().delete()
    with pytest.raises(Refused) as refused:
        opened(wave, house, at)
    assert refused.value.field == "units"


def test_wave_does_not_open_with_faults_or_with_what_nobody_looked_at(
    house: County, at: datetime
) -> None:
    wave = draft(house, at)
    seen = queries.as_seen(wave)
    changes: list[Callable[[], object]] = [
        lambda: Wave.objects.update(purpose=text("Muu tarkoitus")),
        lambda: WaveTarget.objects.create(wave=wave, unit=house.office),
        lambda: Document.objects.update(edits=F("edits") + 1),
        lambda: Wave.objects.update(document=surveys.document(house)),
    ]
    for change in changes:
        with transaction.atomic():
            change()
            with pytest.raises(rules.Outdated):
                actions.open_wave(wave, seen=seen, by=house.researcher, at=at)
            transaction.set_rollback(True)
    Document.objects.filter(pk=wave.document_id).update(
        body={"id": "oma-kysely", "version": 1, "title": {}, "pages": []}
    )
    with pytest.raises(Refused) as refused:
        opened(wave, house, at)
    assert refused.value.field == "document"


def test_wave_that_asks_nothing_does_not_open(house: County, at: datetime) -> None:
    told = parse(document(page("p", asked("note", "note"))))
    wave = surveys.wave(house, at, asked=told, state=WaveState.DRAFT)
    with pytest.raises(Refused) as refused:
        opened(wave, house, at)
    assert refused.value.field == "document"


def test_wave_asks_about_no_two_places_of_one_address(house: County, at: datetime) -> None:
    columns: dict[str, Any] = {"target": Target.SAMPLE, "list_size": 9}
    both: list[Unit | Service] = [house.social_work, house.kamppi]
    for code in (house.kamppi.code, "tulos"):
        house.social_work.code = code
        with pytest.raises(Refused) as refused:
            new(house, at, both, **columns)
        assert refused.value.field == "units"
    house.social_work.code = "muu"
    assert len(places(new(house, at, both, **columns))) == 2


def test_wave_names_all_that_it_lacks(house: County, at: datetime) -> None:
    wave = new(house, at)
    lacks = [each.field for each in rules.opening_faults(wave, ("fi", "sv"), 0, deadlines.day(at))]
    assert lacks == [*rules.PROMISE, "handled_by", "handled_until", "units", "modes"]


def test_open_wave_only_lasts_longer(house: County, at: datetime) -> None:
    wave, on = surveys.wave(house, at), deadlines.day(at)
    with pytest.raises(Refused):
        actions.save_wave(wave, [house.kamppi], by=house.researcher, at=at)
    with pytest.raises(Refused):
        actions.remove_wave(wave, by=house.researcher, at=at)
    for until in (wave.closes_on, on - timedelta(days=1), wave.handled_until, on.replace(2028)):
        assert until is not None
        with pytest.raises(Refused) as refused:
            actions.prolong(wave, until, by=house.researcher, at=at)
        assert refused.value.field == "closes_on"
    later = wave.closes_on + timedelta(days=7)
    actions.prolong(wave, later, by=house.researcher, at=at)
    assert Wave.objects.get().closes_on == later
    actions.close(wave, by=None, at=at)
    with pytest.raises(Refused):
        actions.prolong(wave, later + timedelta(days=7), by=house.researcher, at=at)


def test_draft_is_removed_with_its_places(house: County, at: datetime) -> None:
    actions.remove_wave(draft(house, at), by=house.researcher, at=at)
    assert not Wave.objects.exists()
    assert not WaveTarget.objects.exists()
    assert AuditEntry.objects.filter(what=Audited.REMOVED).count() == 1


def test_response_rate_is_told_where_it_means_something(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    first, second = queries.targets(wave)
    for target, times in ((first, 8), (second, 9)):
        for _ in range(times):
            surveys.answered(target, at)
    WaveTarget.objects.filter(pk=first.pk).update(invited=10)
    closed = actions.close(wave, by=None, at=at)
    tally = queries.tallies([closed])[closed.pk]
    # Where only some were invited it would tell the number of their places.
    assert (tally.answers, tally.asked, tally.share) == (17, 10, None)
    WaveTarget.objects.filter(pk=second.pk).update(invited=10)
    assert queries.tallies([closed])[closed.pk].share == 85
    WaveTarget.objects.filter(pk=second.pk).update(invited=0)
    WaveTarget.objects.filter(pk=first.pk).update(invited=2)
    assert queries.tallies([closed])[closed.pk].share is None


def test_places_and_documents_to_choose_from(house: County, at: datetime) -> None:
    on = deadlines.day(at)
    survey = surveys.survey(house, on)
    assert queries.places_for(survey, on) == (
        [house.social_work],
        [house.kallio, house.kamppi, house.office],
    )
    survey.unit = house.kamppi
    assert queries.places_for(survey, on) == ([], [house.kamppi, house.office])
    survey.unit = survey.service = None
    assert queries.places_for(survey, on)[0] == [house.social_work]
    survey.area = None
    assert len(queries.places_for(survey, on)[1]) == 4
