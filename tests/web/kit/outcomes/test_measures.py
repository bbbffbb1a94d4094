"""What is said of a measure in a few words: its state, its costs, its givers, its trial."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from kuulluksi.outcomes.enums import Better, MeasureState
from kuulluksi.outcomes.models import Measure, MeasureFigure, TrialGroup
from kuulluksi.surveys.enums import Audience
from kuulluksi.web.kit.outcomes.measures import costs, givers, shown, standing
from tests.factories.figures import closed, grades
from tests.factories.org import County, county
from tests.factories.outcomes import made, trial

DUE = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("state", "on", "words", "late"),
    [
        (MeasureState.PLANNED, DUE, "Planned", False),
        (MeasureState.UNDERWAY, DUE, "Under way", False),
        (MeasureState.UNDERWAY, date(2026, 4, 2), "1 working day late", True),
        (MeasureState.PLANNED, date(2026, 4, 12), "Overdue", True),
        (MeasureState.DONE, date(2026, 5, 1), "Done", False),
        (MeasureState.NOT_POSSIBLE, date(2026, 5, 1), "Not possible", False),
    ],
)
def test_standing_says_whether_it_is_late(
    state: MeasureState, on: date, words: str, *, late: bool
) -> None:
    due = DUE if words != "Overdue" else date(2026, 4, 11)
    measure = Measure(state=state, due_on=due, ended_on=DUE)
    with override("en"):
        found = standing(measure, on)
    assert (found.words, found.late) == (words, late)
    assert found.note


@pytest.mark.parametrize(
    ("euros", "days", "words"),
    [
        (None, None, ""),
        (0, None, "no extra cost"),
        (0, 0, "no extra cost"),
        (1200, None, "1,200 euros"),
        (None, 1, "1 working day"),
        (50, 2, "50 euros and 2 working days"),
        (0, 2, "2 working days"),
    ],
)
def test_costs_are_said_as_far_as_they_are_known(
    euros: int | None, days: int | None, words: str
) -> None:
    with override("en"):
        assert costs(Measure(euros=euros, work_days=days)) == words


@pytest.mark.parametrize(
    ("number", "least", "told"),
    [(0, 5, ""), (4, 5, ""), (5, 5, "5"), (9, 5, "5"), (10, 5, "10"), (8, 7, "7"), (12, 7, "10")],
)
def test_givers_are_told_in_fives(number: int, least: int, told: str) -> None:
    with override("en"):
        said = givers(number, least)
    assert said == (f"At least {told} pieces of feedback say this." if told else "")


@pytest.fixture
def house(db: None) -> County:
    return county()


def test_trial_names_who_takes_part_without_numbers(house: County, at: datetime) -> None:
    measure = trial(house, at)
    for who, number in (("clients", 3), ("staff", 2)):
        TrialGroup.objects.create(measure=measure, who=who, number=number)
    with override("en"):
        found = shown([measure], at.date())[0]
    assert "taking part: clients, staff" in found.trial
    assert "3" not in found.trial.partition("taking part")[2]


def test_verdicts_stand_with_their_base(house: County, at: datetime) -> None:
    measure = made(house, at)
    measure.verdicts = {Better.YES: 4, Better.NO: 1}
    with override("en"):
        found = shown([measure], at.date())[0]
    assert found.judged == 5
    assert "(5 people)" in found.stops[-1].words
    assert "Yes, it is better now: 4; In part: 0" in found.stops[-1].words


def test_figures_of_the_staff_are_no_public_source(house: County, at: datetime) -> None:
    wave = closed(house, at - timedelta(days=9), {house.kamppi: grades({8: 9})}, code="henki")
    measure = made(house, at)
    MeasureFigure.objects.create(
        measure=measure, wave=wave, year=2026, place="unit-kampin-sosiaaliasema", item="x"
    )
    assert [source.wave for source in shown([measure], at.date())[0].public_sources] == ["henki"]
    wave.survey.audience = Audience.STAFF
    wave.survey.save()
    assert shown([measure], at.date())[0].public_sources == ()
