"""Shares that are a hundred together, shares of printed numbers, and shares of who was asked."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.pure.audit.tables.files import faults, report, right, rules

KINDS = """
2|Kaupunki||Moite|2022|percent|41
2|Kaupunki||Muu mielipide|2022|percent|35
2|Kaupunki||Kiitos|2022|percent|18
2|Kaupunki||Idea|2022|percent|6
2|Kaupunki||Moite|2023|percent|45
2|Kaupunki||Muu mielipide|2023|percent|28
2|Kaupunki||Kiitos|2023|percent|19
2|Kaupunki||Idea|2023|percent|8
"""


def test_shares_of_one_answer_each_are_a_hundred() -> None:
    assert rules(KINDS) == []
    (fault,) = faults(KINDS.replace("percent|28", "percent|82"))
    assert (fault.rule, fault.place.line, right(fault)) == ("hundred-slip", 7, ["28"])
    (fault,) = faults(KINDS.replace("percent|28", "percent|40"))
    assert (fault.rule, right(fault)) == ("hundred", ["100"])


def test_shares_may_miss_a_hundred_as_far_as_rounding_takes_them() -> None:
    # 4 × half a unit: 50 + 27 + 16 + 9 = 102 may be 49.6 + 26.5 + 15.5 + 8.5 (rounded half up).
    lines = "\n".join(
        f"1|Kaupunki||{item}|2024|percent|{value}"
        for item, value in (("Hyvä", 50), ("Kohtalainen", 27), ("Huono", 16), ("En tiedä", 9))
    )
    assert rules(lines) == []
    assert [each.rule for each in faults(lines.replace("|50", "|51"))] == ["hundred"]


def test_shares_of_several_answers_may_be_more_than_a_hundred() -> None:
    lines = """
    2|Kaupunki||Neuvontaa|2024|percent|55|monivalinta
    2|Kaupunki||Kohtelua|2024|percent|48|monivalinta
    2|Kaupunki||Muuta|2024|percent|30|monivalinta
    """
    assert rules(lines) == []
    assert rules(lines.replace("monivalinta", "")) == []


def test_shares_of_several_answers_that_are_a_hundred_in_one_year_only_have_other_bases() -> None:
    # Table 2 of the statement of 2011: 17 + 4 + 11 + 18 + 19 + 16 + 15 = 100, later 151 and 127.
    lines = "\n".join(
        f"2|Virasto||Aihe {place}|{year}|percent|{value}|multiple choice"
        for year, values in (
            (2009, (17, 4, 11, 18, 19, 16, 15)),
            (2010, (26, 5, 14, 16, 34, 23, 33)),
            (2011, (21, 2, 11, 6, 53, 15, 19)),
        )
        for place, value in enumerate(values)
    )
    (finding,) = report(lines).findings
    assert (finding.kind.value, finding.rule) == ("caution", "bases-differ")
    assert finding.values["years"] == ("2009",)


def test_shares_of_statements_have_no_common_whole() -> None:
    assert (
        rules(
            """
            3|Kaupunki||Sain apua|2024|percent|40
            3|Kaupunki||Minua kuunneltiin|2024|percent|33
            3|Kaupunki||Tiesin miten asia etenee|2024|percent|31
            """
        )
        == []
    )


def test_shares_of_which_some_are_not_printed_may_be_less_than_a_hundred() -> None:
    assert rules("1|A||Kyllä|2024|percent|60\n1|A||Ei|2024|percent|30") == []
    assert [each[1] for each in rules("1|A||Yes|2024|percent|60\n1|A||No|2024|percent|43")] == [
        "hundred"
    ]


def test_shares_with_a_printed_hundred_are_a_whole() -> None:
    lines = """
    1|A||Puhelin|2024|percent|60
    1|A||Verkko|2024|percent|30
    1|A||Yhteensä|2024|percent|100
    """
    (fault,) = faults(lines)
    assert fault.rule == "hundred"
    assert rules(lines.replace("|30", "|40")) == []


COUNTED = """
1|A||Moite|2024|count|372
1|A||Moite|2024|percent|57
1|A||Kiitos|2024|count|72
1|A||Kiitos|2024|percent|11
1|A||Muu|2024|count|209
1|A||Muu|2024|percent|32
1|A||Yhteensä|2024|count|653
"""


def test_shares_are_those_of_the_numbers_beside_them() -> None:
    found = report(COUNTED)
    assert found.findings == ()
    assert len(found.proven) == 7
    (fault,) = [
        each
        for each in faults(COUNTED.replace("percent|57", "percent|54"))
        if each.rule == "share-of-count"
    ]
    assert (fault.place.line, right(fault)) == (3, ["57"])


def test_shares_of_something_else_than_the_rows_are_not_accused() -> None:
    assert (
        rules(
            """
            1|A||Toimeentulotuki|2024|count|4500|kotitalouksia
            1|A||Toimeentulotuki|2024|percent|12|osuus asukkaista
            1|A||Omaishoito|2024|count|800
            1|A||Omaishoito|2024|percent|2|osuus asukkaista
            """
        )
        == []
    )


def test_shares_of_who_was_asked_are_recomputed() -> None:
    lines = """
    1|A||Lähetettyjä kyselyjä|2024|count|1200
    1|A||Vastaajia|2024|count|480
    1|A||Vastausprosentti|2024|percent|40
    """
    assert rules(lines) == []
    (fault,) = faults(lines.replace("percent|40", "percent|45"))
    assert (fault.rule, right(fault)) == ("rate", ["40"])
    about = lines.replace("1200", "1200|noin").replace("percent|40", "percent|41")
    assert [each[0] for each in rules(about)] == ["disclosed"]
    assert "more-than-asked" in [each.rule for each in faults(lines.replace("|480", "|1480"))]


def test_shares_that_so_few_answers_cannot_give_are_a_caution() -> None:
    # 6 of 20 are 30 %, 7 of 20 are 35 %.
    assert rules("1|A||Sain apua|2024|percent|33||20") == [("caution", "impossible-for-n", 2)]
    assert rules("1|A||Sain apua|2024|percent|35||20") == []
    # 7 answers of 1 to 5: 22/7 is 3.14 and 23/7 is 3.29, so 3.1 can be and 3.2 cannot.
    assert rules("1|A||Sain apua|2024|mean|3.1||7", (1, 5)) == []
    assert rules("1|A||Sain apua|2024|mean|3.2||7", (1, 5)) == [("caution", "impossible-for-n", 2)]


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=8), st.integers(0, 2))
def test_shares_rounded_from_numbers_are_never_accused(counts: list[int], decimals: int) -> None:
    total = sum(counts)
    assume(total)
    lines = [f"1|A||Yhteensä|2024|count|{total}"]
    for place, count in enumerate(counts):
        share = round(Decimal(100 * count) / total, decimals)
        lines.append(f"1|A||Asia {place}|2024|count|{count}")
        lines.append(f"1|A||Asia {place}|2024|percent|{share:.{decimals}f}||{total}")
    assert report("\n".join(lines)).findings == ()


def test_shares_of_one_table_may_break_several_things_down() -> None:
    lines = """
    1|A||Män|2024|percent|38
    1|A||Kvinnor|2024|percent|61
    1|A||Annat|2024|percent|1
    1|A||Under 30|2024|percent|22
    1|A||30–64|2024|percent|49
    1|A||65+|2024|percent|29
    """
    assert rules(lines) == []
    two_years = lines + lines.replace("2024", "2023").replace("|49", "|59").strip()
    (fault,) = faults(two_years)
    assert (fault.rule, fault.place.line) == ("hundred", 13)


def test_shares_of_two_things_may_be_a_hundred_by_chance() -> None:
    lines = """
    1|A||Vastattu ajoissa|2023|percent|60
    1|A||Otti yhteyttä uudelleen|2023|percent|40
    1|A||Vastattu ajoissa|2022|percent|63
    1|A||Otti yhteyttä uudelleen|2022|percent|45
    """
    assert faults(lines) == []


def test_shares_of_another_row_are_known_by_the_other_years() -> None:
    lines = """
    5|City||Complaints|2023|count|140
    5|City||Complaints upheld|2023|count|42
    5|City||Complaints upheld|2023|percent|30
    5|City||Complaints|2024|count|120
    5|City||Complaints upheld|2024|count|31
    5|City||Complaints upheld|2024|percent|36
    """
    (fault,) = faults(lines)
    assert (fault.rule, fault.place.line, right(fault)) == ("share-of-count", 7, ["26"])
    assert rules(lines.replace("percent|36", "percent|26")) == []


def test_shares_of_a_printed_n_are_known_by_one_other_row() -> None:
    lines = """
    1|City||Invitations sent|2024|count|1200
    1|City||Responses|2024|count|540
    1|City||Response rate|2024|percent|54
    2|City||Heard in time|2024|count|120||300
    2|City||Heard in time|2024|percent|45||300
    2|City||Heard late|2024|count|90||300
    2|City||Heard late|2024|percent|30||300
    """
    assert [(each.rule, right(each)) for each in faults(lines)] == [
        ("rate", ["45"]),
        ("share-of-count", ["40"]),
    ]


def test_shares_may_have_a_total_of_several_answers_or_of_all() -> None:
    lines = """
    1|A||Neuvontaa|2024|percent|55
    1|A||Kohtelua|2024|percent|48
    1|A||Nopeutta|2024|percent|24
    1|A||Yhteensä|2024|percent|127
    """
    assert rules(lines) == []
    (fault,) = faults(lines.replace("|127", "|172"))
    assert (fault.place.line, right(fault)) == (5, ["127"])
    assert rules(lines.replace("|127", "|42")) == []


def test_topics_that_are_called_growth_or_change_are_no_changes() -> None:
    lines = """
    1|A||Kasvu ja kehitys|2024|count|40
    1|A||Muutos elämäntilanteessa|2024|count|25
    1|A||Muu|2024|count|10
    1|A||Yhteensä|2024|count|75
    """
    assert rules(lines) == []
    assert [right(each) for each in faults(lines.replace("|75", "|57"))] == [["75"]]
