"""Printed changes, and the net share of those who recommend."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.pure.audit.tables.files import faults, report, right, rules

BASE = """
1|A||Kiitokset|2023|count|200
1|A||Kiitokset|2024|count|250
"""


def test_changes_are_differences_or_percentages() -> None:
    assert rules(f"{BASE}1|A||Kiitokset, muutos|2023-2024|count|50") == []
    assert rules(f"{BASE}1|A||Kiitokset, muutos %|2024|percent|25") == []
    (fault,) = faults(f"{BASE}1|A||Kiitokset, muutos %|2024|percent|20")
    assert (fault.rule, right(fault)) == ("change", ["25"])
    (fault,) = faults(f"{BASE}1|A||Muutos 2023–2024|2024|count|40")
    assert right(fault) == ["50"]


def test_changes_of_shares_may_be_told_in_points_or_in_percent() -> None:
    lines = "1|A||Kuultiin|2023|percent|19\n1|A||Kuultiin|2024|percent|53\n"
    for change in ("34", "179"):
        assert rules(f"{lines}1|A||Kuultiin, muutos|2023-2024|percent|{change}") == []
    (fault,) = faults(f"{lines}1|A||Kuultiin, muutos|2023-2024|percent|43")
    assert right(fault) == ["34", "179"]


def test_changes_that_fell_may_be_printed_without_a_sign() -> None:
    lines = "1|A||Calls|2023|count|200\n1|A||Calls|2024|count|150\n"
    for change in ("-25", "25"):
        assert rules(f"{lines}1|A||Change in calls|2024|percent|{change}") == []
    assert len(faults(f"{lines}1|A||Change in calls|2024|percent|-30")) == 1


def test_changes_since_a_named_year() -> None:
    lines = """
    1|A||Asiakkaita|2022|count|1000
    1|A||Asiakkaita|2023|count|1250
    1|A||Asiakkaita|2024|count|1312
    1|A||Asiakkaita, muutos vuodesta 2022|2024|percent|31.2
    1|A||Asiakkaita, muutos edellisestä vuodesta|2024|percent|5.0
    """
    assert rules(lines) == []
    assert [right(each) for each in faults(lines.replace("31.2", "5.1"))] == [["31.2"]]


def test_changes_of_what_is_not_printed_are_not_accused() -> None:
    assert rules(f"{BASE}1|A||Moitteet, muutos|2024|percent|90") == []
    assert rules(f"{BASE}1|A||Kiitokset, muutos|2021-2024|percent|90") == []


def test_appeals_are_no_changes() -> None:
    assert rules("1|A||Muutoksenhaut|2023|count|880\n1|A||Ändringssökande|2023|count|12") == []


def test_net_shares_are_promoters_less_detractors() -> None:
    lines = """
    1|A||Suosittelijat|2024|percent|55
    1|A||Passiiviset|2024|percent|25
    1|A||Arvostelijat|2024|percent|20
    1|A||NPS|2024|nps|35
    """
    assert rules(lines) == []
    (fault,) = faults(lines.replace("nps|35", "nps|53"))
    assert (fault.rule, right(fault)) == ("net-share", ["35"])


numbers = st.integers(1, 100_000)


@given(numbers, numbers, st.integers(0, 2))
def test_changes_that_were_computed_rightly_are_never_accused(
    before: int, after: int, decimals: int
) -> None:
    change = round(Decimal(after - before) * 100 / before, decimals)
    lines = f"""
    1|A||Yhteydenotot|2023|count|{before}
    1|A||Yhteydenotot|2024|count|{after}
    1|A||Yhteydenotot, muutos|2023-2024|percent|{change:.{decimals}f}
    """
    assert report(lines).findings == ()
