"""The demo's surveys: three years of a wave, grades like those of 2011, and a plan of the year."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from statistics import correlation, mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.management import demo
from kuulluksi.management.demo_history import moment
from kuulluksi.management.demo_surveys import Surveys, draw, grades, opening
from kuulluksi.org import queries as org
from kuulluksi.org.models import Mail, Person
from kuulluksi.pure.questionnaire import bank
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import (
    Answer,
    Ballot,
    Invitation,
    Response,
    ResponseWords,
    Survey,
    Wave,
)

# Table 8 of Helsinki's statement of 2011.
TABLE_8 = {
    "kampin-sosiaaliasema": 9.2,
    "maunulan-sosiaaliasema": 9.1,
    "malmin-sosiaaliasema": 8.7,
    "vuosaaren-sosiaaliasema": 8.2,
    "myllypuron-sosiaaliasema": 8.0,
    "herttoniemen-sosiaaliasema": 8.0,
    "kallion-sosiaaliasema": 7.9,
    "haagan-sosiaaliasema": 7.9,
}
EVERYBODY = 8.3
ON = date(2026, 11, 22)


def asked_until(today: date) -> None:
    """The people and places of the demo with its surveys, without its voices."""
    at = moment(today, 10)
    building = demo.Building(at)
    building.organisation(demo.document("organisation"), demo.document("people"))
    Surveys(building.people, building.places, at).hold(demo.document("surveys"))


means = st.floats(min_value=4.5, max_value=9.5)


def given_grades(wave: Wave) -> dict[str, list[int]]:
    rows = Answer.objects.filter(response__target__wave=wave, item="school-grade", choice="")
    found: dict[str, list[int]] = {}
    for code, number in rows.values_list("response__target__unit__code", "number"):
        found.setdefault(code, []).append(int(number or 0))
    return found


def stations() -> list[Wave]:
    return list(Wave.objects.filter(code__startswith="sosiaaliasemat-").order_by("opens_on"))


@given(aim=means, count=st.integers(min_value=25, max_value=90), seed=st.integers())
def test_drawn_grades_have_the_mean_they_aim_at(aim: float, count: int, seed: int) -> None:
    drawn = grades(aim, count, random.Random(seed))
    assert len(drawn) == count
    assert set(drawn) <= set(range(4, 11))
    assert abs(mean(drawn) - aim) < 0.03
    # Near the ends of the scale a mean leaves room for two grades only.
    assert len(set(drawn)) >= (3 if 5.5 <= aim <= 8.5 else 2)


def test_who_gives_a_good_grade_agrees_more() -> None:
    asked = bank.instrument("sosiaaliasemat", 1)
    habits = demo.document("surveys")["habits"]
    drawn = draw(asked, habits, 8.0, 400, random.Random(1))
    assert drawn == draw(asked, habits, 8.0, 400, random.Random(1))
    pairs = [
        (int(each.raw["school-grade"]), int(each.raw["felt-heard"]))
        for each in drawn
        if "school-grade" in each.raw and each.raw.get("felt-heard", "skip") != "skip"
    ]
    assert 300 < len(pairs) < 400
    assert 0.5 < correlation(*zip(*pairs, strict=True)) < 0.95
    skipped = Counter(each.raw.get("felt-heard", "") for each in drawn)
    assert skipped["skip"]
    assert skipped[""]
    assert all(item not in each.raw for each in drawn for item in each.unclear)


def test_grades_of_the_last_year_are_those_of_2011(db: None) -> None:
    asked_until(ON)
    before, last, _open = (given_grades(wave) for wave in stations())
    assert {code: round(mean(numbers), 1) for code, numbers in last.items()} == TABLE_8
    assert abs(mean(number for numbers in last.values() for number in numbers) - EVERYBODY) < 0.1
    assert len({len(numbers) for numbers in last.values()}) > 5
    for code, numbers in last.items():
        assert 25 <= len(numbers) <= 90
        assert mean(before[code]) < mean(numbers)


def test_the_open_wave_closes_with_grades_like_those_of_2011(db: None) -> None:
    asked_until(ON)
    wave = stations()[-1]
    assert set(queries.answered(wave).values()) <= set(range(10, 90, 5))
    closed = actions.close(wave, by=None, at=moment(ON, 12))
    for code, numbers in given_grades(closed).items():
        assert abs(mean(numbers) - TABLE_8[code]) < 0.1


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 1, 1),
        date(2026, 1, 8),
        date(2026, 12, 31),
        date(2028, 3, 7),
        date(2029, 12, 31),
        date(2032, 3, 8),
    ],
)
def test_openings_are_mondays_of_three_years(today: date) -> None:
    found = [opening(today, years_ago) for years_ago in (0, 1, 2)]
    assert {day.weekday() for day in found} == {0}
    assert [day.year for day in found] == [found[0].year - ago for ago in (0, 1, 2)]
    assert 7 <= (today - found[0]).days <= 13


@pytest.mark.parametrize(
    "today", [date(2026, 1, 5), date(2026, 11, 22), date(2026, 12, 31), date(2028, 3, 7)]
)
def test_waves_are_open_or_closed_by_the_rules_on_any_day(db: None, today: date) -> None:
    asked_until(today)
    open_year = opening(today, 0).year
    waves = stations()
    assert [wave.code for wave in waves] == [
        f"sosiaaliasemat-{open_year - ago}" for ago in (2, 1, 0)
    ]
    assert [wave.state for wave in waves] == ["closed", "closed", "open"]
    assert [wave.kept for wave in waves] == ["partly", "yes", ""]
    rules.check_answerable(waves[2], today)
    assert waves[2].closes_on >= today + timedelta(days=18)
    assert not queries.waves_to_close(today)
    for wave in Wave.objects.exclude(state=WaveState.DRAFT):
        asked = queries.questionnaire(wave.document)
        assert not list(rules.promise_faults(wave, asked.languages))
        assert wave.document.frozen_on is not None
        assert wave.document.hash == asked.hash
        assert not wave.kept_words or wave.kept_words.missing() == ()
    assert not ResponseWords.objects.filter(erase_on__lte=today).exists()
    assert not Survey.objects.filter(state=PlanState.HELD, ends_on__gte=today).exists()
    assert not Survey.objects.filter(state=PlanState.PLANNED, ends_on__lt=today).exists()


def test_answers_come_in_many_ways(db: None) -> None:
    asked_until(ON)
    assert set(Response.objects.values_list("mode", flat=True)) == {"web", "paper", "interview"}
    assert {"fi", "sv", "en"} <= set(Response.objects.values_list("language", flat=True))
    assert len(set(Response.objects.values_list("helped", flat=True))) == 5
    assert Answer.objects.filter(choice="unclear").exists()
    words = list(ResponseWords.objects.values_list("body", flat=True))
    assert len(words) == len(set(words)) >= 15
    assert all(body.endswith(("(Keksitty.)", "(Påhittat.)")) for body in words)
    assert ResponseWords.objects.filter(may_quote=True).exists()
    assert ResponseWords.objects.filter(may_quote=False).exists()


def test_the_plan_of_the_year_tells_what_became_of_each_survey(db: None) -> None:
    asked_until(ON)
    this_year = Survey.objects.filter(year=2026)
    assert this_year.count() >= 10
    assert set(this_year.values_list("state", flat=True)) == set(PlanState.values)
    for survey in Survey.objects.all():
        assert survey.title.missing() == ()
        needs_reason = survey.state in {PlanState.CANCELLED, PlanState.MOVED}
        assert bool(survey.reason) == needs_reason
        assert not needs_reason or survey.reason.missing() == ()
        assert bool(survey.elsewhere) == bool(survey.elsewhere_answers)
        assert bool(survey.moved_to) == (survey.state == PlanState.MOVED)
    assert this_year.exclude(elsewhere="").count() >= 3
    assert Survey.objects.filter(year=2025).count() >= 3


def test_some_are_invited_by_letter_and_reminded_today(db: None) -> None:
    asked_until(ON)
    assert set(Mail.objects.values_list("letter", "language")) == {
        ("invitation", tag) for tag in ("fi", "sv", "en")
    }
    assert set(Invitation.objects.values_list("sent", "remind_on")) == {(True, ON)}
    assert all(to.endswith(".example") for to in Mail.objects.values_list("to", flat=True))
    assert actions.send_invitations(at=moment(ON, 10)) == 3


def test_the_researcher_makes_surveys_of_the_whole_authority(db: None) -> None:
    asked_until(ON)
    rauni = Person.objects.get(email="rauni.rinnakkainen@esimerkkila.example")
    assert rauni.check_password(demo.PASSWORD)
    assert org.making(rauni, ON).everything


def test_a_second_time_asks_nobody_again(db: None, at: datetime) -> None:
    demo.load(at=at)
    tables = (Survey, Wave, Ballot, Response, Answer)
    before = [table.objects.count() for table in tables]
    assert not demo.load(at=at)
    assert [table.objects.count() for table in tables] == before
