"""Instant feedback as figures: each release tells of its own days, and stays as it was."""

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuulluksi.cases import actions as cases
from kuulluksi.cases.enums import Concerns, FeedbackKind, Speaker
from kuulluksi.cases.models import Feedback
from kuulluksi.figures import actions, queries
from kuulluksi.figures.models import Release, Tally
from kuulluksi.figures.queries import instant
from kuulluksi.figures.queries.releases import Figures
from kuulluksi.org import actions as org
from kuulluksi.org.models import Authority, Service, Unit
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.voices.models import Voice
from tests.factories.org import County, unit
from tests.factories.voices import given

KAMPPI, SERVICE = "unit-kampin-sosiaaliasema", "service-aikuissosiaalityo"
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
APRIL = datetime(2026, 4, 16, 8, tzinfo=UTC)


def voices(
    at: datetime,
    many: int,
    *,
    unit: Unit | None = None,
    service: Service | None = None,
    kind: FeedbackKind = FeedbackKind.CRITICISM,
    concerns: Concerns = Concerns.NOBODY,
    **more: object,
) -> list[Voice]:
    return [
        given(at, unit=unit, service=service, kind=kind, concerns=concerns, **more).voice  # type: ignore[arg-type]
        for _ in range(many)
    ]


def both(at: datetime, place: Unit, many: int) -> None:
    """So many criticisms of a unit, and as many thanks."""
    voices(at, many, unit=place)
    voices(at, many, unit=place, kind=FeedbackKind.THANKS)


def figures(year: int = 2026) -> Figures:
    found = queries.of_year(year)
    assert found is not None
    return found


def kinds(place: str, year: int = 2026) -> tuple[int, ...] | None:
    counts = figures(year).of(place, instant.KIND).published.counts
    return counts.numbers if counts else None


def test_kinds_topics_and_the_meter_are_counted(house: County, at: datetime) -> None:
    voices(at, 6, unit=house.kamppi, topics=frozenset({"speed", "quality"}))
    voices(at, 4, unit=house.kamppi, topics=frozenset({"speed"}), meter={})
    voices(at, 7, unit=house.kamppi, kind=FeedbackKind.THANKS, topics=frozenset({"other"}))
    statement = instant.plan()[-1].item
    voices(at, 3, unit=house.kamppi, meter={statement: "2"})
    voices(at, 5, unit=house.kamppi, meter={statement: "5"})
    voices(at, 2, unit=house.kamppi, meter={statement: "skip"})
    actions.release_year(FIRST, LAST, at=APRIL)
    assert kinds(KAMPPI) == (20, 7, 0, 0, 0)
    # The base of topics is who named any.
    assert figures().of(KAMPPI, f"{instant.TOPIC}/speed").published.counts == Counts(
        (0, 1), (7, 10)
    )
    assert figures().of(KAMPPI, statement).published.counts == Counts(
        (1, 2, 3, 4, 5), (0, 3, 0, 0, 5)
    )
    assert Tally.objects.get(item=statement, variable="").skipped == 2


def test_one_statement_counts_instant_feedback(house: County, at: datetime) -> None:
    both(at, house.kamppi, 3)
    with CaptureQueriesContext(connection) as found:
        instant.count(FIRST, LAST)
    counting = [query for query in found if "GROUP BY" in query["sql"]]
    assert len(counting) == 1


