"""Releases of waves: when they are made, what they show, and that nothing is told twice or lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from kuulluksi.figures import actions, queries
from kuulluksi.figures.actions import releasing
from kuulluksi.figures.models import Release, Shown, Tally
from kuulluksi.figures.queries.releases import Figures
from kuulluksi.org import actions as org
from kuulluksi.org.models import Authority, Service, Unit
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import Ballot, Wave
from tests.factories.figures import Said, answered, closed, grades, opened
from tests.factories.org import County, code, text, unit
from tests.figures.questions import ALL_KINDS

GRADE = "school-grade"
KAMPPI, KALLIO = "unit-kampin-sosiaaliasema", "unit-kallion-sosiaaliasema"
OCTOBER = datetime(2026, 10, 1, 8, tzinfo=UTC)


def figures(wave: Wave) -> Figures:
    found = queries.of_wave(wave)
    assert found is not None
    return found


def shown(wave: Wave, place: str, key: str = GRADE) -> Counts | None:
    return figures(wave).of(place, key).published.counts


def test_a_closed_wave_is_shown_by_place_and_by_group(house: County, at: datetime) -> None:
    said = {
        house.kamppi: [
            *grades({8: 10, 9: 15}, gender="woman"),
            *grades({7: 6, 9: 9}, gender="man"),
        ],
        house.kallio: [*grades({6: 8, 9: 9}, gender="woman"), *grades({9: 6, 10: 8}, gender="man")],
    }
    wave = closed(house, at, said)
    assert shown(wave, KAMPPI) == Counts(tuple(range(4, 11)), (0, 0, 0, 6, 10, 24, 0))
    found = figures(wave)
    groups = found.groups(KAMPPI, found.of(KAMPPI, GRADE).counted, "gender")
    assert [(each.groups, each.published.n) for each in groups] == [
        (("woman",), 25),
        (("man", "other", "not-told", ""), 15),
    ]
    assert found.release.final
    assert queries.released_waves() == [wave]


def test_one_place_and_one_item_are_read_alone_and_say_the_same(
    house: County, at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wave = closed(house, at, {house.kamppi: grades({8: 10, 9: 15}), house.kallio: grades({6: 30})})
    whole, narrow = figures(wave), figures(wave)
    asked = whole.asked
    with django_assert_num_queries(1):
        here = [narrow.here("all", each) for each in asked]
    with django_assert_num_queries(1):
        [grade] = [each for each in asked if each.key == GRADE]
        everywhere = [narrow.everywhere(place, grade) for place in (KAMPPI, KALLIO)]
    assert here == whole.at("all")
    assert everywhere == [whole.of(KAMPPI, GRADE), whole.of(KALLIO, GRADE)]
    with django_assert_num_queries(0):  # what is read whole is not read again
        assert [whole.here(KAMPPI, each) for each in asked] == whole.at(KAMPPI)


def test_a_small_unit_is_hidden_and_one_beside_it(house: County, at: datetime) -> None:
    said = {
        house.kamppi: grades({8: 10, 9: 15}),
        house.kallio: grades({8: 2, 9: 1}),
        house.family_unit: grades({8: 12, 9: 1}),
    }
    wave = closed(house, at, said)
    assert shown(wave, KALLIO) is None
    assert shown(wave, KAMPPI) is None
    # The service holds both, and is told.
    assert shown(wave, "service-aikuissosiaalityo") is not None
    assert figures(wave).of("all", GRADE).published.n == 41


def test_choices_of_one_question_are_shown_together(house: County, at: datetime) -> None:
    people = [Said(8, {"some": ["x"]}), Said(8, {"some": ["x", "y"]})]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS)
    # Everybody chose the first. Of the second alone one could not tell why the first is hidden.
    assert [shown(wave, "all", f"some/{choice}") for choice in ("x", "y", "skip")] == [None] * 3
    people = [Said(8, {"some": ["x"]}), Said(8, {"some": ["y"]})]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS)
    assert shown(wave, "all", "some/skip") == Counts((0, 1), (16, 0))


def test_questions_are_told_by_each_other_one_way_only(house: County, at: datetime) -> None:
    people = [
        Said(12, {"one": left, "group": right})
        for left, right in (("x", "left"), ("x", "right"), ("y", "left"), ("y", "right"))
    ]
    found = figures(closed(house, at, {house.kamppi: people}, asked=ALL_KINDS))
    one, group = (found.of("all", key).counted for key in ("one", "group"))
    assert [each.published.n for each in found.groups("all", one, "group")] == [24, 24]
    assert found.groups("all", group, "one") == []


def test_services_and_units_of_one_wave_have_their_own_answers(house: County, at: datetime) -> None:
    said: dict[Unit | Service, list[Said]] = {
        house.kamppi: grades({8: 10, 9: 15}),
        house.office: grades({8: 7, 9: 9}),
        house.social_work: grades({7: 20, 9: 9}),
    }
    wave = closed(house, at, said)
    tree = figures(wave).tree
    assert [place.key for place in tree] == [
        "all",
        "area-aikuisten-palvelut",
        "service-aikuissosiaalityo",
        "service-aikuissosiaalityo.own",
        KAMPPI,
        f"{KAMPPI}.own",
        "unit-ruoholahden-toimipiste",
    ]
    assert figures(wave).of(KAMPPI, GRADE).published.n == 41
    assert figures(wave).of("all", GRADE).published.n == 70


def test_an_open_wave_shows_the_whole_only(house: County, at: datetime) -> None:
    wave = opened(
        house,
        at,
        {
            house.kamppi: grades({8: 100, 9: 100}),
            house.kallio: grades({7: 99}),
        },
    )
    assert queries.of_wave(wave) is None
    release = actions.release_wave(wave, at=at)
    assert release is not None
    assert not release.final
    assert [place.key for place in figures(wave).tree] == ["all"]
    assert shown(wave, KAMPPI) is None
    whole = figures(wave).of("all", GRADE).published.n
    assert whole is not None
    assert 150 < whole < 299  # three of four, by lot
    assert not Shown.objects.exclude(variable="").exists()


def test_an_open_wave_shows_its_last_release_until_enough_are_new(
    house: County, at: datetime
) -> None:
    wave = opened(house, at, {house.kamppi: grades({8: 60, 9: 60})})
    target = wave.targets.get()
    actions.release_wave(wave, at=at)
    first = shown(wave, "all")
    told(answered_as(wave, target.pk, "9", 4))
    at += timedelta(days=30)
    assert actions.release_wave(wave, at=at) is None
    assert shown(wave, "all") == first
    told(answered_as(wave, target.pk, "9", 9))
    # Thirteen new ones, but all of them say the same.
    assert actions.release_wave(wave, at=at) is None
    told(answered_as(wave, target.pk, "4", 1))
    assert actions.release_wave(wave, at=at) is not None
    second = shown(wave, "all")
    assert first is not None
    assert second is not None
    assert second.n == first.n + 14


def answered_as(wave: Wave, target: int, grade: str, many: int) -> list[Ballot]:
    about = {"target_id": target, "language": "fi", "mode": "web", "answers": {GRADE: grade}}
    return [Ballot(**about) for _ in range(many)]


def told(ballots: list[Ballot]) -> None:
    """Puts ballots into the box that the lot tells of."""
    for ballot in ballots:
        ballot.pk = ballot.pk % 2**61
    Ballot.objects.bulk_create(ballots)


def kept_back(ballots: list[Ballot]) -> None:
    for ballot in ballots:
        ballot.pk = 2**63 - 1 - ballot.pk % 2**60
    Ballot.objects.bulk_create(ballots)


def test_an_open_wave_is_not_told_when_too_little_is_kept_back(house: County, at: datetime) -> None:
    wave = opened(house, at, {house.kamppi: []})
    target = wave.targets.get().pk
    told([*answered_as(wave, target, "8", 30), *answered_as(wave, target, "9", 30)])
    kept_back(answered_as(wave, target, "9", 4))
    assert actions.release_wave(wave, at=at) is None
    kept_back(answered_as(wave, target, "9", 4))
    assert actions.release_wave(wave, at=at) is None  # all of them agree
    kept_back(answered_as(wave, target, "8", 1))
    assert actions.release_wave(wave, at=at) is not None


@pytest.mark.parametrize("late", [0, 1, 2, 3, 4])
def test_the_closed_wave_is_told_of_in_full_however_few_came_last(
    house: County, at: datetime, late: int
) -> None:
    wave = opened(
        house,
        at,
        {
            house.kamppi: grades({8: 60, 9: 60}),
            house.kallio: grades({7: 50, 9: 9}),
        },
    )
    actions.release_wave(wave, at=at)
    before = shown(wave, "all")
    answered(wave.targets.all()[0], grades({10: late}))
    surveys.close(wave, by=None, at=at)
    wave.refresh_from_db()
    actions.release_wave(wave, at=at)
    after = shown(wave, "all")
    assert before is not None
    assert after is not None
    assert after.n == 179 + late
    assert shown(wave, KALLIO) is not None
    # Nobody is found by subtraction: what is new may be shown itself.
    new = Counts(
        after.points, tuple(b - a for a, b in zip(before.numbers, after.numbers, strict=True))
    )
    assert new.n >= 5
    assert max(new.numbers) < new.n


TURN = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 6), st.integers(0, 6))
"""So many nines and tens that the lot tells of, and so many that are kept back."""


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TURN, min_size=2, max_size=4))
def test_every_two_releases_of_a_wave_differ_by_a_base_that_may_be_shown(
    house: County, at: datetime, turns: list[tuple[int, int, int, int]]
) -> None:
    wave = opened(house, at, {house.kamppi: []})
    target = wave.targets.get().pk
    seen: list[Counts] = []
    for month, (nines, tens, kept_nines, kept_tens) in enumerate(turns):
        told([*answered_as(wave, target, "9", nines), *answered_as(wave, target, "10", tens)])
        kept_back(answered_as(wave, target, "9", kept_nines))
        kept_back(answered_as(wave, target, "10", kept_tens))
        if actions.release_wave(wave, at=at + timedelta(days=30 * month)):
            seen += [counts for counts in [shown(wave, "all")] if counts]
    surveys.close(wave, by=None, at=at + timedelta(days=200))
    wave.refresh_from_db()
    actions.release_wave(wave, at=at + timedelta(days=200))
    seen += [counts for counts in [shown(wave, "all")] if counts]
    for i, one in enumerate(seen):
        for other in seen[i + 1 :]:
            new = [b - a for a, b in zip(one.numbers, other.numbers, strict=True)]
            assert sum(new) >= 5
            assert max(new) < sum(new)


def test_releases_of_open_waves_come_once_in_so_many_months(house: County, at: datetime) -> None:
    wave = opened(house, OCTOBER - timedelta(days=20), {house.kamppi: grades({8: 90, 9: 90})})
    assert actions.release_due(at=OCTOBER - timedelta(days=15)) == 0  # opened this month
    assert actions.release_due(at=OCTOBER) == 1
    answered(wave.targets.get(), grades({8: 90, 9: 90}))
    assert actions.release_due(at=OCTOBER + timedelta(days=20)) == 0
    Authority.objects.update(release_months=3)
    assert actions.release_due(at=OCTOBER + timedelta(days=40)) == 0
    assert actions.release_due(at=OCTOBER + timedelta(days=93)) == 1


def test_what_stood_still_is_made_up_for_once(house: County, at: datetime) -> None:
    wave = opened(house, OCTOBER - timedelta(days=20), {house.kamppi: grades({8: 90, 9: 90})})
    surveys.close(wave, by=None, at=OCTOBER)
    later = OCTOBER + timedelta(days=200)
    assert actions.release_due(at=later) == 1
    assert actions.release_due(at=later) == 0
    assert Release.objects.get().made_on == later.date()


def test_a_release_that_breaks_midway_leaves_nothing(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave = closed(house, at, {house.kamppi: grades({8: 10, 9: 15})}, release=False)

    def breaks(table: object, *_rest: object) -> None:
        if table is Shown:
            raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(releasing, "pour", breaks)
        with pytest.raises(OSError, match="no room"):
            actions.release_wave(wave, at=at)
    assert not Release.objects.exists()
    assert not Tally.objects.exists()
    assert actions.release_due(at=at) == 1
    assert shown(wave, KAMPPI) is not None


def test_what_was_released_stays_when_a_unit_is_renamed_or_moved(
    house: County, at: datetime
) -> None:
    wave = closed(
        house,
        at,
        {
            house.kamppi: grades({8: 10, 9: 15}),
            house.kallio: grades({7: 30, 8: 9}),
        },
    )
    before = [shown(wave, place) for place in ("all", "service-aikuissosiaalityo", KAMPPI)]
    house.kamppi.name = text("Kampin uusi asema")
    house.kamppi.service = house.child_welfare
    org.save(house.kamppi, by=None, at=at)
    assert [shown(wave, place) for place in ("all", "service-aikuissosiaalityo", KAMPPI)] == before
    assert queries.place_of(KAMPPI) == house.kamppi
    named = queries.named([KAMPPI])[KAMPPI]
    assert named.name == Text.of(**{tag: named.name.get(tag) for tag in ("fi", "sv", "en")})
    assert [each.key for each in figures(wave).tree][2] == "service-aikuissosiaalityo"


def test_merged_units_keep_their_own_figures(house: County, at: datetime) -> None:
    """Two units become one: their waves stay theirs, and those of the new one are its own."""
    first = closed(
        house,
        at,
        {
            house.kamppi: grades({8: 10, 9: 15}),
            house.kallio: grades({7: 30, 8: 9}),
        },
    )
    later = at + timedelta(days=365)
    new = unit("Keskustan sosiaaliasema", house.social_work)
    for old in (house.kamppi, house.kallio):
        old.valid_until = later.date() - timedelta(days=30)
        org.save(old, by=None, at=later)
    second = closed(
        house,
        later,
        {
            new: grades({8: 40, 9: 20}),
            house.family_unit: grades({5: 9, 6: 9}),
        },
    )
    key = f"unit-{code('Keskustan sosiaaliasema')}"
    assert shown(first, key) is None
    assert shown(second, KAMPPI) is None
    assert shown(second, key) is not None
    assert shown(first, KAMPPI) is not None


def test_a_policy_of_a_higher_threshold_counts_from_then_on(house: County, at: datetime) -> None:
    said = {house.kamppi: grades({8: 3, 9: 4}), house.kallio: grades({7: 30, 8: 9})}
    before = closed(house, at, said)
    Authority.objects.update(least_answers=10)
    after = closed(house, at, said)
    assert shown(before, KAMPPI) is not None
    assert shown(after, KAMPPI) is None
    assert [each.release.least for each in map(figures, (before, after))] == [5, 10]


def test_a_large_wave_is_released_whole(house: County, at: datetime) -> None:
    units = [unit(f"Yksikkö {number}", house.social_work) for number in range(50)]
    items = ["competent", "felt-heard", "met-needs", "treated-properly", "worker-has-time"]
    said = {
        place: [
            Said(
                3,
                {
                    GRADE: str(grade),
                    **dict.fromkeys(items, str(grade - 5)),
                    "gender": gender,
                    "age-band": age,
                },
            )
            for grade in (8, 9, 10)
            for gender in ("woman", "man")
            for age in ("18-29", "45-64")
        ]
        for place in units
    }
    wave = closed(house, at, said, release=False)
    actions.release_wave(wave, at=at)
    assert Shown.objects.count() > 1500
