"""The policy of keeping: which day something goes, and which rule speaks for a column."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import retention

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


def test_retention_words_go_two_years_after_the_giving() -> None:
    assert retention.words_until(date(2026, 3, 2)) == date(2028, 3, 1)


def test_retention_voice_outlives_its_words() -> None:
    assert retention.voice_until(date(2026, 3, 2)) == date(2036, 2, 28)


@given(DAYS, st.none() | st.integers(min_value=0, max_value=2000))
def test_retention_contact_goes_within_a_year_and_soon_after_closing(
    given_on: date, closed_after: int | None
) -> None:
    closed_on = None if closed_after is None else given_on + timedelta(days=closed_after)
    until = retention.contact_until(given_on, closed_on)
    assert until <= given_on + timedelta(days=365)
    if closed_on is not None:
        assert until <= closed_on + timedelta(days=30)
        assert until in (given_on + timedelta(days=365), closed_on + timedelta(days=30))
    else:
        assert until == given_on + timedelta(days=365)


def test_retention_rule_that_names_a_column_speaks_before_the_rest() -> None:
    page, kind = retention.rule_for("Feedback", "page"), retention.rule_for("Feedback", "kind")
    assert page is not None
    assert kind is not None
    assert (page.time, kind.time) == (retention.WORDS, retention.VOICE)


def test_retention_has_no_rule_for_what_it_does_not_know() -> None:
    assert retention.rule_for("Diary", "entry") is None


def test_retention_keeps_nothing_for_ever_that_came_from_a_giver() -> None:
    of_givers = ("Voice", "Step", "Passage", "Contact", "Hidden", "VoiceWords", "Feedback")
    for rule in retention.RULES:
        assert rule.why
        if rule.table in of_givers:
            assert rule.time is not None, rule