def test_what_concerns_somebody_there_is_counted_in_all_only(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    voices(at, 7, unit=house.kamppi, concerns=Concerns.HANDLER)
    voices(at, 6, unit=house.kamppi, concerns=Concerns.WORKER, kind=FeedbackKind.IDEA)
    actions.release_year(FIRST, LAST, at=APRIL)
    assert kinds("all") == (17, 10, 6, 0, 0)
    assert kinds(KAMPPI) == (10, 10, 0, 0, 0)
    assert kinds(SERVICE) == (10, 10, 0, 0, 0)


def test_what_is_held_or_handed_on_is_left_out(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    voices(at, 6, unit=house.kamppi, hold_reason="links")
    handed = voices(at, 3, unit=house.kamppi)
    Voice.objects.filter(pk__in=[voice.pk for voice in handed]).update(misdirected="application")
    actions.release_year(FIRST, LAST, at=APRIL)
    assert kinds(KAMPPI) == (10, 10, 0, 0, 0)


def test_what_was_told_stays_when_a_voice_moves_or_is_erased(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    actions.release_year(FIRST, LAST, at=APRIL)
    before = kinds(KAMPPI), kinds("all")
    voice = Voice.objects.first()
    assert voice is not None
    cases.move(
        voice, by=house.supervisor, at=at, seen=voice.version, reason="Väärä", unit=house.kallio
    )
    Feedback.objects.exclude(voice=voice).first().voice.delete()  # type: ignore[union-attr]
    assert actions.release_year(FIRST, LAST, at=APRIL) is None
    assert (kinds(KAMPPI), kinds("all")) == before
    # Nor does it come again with what is new.
    both(APRIL, house.kallio, 6)
    actions.release_year(FIRST, date(2026, 4, 30), at=APRIL + timedelta(days=30))
    assert kinds("all") == (16, 16, 0, 0, 0)


def test_each_release_is_protected_alone_and_a_year_is_their_sum(
    house: County, at: datetime
) -> None:
    both(at, house.kamppi, 10)
    voices(at, 3, unit=house.kallio)
    actions.release_year(FIRST, LAST, at=APRIL)
    both(APRIL, house.kamppi, 4)
    both(APRIL, house.kallio, 4)
    actions.release_year(FIRST, date(2026, 4, 30), at=APRIL + timedelta(days=30))
    # In the first period Kallio was too small, so Kamppi was hidden beside it.
    assert kinds(KAMPPI) == (4, 4, 0, 0, 0)
    assert kinds("unit-kallion-sosiaaliasema") == (4, 4, 0, 0, 0)
    assert kinds("all") == (21, 18, 0, 0, 0)
    whole, part = figures().of("all", instant.KIND), figures().of(KAMPPI, instant.KIND)
    assert (whole.starts_on, whole.ends_on) == (FIRST, date(2026, 4, 30))
    assert (part.starts_on, part.ends_on) == (date(2026, 4, 1), date(2026, 4, 30))
    assert len(whole.releases) == 2


def test_places_without_feedback_are_hidden_like_those_with_little(
    house: County, at: datetime
) -> None:
    both(at, house.family_unit, 10)
    voices(at, 1, unit=house.kallio)
    actions.release_year(FIRST, LAST, at=APRIL)
    keys = [place.key for place in figures().tree]
    assert KAMPPI in keys
    assert "unit-kallion-sosiaaliasema" in keys
    assert kinds(KAMPPI) is kinds("unit-kallion-sosiaaliasema") is None


def test_a_unit_that_moves_takes_its_figures_along_and_leaves_those_of_the_service(
    house: County, at: datetime
) -> None:
    both(at, house.kamppi, 10)
    both(at, house.kallio, 10)
    both(at, house.family_unit, 10)
    actions.release_year(FIRST, LAST, at=APRIL)
    house.kamppi.service = house.child_welfare
    org.save(house.kamppi, by=None, at=APRIL)
    for place in (house.kamppi, house.kallio, house.family_unit):
        both(APRIL, place, 6)
    actions.release_year(FIRST, date(2026, 4, 30), at=APRIL + timedelta(days=30))
    assert kinds(KAMPPI) == (16, 16, 0, 0, 0)
    # What was said of the service while the unit was there stays said of it.
    assert kinds(SERVICE) == (26, 26, 0, 0, 0)
    assert kinds("service-lastensuojelu") == (22, 22, 0, 0, 0)
    child_welfare = next(place for place in figures().tree if place.key == "service-lastensuojelu")
    assert KAMPPI in [place.key for place in child_welfare]


def test_a_unit_that_ended_keeps_what_was_said_of_it(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    both(at, house.kallio, 10)
    actions.release_year(FIRST, LAST, at=APRIL)
    house.kamppi.valid_until = date(2026, 3, 31)
    org.save(house.kamppi, by=None, at=APRIL)
    new = unit("Keskustan asema", house.social_work)
    both(APRIL, new, 10)
    both(APRIL, house.kallio, 6)
    actions.release_year(FIRST, date(2026, 4, 30), at=APRIL + timedelta(days=30))
    assert kinds(KAMPPI) == (10, 10, 0, 0, 0)
    assert kinds("unit-keskustan-asema") == (10, 10, 0, 0, 0)


def test_languages_are_told_of_the_newest_days(house: County, at: datetime) -> None:
    for language in ("fi", "sv"):
        voices(at, 12, unit=house.kamppi, language=language, speaker=Speaker.CLIENT)
        voices(at, 12, unit=house.kamppi, language=language, kind=FeedbackKind.THANKS)
    actions.release_year(FIRST, LAST, at=APRIL)
    asked = figures().of(KAMPPI, instant.KIND).counted
    groups = figures().groups(KAMPPI, asked, "language")
    assert [each.published.n for each in groups] == [24, 24]


def test_releases_come_when_feedback_has_settled(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    assert actions.release_due(at=datetime(2026, 4, 14, 8, tzinfo=UTC)) == 0
    assert actions.release_due(at=datetime(2026, 4, 15, 8, tzinfo=UTC)) == 1
    assert actions.release_due(at=datetime(2026, 4, 15, 9, tzinfo=UTC)) == 0
    assert kinds(KAMPPI) == (10, 10, 0, 0, 0)


def test_every_so_many_months(house: County, at: datetime) -> None:
    Authority.objects.update(release_months=6)
    both(at, house.kamppi, 10)
    assert actions.release_due(at=datetime(2026, 5, 20, 8, tzinfo=UTC)) == 0
    assert actions.release_due(at=datetime(2026, 7, 20, 8, tzinfo=UTC)) == 1
    assert Release.objects.get().ends_on == date(2026, 6, 30)


def test_the_old_year_is_made_whole_after_standing_still(house: County, at: datetime) -> None:
    both(at, house.kamppi, 10)
    both(datetime(2026, 12, 30, 8, tzinfo=UTC), house.kamppi, 6)
    both(datetime(2027, 1, 5, 8, tzinfo=UTC), house.kamppi, 7)
    assert actions.release_due(at=datetime(2027, 3, 1, 8, tzinfo=UTC)) == 2
    assert kinds(KAMPPI, 2026) == (16, 16, 0, 0, 0)
    assert kinds(KAMPPI, 2027) == (7, 7, 0, 0, 0)
    assert queries.instant_years() == [2027, 2026]
    assert figures(2026).release.final


def test_too_little_is_told_with_what_comes_next(house: County, at: datetime) -> None:
    both(at, house.kamppi, 2)
    assert actions.release_year(FIRST, LAST, at=APRIL) is None
    both(APRIL, house.kamppi, 2)
    release = actions.release_year(FIRST, date(2026, 4, 30), at=APRIL + timedelta(days=30))
    assert release is not None
    assert release.starts_on == FIRST
    assert kinds("all") == (4, 4, 0, 0, 0)
