"""The surveys of a year as lines of the annual statement, and what the public is told at all."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from kuulluksi.figures.queries import ALL, annex, key_of, telling
from kuulluksi.pure.questionnaire import bank
from kuulluksi.surveys.actions import tell_kept
from kuulluksi.surveys.enums import Audience, Kept
from tests.factories import surveys
from tests.factories.figures import closed, grades, spread
from tests.factories.org import County, county, text
from tests.factories.surveys import wave as planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> County:
    return county()


def test_line_tells_what_was_asked_of_whom_and_what_came(
    here: County, at: datetime, django_assert_num_queries: Any
) -> None:
    wave = closed(here, at, {here.kamppi: grades({7: 20, 9: 20}), here.kallio: grades({8: 21})})
    tell_kept(wave, Kept.PARTLY, text("Osa tehtiin."), by=here.researcher, at=at)
    annex.lines(wave.survey.year)
    with django_assert_num_queries(3):
        (line,) = annex.lines(wave.survey.year)
    assert (line.year, line.place, line.audience) == (2026, here.social_work, Audience.CLIENTS)
    assert (line.starts_on, line.ends_on) == (wave.opens_on, wave.closes_on)
    assert line.came.answers >= 60
    assert line.grade is not None
    assert line.grade.published.n == 61
    assert line.grade.place == ALL
    assert line.highest == ()
    assert (line.kept, line.told) == (Kept.PARTLY, True)
    assert annex.years() == [2026]


def test_line_without_a_grade_names_the_highest_statements(here: County, at: datetime) -> None:
    said = [
        *spread("treated-properly", {2: 10, 5: 30}),
        *spread("competent", {2: 30, 5: 10}),
        *spread("met-needs", {2: 20, 5: 20}),
    ]
    wave = closed(here, at, {here.kamppi: said}, asked=bank.instrument("palvelumittari"))
    (line,) = annex.lines(wave.survey.year)
    assert line.grade is None
    assert [figure.counted.item for figure in line.highest] == ["treated-properly", "met-needs"]


def test_line_hides_what_may_not_be_shown(here: County, at: datetime) -> None:
    closed(here, at, {here.kamppi: grades({7: 2, 9: 1})})
    (line,) = annex.lines(2026)
    assert line.grade is not None
    assert not line.grade.published
    waiting = closed(here, at, {here.kallio: grades({7: 20, 9: 20})}, release=False)
    assert [each.told for each in annex.lines(2026) if each.wave == waiting] == [False]


def test_what_the_staff_was_asked_is_no_line_of_the_public(here: County, at: datetime) -> None:
    pulse = closed(here, at, {here.kamppi: grades({7: 20, 9: 20})})
    pulse.survey.audience = Audience.STAFF
    pulse.survey.save()
    assert annex.lines(2026) == []
    assert telling.public_waves() == []
    assert telling.public_places() == {}
    assert not telling.is_public(pulse)


def test_public_waves_are_the_newest_closed_ones_of_each_questionnaire(
    here: County, at: datetime
) -> None:
    said = {here.kamppi: grades({7: 20, 9: 20})}
    closed(here, at - timedelta(days=400), said)
    newest = closed(here, at, said)
    grade = closed(
        here, at, {here.kallio: grades({8: 9, 9: 9})}, asked=bank.instrument("kouluarvosana")
    )
    planned(here, at)
    assert set(telling.public_waves()) == {newest, grade}
    assert telling.public_waves(key_of(here.kamppi)) == [newest]
    assert telling.public_waves(key_of(here.kallio)) == [grade]
    inside = telling.public_places()
    assert set(inside[key_of(here.social_work)]) == {key_of(here.kamppi), key_of(here.kallio)}
    assert key_of(here.office) not in inside
    surveys.wave(here, at)
    assert telling.told_in([newest])[newest.pk].wave == newest
