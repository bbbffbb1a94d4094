"""The comparison table: what stands beside a figure, why something does not, and one family."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kuulluksi.figures.queries import comparing, grouping, key_of
from kuulluksi.figures.queries.comparing import Absent, Kind, Row, Table
from kuulluksi.figures.queries.grouping import Apart
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Page
from kuulluksi.pure.questionnaire.items import Scale, ScaleItem
from kuulluksi.pure.stats import pairs
from kuulluksi.pure.stats.changes import Verdict
from kuulluksi.pure.stats.comparing import Caution, Reason
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import Target
from kuulluksi.surveys.models import Wave
from tests.factories.figures import Said, closed, grades
from tests.factories.org import County

GRADE = "school-grade"
BAD, GOOD = {4: 20, 5: 20, 6: 20}, {8: 20, 9: 20, 10: 20}
YEAR = timedelta(days=364)


def table(wave: Wave) -> Table:
    found = comparing.of(wave)
    assert found is not None
    return found


def grade(wave: Wave, place: str) -> Row:
    return table(wave).rows[place, GRADE]


@pytest.fixture
def kamppi(house: County) -> str:
    return key_of(house.kamppi)


def test_a_rise_after_the_wave_before_is_told_with_its_numbers(
    house: County, at: datetime, kamppi: str
) -> None:
    closed(house, at - YEAR, {house.kamppi: grades(BAD), house.kallio: grades(GOOD)}, code="one")
    wave = closed(house, at, {house.kamppi: grades(GOOD), house.kallio: grades(GOOD)}, code="two")
    row = grade(wave, kamppi)
    assert row.last.name == "one"
    assert row.last.other.counts == Counts(tuple(range(4, 11)), (20, 20, 20, 0, 0, 0, 0))
    assert row.last.change is not None
    assert row.last.change.verdict is Verdict.ROSE
    assert row.last.change.value == pytest.approx(4)
    assert row.last.cautions == ()
    assert not row.last.places
    assert row.asked.measure is Measure.MEAN
    assert row.value == pytest.approx(9)


def test_a_unit_is_compared_with_its_parent_without_itself(
    house: County, at: datetime, kamppi: str
) -> None:
    wave = closed(house, at, {house.kamppi: grades(BAD), house.kallio: grades(GOOD)})
    row = grade(wave, kamppi)
    assert row.rest.name == key_of(house.social_work)
    assert row.rest.other.counts == Counts(tuple(range(4, 11)), (0, 0, 0, 0, 20, 20, 20))
    assert row.rest.change is not None
    assert row.rest.change.verdict is Verdict.FELL
    assert grade(wave, "all").rest.absent is Absent.ALONE


def test_the_first_wave_says_so(house: County, at: datetime, kamppi: str) -> None:
    wave = closed(house, at, {house.kamppi: grades(GOOD)})
    row = grade(wave, kamppi)
    assert row.last.absent is Absent.FIRST
    assert row.last.change is None
    assert row.trend.absent is Absent.WAVES


def test_a_place_that_was_not_asked_before_is_not_compared_with_others(
    house: County, at: datetime, kamppi: str
) -> None:
    closed(house, at - YEAR, {house.kallio: grades(BAD)})
    wave = closed(house, at, {house.kamppi: grades(GOOD)})
    assert grade(wave, kamppi).last.absent is Absent.PLACE
    assert grade(wave, "all").last.absent is Absent.OTHER_PLACES


def test_other_places_than_before_are_warned_of(house: County, at: datetime) -> None:
    closed(house, at - YEAR, {house.kallio: grades(BAD)})
    wave = closed(house, at, {house.kamppi: grades(GOOD), house.kallio: grades(GOOD)})
    assert grade(wave, "all").last.places
    assert not grade(wave, key_of(house.kallio)).last.places


def test_too_few_on_either_side_are_not_compared(house: County, at: datetime, kamppi: str) -> None:
    closed(house, at - YEAR, {house.kamppi: grades({4: 15, 5: 14}), house.kallio: grades(BAD)})
    wave = closed(house, at, {house.kamppi: grades(GOOD), house.kallio: grades({8: 14, 9: 15})})
    last, rest = grade(wave, kamppi).last, grade(wave, kamppi).rest
    assert last.change is not None
    assert rest.change is not None
    assert last.change.verdict is rest.change.verdict is Verdict.TOO_FEW
    assert last.change.p is None


def test_what_is_hidden_is_not_compared(house: County, at: datetime, kamppi: str) -> None:
    closed(house, at - YEAR, {house.kamppi: grades({4: 2}), house.kallio: grades(BAD)})
    wave = closed(house, at, {house.kamppi: grades(GOOD), house.kallio: grades(GOOD)})
    last = grade(wave, kamppi).last
    assert last.absent is Absent.HIDDEN
    assert not last.other
    assert last.change is None


def test_other_modes_and_other_samples_are_warned_of(
    house: County, at: datetime, kamppi: str
) -> None:
    closed(house, at - YEAR, {house.kamppi: grades(GOOD)}, code="one")
    Wave.objects.filter(code="one").update(modes=["web"], target=Target.VISITORS)
    wave = closed(house, at, {house.kamppi: grades(GOOD)}, code="two")
    assert grade(wave, kamppi).last.cautions == (Caution.SAMPLING, Caution.MODE)


def test_other_languages_and_more_help_are_warned_of(
    house: County, at: datetime, kamppi: str
) -> None:
    def people(first: str, other: str) -> list[Said]:
        return [
            Said(25, {GRADE: "8"}, language=first, helped=""),
            Said(25, {GRADE: "9"}, language=first, helped=""),
            Said(10, {GRADE: "9"}, language=other, helped="worker"),
            Said(10, {GRADE: "8"}, language=other, helped="worker"),
        ]

    closed(house, at - YEAR, {house.kamppi: people("fi", "sv")})
    wave = closed(house, at, {house.kamppi: people("sv", "fi")})
    assert Caution.LANGUAGE in grade(wave, kamppi).last.cautions
    assert Caution.HELPED not in grade(wave, kamppi).last.cautions


def test_another_scale_is_refused_and_nothing_is_computed(
    house: County, at: datetime, kamppi: str
) -> None:
    asked = bank.instrument("sosiaaliasemat")
    closed(house, at - YEAR, {house.kamppi: grades(GOOD)}, asked=asked)
    changed = replace(asked, version=asked.version + 1, pages=tuple(map(_longer, asked.pages)))
    wave = closed(house, at, {house.kamppi: grades(GOOD)}, asked=changed)
    last = grade(wave, kamppi).last
    assert last.change is not None
    assert last.change.verdict is Verdict.NOT_COMPARABLE
    assert last.change.measured.comparison.refused is Reason.SCALE
    assert last.change.measured.difference is None


def _longer(page: Page) -> Page:
    """The same page with the grade on a scale from 1 to 10."""
    items = tuple(
        replace(item, wording=9, scale=Scale("grade-1-10", 1, 10, (Text.of(fi="x"),) * 10))
        if isinstance(item, ScaleItem) and item.id == GRADE
        else item
        for item in page.items
    )
    return replace(page, items=items)


def test_a_line_is_drawn_from_four_waves_on(house: County, at: datetime, kamppi: str) -> None:
    for number in (3, 2):
        numbers = {7 - number: 20, 8 - number: 30, 9 - number: 20}
        closed(house, at - number * YEAR, {house.kamppi: grades(numbers)})
    third = closed(house, at - YEAR, {house.kamppi: grades({6: 20, 7: 30, 8: 20})})
    assert grade(third, kamppi).trend.absent is Absent.WAVES
    wave = closed(house, at, {house.kamppi: grades({7: 20, 8: 30, 9: 20})})
    trend = grade(wave, kamppi).trend
    assert trend.waves == 4
    assert trend.change is not None
    assert trend.change.value == pytest.approx(3, abs=0.01)
    series = table(wave).series(kamppi, GRADE)
    assert [point.value for point in series] == pytest.approx([5, 6, 7, 8])
    assert [point.same for point in series] == [False, True, True, True]


def test_the_family_is_the_whole_wave_and_the_same_test_counts_once(
    house: County, at: datetime, kamppi: str
) -> None:
    """Kamppi alone stands inside its service, that inside its area, that inside the whole."""
    closed(house, at - YEAR, {house.kamppi: grades({7: 20, 8: 20})})
    wave = closed(house, at, {house.kamppi: grades({7: 15, 8: 25})})
    found = [grade(wave, place).last.change for place in table(wave).told.inside]
    assert len(found) == 4
    tests = [
        change.measured.difference for change in found if change and change.measured.difference
    ]
    assert {change.p for change in found if change} == {tests[0].test.p}


def test_intervals_narrow_for_a_sample_of_a_known_list_only(
    house: County, at: datetime, kamppi: str
) -> None:
    wave = closed(house, at, {house.kamppi: grades(GOOD)}, code="sample")
    wide = grade(wave, "all").mean
    Wave.objects.filter(pk=wave.pk).update(target=Target.SAMPLE, list_size=80)
    comparing._built.cache_clear()
    narrow, unit = grade(wave, "all").mean, grade(wave, kamppi).mean
    assert wide is not None
    assert narrow is not None
    assert unit is not None
    assert narrow.high - narrow.low < wide.high - wide.low
    assert (unit.low, unit.high) == (wide.low, wide.high)


def test_a_question_with_one_choice_has_no_mean_and_no_comparison(
    house: County, at: datetime, kamppi: str
) -> None:
    said = {house.kamppi: [*grades(GOOD, gender="woman"), *grades(GOOD, gender="man")]}
    closed(house, at - YEAR, said)
    row = table(closed(house, at, said)).rows[kamppi, "gender"]
    assert row.published.n == 120
    assert (row.asked.measure, row.value, row.interval, row.mean) == (None, None, None, None)
    assert [row.against[kind].change for kind in Kind] == [None, None, None]


def test_groups_are_tested_where_each_has_enough(house: County, at: datetime, kamppi: str) -> None:
    said = {house.kamppi: [*grades(BAD, gender="woman"), *grades(GOOD, gender="man")]}
    found = table(closed(house, at, said))
    broken = grouping.by(found, "gender")[kamppi, GRADE]
    assert [group.groups[0] for group in broken.groups] == ["woman", "man"]
    assert broken.apart is Apart.DIFFER
    assert broken.p is not None
    assert broken.welch is not None
    assert broken.ranks is not None
    by_mode = grouping.by(found, "mode")[kamppi, GRADE]
    assert by_mode.apart is Apart.HIDDEN
    assert by_mode.groups == ()


def test_the_table_of_a_service_holds_its_units(house: County, at: datetime, kamppi: str) -> None:
    wave = closed(house, at, {house.kamppi: grades(BAD), house.kallio: grades(GOOD)})
    sheet = comparing.table(wave, key_of(house.social_work))
    assert sheet is not None
    assert [key for key, _ in sheet.lines] == [
        key_of(house.social_work),
        key_of(house.kallio),
        kamppi,
    ]
    assert all(len(rows) == len(sheet.columns) for _, rows in sheet.lines)


def test_nothing_is_compared_before_a_release(house: County, at: datetime) -> None:
    assert comparing.of(closed(house, at, {house.kamppi: grades(BAD)}, release=False)) is None
    assert comparing.of(2026) is None


def test_the_rest_is_what_is_left_of_published_figures(
    house: County, at: datetime, kamppi: str
) -> None:
    wave = closed(house, at, {house.kamppi: grades(BAD), house.kallio: grades(GOOD)})
    row = grade(wave, kamppi)
    change = row.rest.change
    assert change is not None
    assert row.rest.other.counts is not None
    assert row.published.counts is not None
    expected = pairs.means(row.rest.other.counts, row.published.counts)
    assert expected is not None
    assert change.value == expected.value
