"""Values that cannot be, scales that change, and what the notes of a file tell."""

import pytest

from tests.pure.audit.tables.files import faults, report, right, rules


@pytest.mark.parametrize(
    ("line", "rule", "values"),
    [
        ("1|A||Sain apua|2024|percent|104", "outside-hundred", ["0–100"]),
        ("1|A||Sain apua|2024|percent|-3", "outside-hundred", ["0–100"]),
        ("1|A||NPS|2024|nps|-120", "outside-hundred", ["-100–100"]),
        ("1|A||Sain apua|2024|mean|5.7", "outside-scale", ["1–5"]),
        ("1|A||Sain apua|2024|mean|0.9", "outside-scale", ["1–5"]),
        ("1|A||Kiitokset|2024|count|-12", "below-nought", [""]),
    ],
)
def test_limits_of_values(line: str, rule: str, values: list[str]) -> None:
    (fault,) = faults(line, (1, 5))
    assert (fault.rule, right(fault)) == (rule, values)


@pytest.mark.parametrize(
    "line",
    [
        "1|A||Kiitokset, muutos|2024|percent|-12",
        "1|A||Kiitokset, muutos|2024|percent|250",
        "1|A||Talousarvion toteuma|2024|percent|103",
        "1|A||Vuodepaikkojen käyttöaste|2024|percent|108",
        "1|A||Change in calls|2024|count|-40",
    ],
)
def test_limits_that_are_none(line: str) -> None:
    assert rules(line) == []


def test_limits_a_mean_without_a_scale_is_told_once_for_a_table() -> None:
    lines = "1|A||Sain apua|2024|mean|3.1\n1|A||Kuultiin|2024|mean|3.4"
    assert rules(lines) == [("caution", "without-scale", 2)]
    assert rules("1|A||Käsittelyaika, päiviä|2024|mean|3.5") == []
    assert rules(lines.replace("|3.1", "|3.1|asteikko 1-5").replace("|3.4", "|3.4|scale 1-5")) == []


def test_limits_a_series_on_two_scales_cannot_be_compared() -> None:
    from kuulluksi.pure.audit import tables
    from kuulluksi.pure.audit.cells import read

    header = ["area", "item", "year", "statistic", "value", "scale_min", "scale_max"]
    rows = [header, ["A", "Sain apua", "2023", "mean", "3.1", "1", "4"]]
    rows.append(["A", "Sain apua", "2024", "mean", "3.4", "1", "5"])
    (finding,) = tables.check(read(rows)).findings
    assert (finding.kind.value, finding.rule) == ("caution", "scale-changed")


def test_answers_are_not_more_than_respondents() -> None:
    lines = """
    1|A|Uudet|Vastaajia|2024|count|300
    1|A|Uudet|Sain apua|2024|percent|40||310
    """
    assert rules(lines) == [("fault", "more-answers", 3)]
    assert rules(lines.replace("||310", "||290")) == []


def test_a_share_of_those_who_were_asked_has_more_behind_it_than_answered() -> None:
    lines = """
    1|A||Kysyttyjä yksiköitä|2024|count|34
    1|A||Vastanneita yksiköitä|2024|count|4
    1|A||Vastanneiden osuus kysytyistä yksiköistä|2024|percent|12||34
    """
    assert rules(lines) == []
    assert rules(lines.replace("12||34", "11||44")) == [("fault", "more-answers", 4)]


@pytest.mark.parametrize(
    ("note", "kind", "rule"),
    [
        ("arvio", "disclosed", "estimate"),
        ("printed as about", "disclosed", "estimate"),
        ("luku on uppskattad", "disclosed", "estimate"),
        ("kattaa vain loka-joulukuun 2024", "disclosed", "partial-year"),
        ("1.1.–30.9.2024", "disclosed", "partial-year"),
        ("avser tre månader", "disclosed", "partial-year"),
        ("counted in 2023", "disclosed", "told-late"),
        ("tiedot vuodelta 2023", "disclosed", "told-late"),
        ("avser år 2023", "disclosed", "told-late"),
        ("edellisen vuoden luku", "disclosed", "told-late"),
        ("henkilöitä 2023, asioita 2024", "caution", "units-differ"),
        ("persons in 2023, matters in 2024", "caution", "units-differ"),
        ("år 2023 personer, år 2024 ärenden", "caution", "units-differ"),
        ("tilastointitapa muuttui", "disclosed", "changed"),
        ("inte jämförbar med tidigare år", "disclosed", "changed"),
        ("pienet yksiköt puuttuvat", "disclosed", "incomplete"),
    ],
)
def test_notes_tell_of_their_figure(note: str, kind: str, rule: str) -> None:
    assert rules(f"1|A||Yhteydenotot|2024|count|1500|{note}") == [(kind, rule, 2)]


@pytest.mark.parametrize(
    "note",
    [
        "vastaajat yli 65-vuotiaita",
        "questions about treatment",
        "asteikko 1-5",
        "302 vastaajaa",
        "puheluita kuukaudessa",
        "svenskspråkiga",
        "tiedot vuodelta 2024",
    ],
)
def test_notes_that_tell_nothing_of_the_kind(note: str) -> None:
    assert report(f"1|A||Yhteydenotot|2024|count|1500|{note}").findings == ()


def test_estimates_that_are_compared_are_a_caution() -> None:
    assert rules(
        """
        1|A||Yhteydenotot|2023|count|1500|arvio
        1|A||Yhteydenotot|2024|count|1347
        """
    ) == [("caution", "estimate", 2)]


def test_notes_that_name_persons_in_one_year_and_matters_in_another_are_a_caution() -> None:
    lines = """
    1|A||Yhteydenotot|2023|count|1500|henkilöitä
    1|A||Yhteydenotot|2024|count|1347|asioita
    """
    assert rules(lines) == [("caution", "units-differ", 2)]
    assert rules(lines.replace("asioita", "eri henkilöitä")) == []


@pytest.mark.parametrize(
    "line",
    [
        "3|A||Sain apua|2024|mean|2.7|asteikko 1-5, keskikohta 2,5",
        "3|A||Asteikon keskikohta|2024|mean|2.5",
        "3|A||Fick hjälp|2024|mean|2.7|skalans mittpunkt är 2,5",
        "3|A||Got help|2024|mean|2.7|middle of the scale: 2.5",
    ],
)
def test_the_middle_of_a_scale_is_half_way_between_its_ends(line: str) -> None:
    (fault,) = faults(line, (1, 5))
    assert (fault.rule, right(fault)) == ("scale-middle", ["3.0"])
    assert faults(line.replace("2.5", "3.0").replace("2,5", "3"), (1, 5)) == []
    assert faults(line, (1, 4)) == []
