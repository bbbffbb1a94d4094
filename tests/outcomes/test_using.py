"""The yearly round: units are asked, answer, correct, and are called to mind."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kuulluksi.org import actions as org
from kuulluksi.org.models import Duty, Person, Role, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import using
from kuulluksi.outcomes.enums import Level, Practice, Results, Where, Who
from kuulluksi.outcomes.models import Talk, UseReport, UseRound
from kuulluksi.outcomes.queries import using as queries
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure import deadlines
from kuulluksi.surveys import actions as surveys
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Notice
from tests.factories import surveys as waves
from tests.factories.org import County, duty
from tests.factories.outcomes import made
from tests.factories.voices import given

pytestmark = pytest.mark.django_db

DUE = date(2026, 4, 30)
PRACTICES = dict.fromkeys(Practice.values, "3")


def opened(house: County, at: datetime) -> UseRound:
    return using.open_round(2026, DUE, by=house.director, at=at)


def talk(at: datetime, **told: Any) -> Talk:
    """A team meeting about feedback, two days ago."""
    plain = {
        "results": Results.FEEDBACK,
        "where": Where.TEAM,
        "who": [Who.STAFF],
        "on": deadlines.day(at) - timedelta(days=2),
        "followed": "Sovimme soittoajoista.",
    }
    return Talk(**(plain | told))


def answered(
    house: County, at: datetime, *talks: Talk, by: Person | None = None, **told: Any
) -> UseReport:
    """What Kamppi answers."""
    report = UseReport.objects.get(round__year=2026, unit=house.kamppi)
    return using.answer_round(
        report,
        told.get("practices", PRACTICES),
        talks,
        told.get("why_none", ""),
        by=by or house.supervisor,
        at=at,
        seen=told.get("seen", report.version),
    )


def told() -> list[tuple[str, str, int]]:
    return sorted(Notice.objects.values_list("person__name", "reason", "number"))


def test_round_asks_every_unit_and_tells_who_leads_them(house: County, at: datetime) -> None:
    opened(house, at)
    asked = {row.unit for row in UseReport.objects.select_related("unit")}
    # The office is led from Kamppi, and answers with it.
    assert asked == {house.kamppi, house.kallio, house.family_unit}
    assert told() == [
        (house.supervisor.name, Reason.USE_OPEN, 1),
        (house.director.name, Reason.USE_OPEN, 1),
        (house.neighbour.name, Reason.USE_OPEN, 1),
    ]


def test_office_with_a_lead_of_its_own_is_asked(house: County, at: datetime) -> None:
    duty(house.worker, "toimipisteen vastaava", unit=house.office)
    opened(house, at)
    assert UseReport.objects.filter(unit=house.office).exists()


def test_round_of_a_year_is_opened_once_with_time_to_answer(house: County, at: datetime) -> None:
    on = deadlines.day(at)
    for year, due_on, field in (
        (2024, DUE, "year"),
        (2027, DUE, "year"),
        (None, DUE, "year"),
        (2026, None, "due_on"),
        (2026, on, "due_on"),
        (2026, on + timedelta(days=400), "due_on"),
    ):
        with pytest.raises(Refused) as refused:
            using.open_round(year, due_on, by=house.director, at=at)
        assert refused.value.field == field
    opened(house, at)
    with pytest.raises(Refused):
        opened(house, at)
    assert using.open_round(2025, DUE, by=house.administrator, at=at).year == 2025


def test_round_is_opened_by_who_leads_the_whole(house: County, at: datetime) -> None:
    for person in (house.manager, house.supervisor, house.researcher, house.worker):
        with pytest.raises(Refused):
            using.open_round(2026, DUE, by=person, at=at)


def test_unit_answers_and_corrects_until_the_last_day(house: County, at: datetime) -> None:
    opened(house, at)
    report = answered(house, at, talk(at))
    assert (report.answered_on, report.answered_by) == (deadlines.day(at), house.supervisor)
    answered(house, at, talk(at), talk(at, where=Where.DAY), by=house.manager)
    assert Talk.objects.count() == 2
    last = at + (DUE - deadlines.day(at))
    answered(house, last, talk(at))
    with pytest.raises(Refused):
        answered(house, last + timedelta(days=1), talk(at), talk(at))
    assert Talk.objects.count() == 1


def test_late_answer_is_taken_and_corrected_on_its_day(house: County, at: datetime) -> None:
    opened(house, at)
    late = at + timedelta(days=100)
    answered(house, late, talk(at))
    answered(house, late, talk(at), talk(at, where=Where.DAY))
    with pytest.raises(Refused):
        answered(house, late + timedelta(days=1), talk(at))


def test_same_answer_sent_twice_is_stored_once_and_a_second_hand_is_told(
    house: County, at: datetime
) -> None:
    opened(house, at)
    report = answered(house, at, talk(at), seen=1)
    assert answered(house, at, talk(at), seen=1).version == report.version
    with pytest.raises(Stale):
        answered(house, at, talk(at, where=Where.DAY), by=house.manager, seen=1)


def test_unit_is_answered_for_by_who_leads_it(house: County, at: datetime) -> None:
    opened(house, at)
    for person in (house.worker, house.neighbour, house.dispatcher, house.administrator):
        with pytest.raises(Refused):
            answered(house, at, talk(at), by=person)


def test_that_nothing_was_talked_about_is_an_answer_with_its_reason(
    house: County, at: datetime
) -> None:
    opened(house, at)
    for talks, why, field in (
        ((), "", "why_none"),
        ((talk(at),), "Ei ehditty.", "why_none"),
        ((), "x" * 1001, "why_none"),
    ):
        with pytest.raises(Refused) as refused:
            answered(house, at, *talks, why_none=why)
        assert refused.value.field == field
    assert answered(house, at, why_none="Ei ehditty.").why_none == "Ei ehditty."


def test_answer_names_what_is_missing_at_its_place(house: County, at: datetime) -> None:
    opened(house, at)
    wave = surveys.close(waves.wave(house, at), by=None, at=at)
    for wrong, field in (
        ({"results": ""}, "results"),
        ({"wave": wave}, "wave"),
        ({"where": "moon"}, "where"),
        ({"who": []}, "who"),
        ({"who": ["robots"]}, "who"),
        ({"on": None}, "on"),
        ({"on": deadlines.day(at) + timedelta(days=1)}, "on"),
        ({"on": date(2025, 12, 31)}, "on"),
        ({"followed": "x" * 1001}, "followed"),
    ):
        with pytest.raises(Refused) as refused:
            answered(house, at, talk(at), talk(at, **wrong))
        assert refused.value.field == f"talk-1-{field}"
    with pytest.raises(Refused) as refused:
        answered(house, at, talk(at), practices=PRACTICES | {"told": "5"})
    assert refused.value.field == "practice-told"
    with pytest.raises(Refused):
        answered(house, at, *(talk(at) for _ in range(13)))
    assert not Talk.objects.exists()


def test_round_tells_how_far_it_has_come(house: County, at: datetime) -> None:
    asked = opened(house, at)
    measure = made(house, at, behind=[given(at, unit=house.kamppi).voice])
    answered(house, at, talk(at, measure=measure), talk(at, who=[Who.STAFF, Who.CLIENTS]))
    late = queries.whole(asked, DUE + timedelta(days=3))
    assert (late.asked, late.answered, late.late, late.talked, late.acted) == (3, 1, 2, 1, 1)
    assert {line.days_late for line in late.lines if line.late} == {3}
    assert late.levels[Practice.TOLD][Level.MOSTLY] == 1
    assert late.told("who") == {Who.STAFF: 1, Who.CLIENTS: 1}
    assert late.told("where") == {Where.TEAM: 1}


def test_unit_that_closed_is_not_late(house: County, at: datetime) -> None:
    asked = opened(house, at)
    Unit.objects.filter(pk=house.kallio.pk).update(valid_until=date(2026, 4, 1))
    Notice.objects.all().delete()
    late = at + timedelta(days=90)
    found = queries.whole(asked, deadlines.day(late))
    assert (found.asked, found.late) == (2, 2)
    assert [line.report.unit for line in found.lines if line.ended] == [house.kallio]
    using.remind_of_use(at=late)
    assert house.neighbour.name not in {name for name, _reason, _number in told()}


def test_round_is_called_to_mind_before_its_day_and_once_after(house: County, at: datetime) -> None:
    opened(house, at)
    answered(house, at, talk(at))
    # Nobody leads the family unit; so the director is asked.
    for day, found in (
        (date(2026, 4, 22), []),
        (date(2026, 4, 23), [(house.director, Reason.USE_OPEN), (house.neighbour, "use-open")]),
        (DUE, []),
        (
            date(2026, 5, 1),
            [
                (house.director, Reason.USE_LATE),
                (house.neighbour, Reason.USE_LATE),
                (house.manager, Reason.USE_LATE),
            ],
        ),
        (date(2026, 6, 1), []),
    ):
        Notice.objects.all().delete()
        using.remind_of_use(at=at + (day - deadlines.day(at)))
        assert told() == sorted((who.name, str(reason), 1) for who, reason in found), day


def test_unit_whose_lead_left_is_answered_for_from_above(house: County, at: datetime) -> None:
    Duty.objects.filter(person=house.supervisor).delete()
    Role.objects.filter(person=house.supervisor).delete()
    org.save(house.kamppi, by=None, at=at)
    opened(house, at)
    assert (house.manager.name, Reason.USE_OPEN, 1) in told()


def test_talk_names_surveys_and_measures_of_the_unit(house: County, at: datetime) -> None:
    on = deadlines.day(at)
    here = surveys.close(waves.wave(house, at), by=None, at=at)
    surveys.close(waves.wave(house, at, units=[house.family_unit]), by=None, at=at)
    assert queries.waves_for(house.kamppi, on) == [here]
    assert queries.waves_for(house.kamppi, on + timedelta(days=800)) == []
    mine = made(house, at)
    made(house, at, by=house.manager, place=house.kallio)
    whole = made(house, at, by=house.director, place=None)
    assert set(queries.measures_for(house.kamppi)) == {mine, whole}
