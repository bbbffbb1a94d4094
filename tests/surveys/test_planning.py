"""The year's plan: what is planned, held, cancelled, moved, and run by somebody else."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey, Wave
from tests.factories import surveys
from tests.factories.org import County, text

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 5)


def planned(house: County, **changed: object) -> Survey:
    columns: dict[str, object] = {
        "title": text("Kysely"),
        "area": house.adults,
        "service": house.social_work,
        "starts_on": MAY,
        "ends_on": JUNE,
        "responsible": house.manager,
    }
    return Survey(**{**columns, **changed})


def saved(house: County, at: datetime, **changed: object) -> Survey:
    survey = planned(house, **changed)
    actions.save_survey(survey, by=house.researcher, at=at)
    return survey


def test_survey_is_in_the_plan_of_the_year_it_begins_in(house: County, at: datetime) -> None:
    survey = saved(house, at, starts_on=date(2026, 12, 10), ends_on=date(2027, 1, 20))
    assert survey.year == 2026
    assert AuditEntry.objects.get(what=Audited.SURVEY_SAVED).subject == f"survey {survey.pk}"


def test_survey_is_planned_only_for_places_that_one_answers_for(
    house: County, at: datetime
) -> None:
    of_a_unit = planned(house, unit=house.kamppi)
    actions.save_survey(of_a_unit, by=house.supervisor, at=at)
    for by, survey in (
        (house.supervisor, planned(house)),
        (house.supervisor, planned(house, unit=house.kallio)),
        (house.worker, planned(house, unit=house.kamppi)),
        (house.director, planned(house)),
        (house.manager, planned(house, area=None, service=None)),
    ):
        with pytest.raises(Refused) as refused:
            actions.save_survey(survey, by=by, at=at)
        assert refused.value.field == "place"
    assert Survey.objects.get() == of_a_unit


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_on": date(2026, 5, 3)}, "ends_on"),
        ({"elsewhere_answers": 5}, "elsewhere"),
        ({"starts_on": date(202, 5, 4)}, "starts_on"),
    ],
)
def test_survey_with_a_fault_is_named(
    house: County, at: datetime, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        saved(house, at, **changed)
    assert refused.value.field == field
    assert not Survey.objects.exists()


def test_survey_run_elsewhere_is_held_when_its_number_is_known(house: County, at: datetime) -> None:
    survey = saved(house, at, elsewhere="THL")
    assert survey.state == PlanState.PLANNED
    survey.elsewhere_answers = 312
    actions.save_survey(survey, by=house.researcher, at=at)
    (area,) = queries.plan(2026).areas
    assert (area.rows[0].tally.answers, area.rows[0].asked) == (312, True)
    assert area.counts[PlanState.HELD] == 1


def test_survey_is_cancelled_with_a_reason(house: County, at: datetime) -> None:
    survey = saved(house, at)
    with pytest.raises(Refused) as refused:
        actions.cancel(survey, Text.of(sv="Nej"), by=house.researcher, at=at)
    assert refused.value.field == "reason"
    actions.cancel(survey, text("Muutto"), by=house.researcher, at=at)
    survey.refresh_from_db()
    assert (survey.state, survey.reason) == (PlanState.CANCELLED, text("Muutto"))
    with pytest.raises(Refused):
        actions.cancel(survey, text("Taas"), by=house.researcher, at=at)
    with pytest.raises(Refused):
        actions.save_survey(survey, by=house.researcher, at=at)


def test_survey_moves_to_a_new_row_with_its_drafts(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at, state=WaveState.DRAFT)
    survey, reason = wave.survey, text("Muutto")

    def move(first: date, last: date) -> Survey:
        return actions.move(
            survey, starts_on=first, ends_on=last, reason=reason, by=house.researcher, at=at
        )

    for first, last, field in (
        (survey.starts_on, survey.ends_on, "starts_on"),
        (JUNE, MAY, "ends_on"),
    ):
        with pytest.raises(Refused) as refused:
            move(first, last)
        assert refused.value.field == field
    later = move(date(2027, 2, 1), date(2027, 3, 1))
    survey.refresh_from_db()
    assert (survey.state, survey.moved_to, survey.reason) == (PlanState.MOVED, later, reason)
    assert (later.year, later.state, later.title) == (2027, PlanState.PLANNED, survey.title)
    assert Wave.objects.get().survey == later


def test_survey_keeps_its_place_and_year_once_people_were_asked(
    house: County, at: datetime
) -> None:
    survey = surveys.wave(house, at).survey
    survey.service, survey.area = None, house.families
    with pytest.raises(Refused) as refused:
        actions.save_survey(survey, by=house.researcher, at=at)
    assert refused.value.field == "place"
    survey.refresh_from_db()
    survey.starts_on, survey.ends_on = date(2025, 5, 1), date(2025, 5, 9)
    with pytest.raises(Refused) as refused:
        actions.save_survey(survey, by=house.researcher, at=at)
    assert refused.value.field == "starts_on"
    survey.refresh_from_db()
    survey.title = text("Toinen nimi")
    actions.save_survey(survey, by=house.researcher, at=at)


@pytest.mark.parametrize("act", ["cancel", "move"])
def test_survey_that_people_were_asked_for_stays(house: County, at: datetime, act: str) -> None:
    survey = surveys.wave(house, at).survey
    acts: dict[str, Callable[[], object]] = {
        "cancel": lambda: actions.cancel(survey, text("Ei"), by=house.researcher, at=at),
        "move": lambda: actions.move(
            survey, starts_on=MAY, ends_on=JUNE, reason=text("Ei"), by=house.researcher, at=at
        ),
    }
    with pytest.raises(Refused):
        acts[act]()
    survey.refresh_from_db()
    assert survey.state == PlanState.PLANNED


def test_survey_is_held_once_all_its_waves_are_closed(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    other = surveys.wave(house, at, state=WaveState.DRAFT)
    Wave.objects.filter(pk=other.pk).update(survey=wave.survey)
    actions.close(wave, by=None, at=at)
    wave.survey.refresh_from_db()
    assert wave.survey.state == PlanState.PLANNED
    actions.remove_wave(other, by=house.researcher, at=at)
    wave.survey.refresh_from_db()
    assert wave.survey.state == PlanState.HELD


def test_plan_lists_areas_with_their_counts_and_numbers(house: County, at: datetime) -> None:
    saved(house, at, area=None, service=None, elsewhere="THL", elsewhere_answers=100)
    saved(house, at, area=house.families, service=house.child_welfare)
    cancelled = saved(house, at)
    actions.cancel(cancelled, text("Ei"), by=house.researcher, at=at)
    held, open_now = surveys.wave(house, at), surveys.wave(house, at + timedelta(days=1))
    for wave, times in ((held, 6), (open_now, 7)):
        for _ in range(times):
            surveys.answered(queries.targets(wave)[0], at + timedelta(days=1))
    actions.close(held, by=None, at=at)

    plan = queries.plan(2026)

    assert [area.area for area in plan.areas] == [None, house.adults, house.families]
    adults = plan.areas[1]
    told = [(row.survey.state, row.tally.answers, row.tally.exact) for row in adults.rows]
    assert told == [("held", 6, True), ("planned", 5, False), ("cancelled", 0, True)]
    assert (adults.answers, plan.answers, plan.held) == (6, 106, 2)
    assert plan.counts == {"planned": 2, "held": 2, "cancelled": 1, "moved": 0}
    assert [area.area for area in queries.plan(2026, area=house.families).areas] == [house.families]
    assert queries.plan(2025).areas == []
    assert queries.years() == [2026]


def test_survey_of_ours_is_held_only_by_its_waves(house: County, at: datetime) -> None:
    survey = saved(house, at, elsewhere="THL", elsewhere_answers=312)
    survey.elsewhere, survey.elsewhere_answers = "", None
    actions.save_survey(survey, by=house.researcher, at=at)
    survey.refresh_from_db()
    assert survey.state == PlanState.PLANNED
    seen = Survey.objects.get(pk=survey.pk)  # before somebody closes its wave
    wave = surveys.wave(house, at)
    Wave.objects.filter(pk=wave.pk).update(survey=survey)
    actions.close(wave, by=None, at=at)
    actions.save_survey(seen, by=house.researcher, at=at)
    survey.refresh_from_db()
    assert survey.state == PlanState.HELD
