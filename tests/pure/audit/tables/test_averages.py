"""The mean and the share of all beside those of their parts."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit.tables.files import faults, report, right, rules

GRADES = """
8|Aikuiset|Sosiaaliasemat: Kamppi|Kouluarvosana|2011|mean|9.2
8|Aikuiset|Sosiaaliasemat: Malmi|Kouluarvosana|2011|mean|8.7
8|Aikuiset|Sosiaaliasemat: Haaga|Kouluarvosana|2011|mean|7.9
8|Aikuiset|Sosiaaliasemat: Kaikki vastaajat|Kouluarvosana|2011|mean|8.3
"""


def test_averages_of_all_are_between_those_of_the_parts() -> None:
    assert rules(GRADES, (4, 10)) == []
    (fault,) = faults(GRADES.replace("mean|8.3", "mean|9.4"), (4, 10))
    assert (fault.rule, fault.place.line, right(fault)) == ("average-outside", 5, ["7.9–9.2"])


def test_averages_of_which_a_part_is_not_printed_are_a_caution_only() -> None:
    lines = GRADES.replace("mean|8.3", "mean|9.4|two units not printed: too few answers")
    assert rules(lines, (4, 10)) == [
        ("caution", "average-outside", 5),
        ("disclosed", "incomplete", 5),
    ]


WEIGHED = """
3|Koulut|Tytöt|Kuultiin|2023|percent|54||640
3|Koulut|Pojat|Kuultiin|2023|percent|63||580
3|Koulut|Kaikki|Kuultiin|2023|percent|58||1220
"""


def test_averages_are_weighed_with_the_answers() -> None:
    # (54 × 640 + 63 × 580) / 1220 = 58.3
    assert rules(WEIGHED) == []
    (fault,) = faults(WEIGHED.replace("|58||", "|62||"))
    assert (fault.rule, right(fault)) == ("mean-weighted", ["58"])


def test_averages_that_left_out_items_may_explain_are_a_caution() -> None:
    # 57 needs only that fewer boys answered this item than the survey.
    assert rules(WEIGHED.replace("|58||", "|57||")) == [] or {
        each[0] for each in rules(WEIGHED.replace("|58||", "|57||"))
    } == {"caution"}


def test_averages_of_the_whole_house_need_all_answers_to_be_accused() -> None:
    lines = """
    2|Pohjoinen||Valmistui ajoissa|2023|percent|93||150
    2|Keskinen||Valmistui ajoissa|2023|percent|81||420
    2|Eteläinen||Valmistui ajoissa|2023|percent|97||230
    2|Koko alue||Valmistui ajoissa|2023|percent|88||800
    """
    assert rules(lines) == []
    (fault,) = faults(lines.replace("|88||800", "|98||800"))
    assert (fault.place.line, right(fault)) == (5, ["88"])
    without = lines.replace("|88||800", "|99||").replace("||150", "")
    assert [each[0] for each in rules(without)] == ["caution"]


def test_averages_of_all_stations_are_those_of_the_stations() -> None:
    lines = """
    3|Social|Norrby socialstation|Skolvitsord|2024|mean|9.1
    3|Social|Centrums socialstation|Skolvitsord|2024|mean|8.7
    3|Social|Hemvård|Skolvitsord|2024|mean|9.6
    3|Social|Alla socialstationer|Skolvitsord|2024|mean|8.9
    """
    assert rules(lines, (4, 10)) == []
    (fault,) = faults(lines.replace("mean|8.9", "mean|9.4"), (4, 10))
    assert right(fault) == ["8.7–9.1"]


def test_averages_of_items_are_their_plain_mean() -> None:
    lines = """
    3|A||Sain apua|2024|mean|4.1
    3|A||Minua kuunneltiin|2024|mean|3.8
    3|A||Keskiarvo|2024|mean|4.0
    """
    assert rules(lines, (1, 5)) == []
    assert rules(lines.replace("mean|4.0", "mean|3.8"), (1, 5)) == [("caution", "mean-of-items", 4)]


part = st.tuples(st.integers(20, 400), st.integers(100, 500))


@given(st.lists(part, min_size=2, max_size=7))
def test_averages_that_were_computed_rightly_are_never_accused(
    parts: list[tuple[int, int]],
) -> None:
    """Means of two decimals, printed with one; the mean of all from the exact ones."""
    total = sum(n for n, _ in parts)
    exact = Decimal(sum(n * points for n, points in parts)) / total / 100
    lines = [
        f"1|A|Yksikkö {place}|Arvosana|2024|mean|{round(Decimal(points) / 100, 1)}||{n}"
        for place, (n, points) in enumerate(parts)
    ]
    lines.append(f"1|A|Kaikki|Arvosana|2024|mean|{round(exact, 1)}||{total}")
    found = report("\n".join(lines), (1, 5))
    assert [each for each in found.findings if each.rule != "impossible-for-n"] == []
    assert found.of(Kind.FAULT) == ()
