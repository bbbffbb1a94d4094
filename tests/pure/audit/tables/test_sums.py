"""Sums that balance, sums that do not, and which figure is the wrong one."""

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit.tables.files import faults, report, right, rules

MATRIX = """
1|Kaupunki||Moitteet|2023|count|120
1|Kaupunki||Kiitokset|2023|count|45
1|Kaupunki||Ideat|2023|count|31
1|Kaupunki||Yhteensä|2023|count|196
1|Kaupunki||Moitteet|2024|count|132
1|Kaupunki||Kiitokset|2024|count|57
1|Kaupunki||Ideat|2024|count|28
1|Kaupunki||Yhteensä|2024|count|217
1|Kaupunki||Moitteet|2023-2024|count|252|yhteensä
1|Kaupunki||Kiitokset|2023-2024|count|102|yhteensä
1|Kaupunki||Ideat|2023-2024|count|59|yhteensä
1|Kaupunki||Yhteensä|2023-2024|count|413|yhteensä
"""


def put(lines: str, old: str, new: str) -> str:
    assert lines.count(old) == 1
    return lines.replace(old, new)


def test_sums_that_balance_are_no_findings_and_all_of_them_are_proven() -> None:
    found = report(MATRIX)
    assert found.findings == ()
    assert found.proven == frozenset(range(2, 14))


def test_sums_tell_a_wrong_total_once_although_two_sums_fail_with_it() -> None:
    (fault,) = faults(put(MATRIX, "Yhteensä|2024|count|217", "Yhteensä|2024|count|271"))
    assert (fault.rule, fault.place.line, right(fault)) == ("sum", 9, ["217"])


def test_sums_tell_the_one_part_with_which_both_of_its_totals_would_be_right() -> None:
    found = faults(put(MATRIX, "Kiitokset|2024|count|57", "Kiitokset|2024|count|75"))
    assert [(each.rule, each.place.line) for each in found] == [
        ("sum-one-cell", 9),
        ("sum-one-cell", 11),
    ]
    assert {str(each.values["found"]) for each in found} == {"75"}
    assert {right_of(each.values["instead"]) for each in found} == {"57"}


def right_of(told: object) -> str:
    return str(getattr(told, "value", told))


def test_sums_a_part_whose_digits_changed_places_is_guessed() -> None:
    (fault,) = faults(
        """
        1|Kaupunki||Moitteet|2023|count|102
        1|Kaupunki||Kiitokset|2023|count|45
        1|Kaupunki||Yhteensä|2023|count|165
        """
    )
    assert fault.rule == "sum-slip"
    assert right(fault) == ["147"]
    assert right_of(fault.values["instead"]) == "120"


def test_sums_estimates_are_not_accused_within_their_roundness() -> None:
    lines = """
    1|Kaupunki||Moitteet|2023|count|1500|noin
    1|Kaupunki||Kiitokset|2023|count|45
    1|Kaupunki||Yhteensä|2023|count|1590
    """
    assert [each[0] for each in rules(lines)] == ["caution"]
    (fault,) = faults(lines.replace("1590", "1690"))
    assert right(fault) == ["1545"]


def test_sums_find_subtotals_and_the_total_of_them() -> None:
    lines = """
    1|Kaupunki||Puhelut|2023|count|40
    1|Kaupunki||Viestit|2023|count|25
    1|Kaupunki||Yhteydenotot yhteensä|2023|count|65
    1|Kaupunki||Käynnit|2023|count|30
    1|Kaupunki||Kotikäynnit|2023|count|12
    1|Kaupunki||Tapaamiset yhteensä|2023|count|42
    1|Kaupunki||Kaikki yhteensä|2023|count|107
    """
    assert rules(lines) == []
    (fault,) = faults(lines.replace("|107", "|117"))
    assert (fault.place.line, right(fault)) == (8, ["107"])


def test_sums_a_total_may_stand_above_its_parts_and_parts_of_parts_are_left_out() -> None:
    lines = """
    1|City||Total|2023|count|90
    1|City||Criticism|2023|count|60
    1|City||of which answered in time|2023|count|48
    1|City||Thanks|2023|count|30
    """
    assert rules(lines) == []
    assert rules(lines.replace("|48", "|84")) == [("fault", "part-over-whole", 4)]


def test_sums_of_different_things_beside_a_number_of_respondents_are_no_sums() -> None:
    assert (
        rules(
            """
            4|Aikuiset||Kyselyjen määrä|2024|count|29
            4|Aikuiset||Lähetettyjä lomakkeita|2024|count|9000
            4|Aikuiset||Vastaajia yhteensä|2024|count|3216
            """
        )
        == []
    )


def test_sums_people_may_stand_in_several_rows() -> None:
    lines = """
    1|Kaupunki||Toimeentulotuen asiakkaita|2023|count|700
    1|Kaupunki||Päihdehuollon asiakkaita|2023|count|400
    1|Kaupunki||Asiakkaita yhteensä|2023|count|900
    """
    assert rules(lines) == [("caution", "sum-overlap", 4)]
    noted = lines.replace("count|900", "count|900|sama asiakas voi olla useassa palvelussa")
    assert rules(noted) == [("disclosed", "sum-disclosed", 4)]


def test_sums_what_is_hidden_may_be_missing_from_a_total() -> None:
    assert rules(
        """
        1|Pohjoinen||Kiitokset|2023|count|12
        1|Keskinen||Kiitokset|2023|count|<5
        1|Eteläinen||Kiitokset|2023|count|20
        1|Yhteensä||Kiitokset|2023|count|35
        """
    ) == [("disclosed", "absent", 3), ("disclosed", "sum-disclosed", 5)]


def test_sums_school_years_and_means_of_years_are_no_totals_of_years() -> None:
    assert (
        rules(
            """
            1|Koulu||Puheluita|2021|count|100
            1|Koulu||Puheluita|2022|count|120
            1|Koulu||Puheluita|2023|count|130
            1|Koulu||Puheluita|2021-2022|count|111
            1|Koulu||Puheluita|2022-2023|count|127
            """
        )
        == []
    )
    assert (
        rules(
            """
            1|Koulu||Puheluita|2021|count|100
            1|Koulu||Puheluita|2022|count|120
            1|Koulu||Puheluita|2021-2022|count|110|keskimäärin vuodessa
            """
        )
        == []
    )


def test_sums_the_whole_house_may_have_more_than_the_areas_that_are_printed() -> None:
    lines = """
    1|Pohjoinen||Kiitokset|2023|count|12
    1|Eteläinen||Kiitokset|2023|count|20
    1|Koko kaupunki||Kiitokset|2023|count|45
    """
    assert rules(lines) == []
    assert rules(lines.replace("|45", "|24")) == [("caution", "sum-perhaps", 4)]
    as_elsewhere = (
        f"{lines.replace('|45', '|24')}"
        + (
            """
        1|Pohjoinen||Moitteet|2023|count|30
        1|Eteläinen||Moitteet|2023|count|70
        1|Koko kaupunki||Moitteet|2023|count|100
        """
        ).strip()
    )
    (fault,) = faults(as_elsewhere)
    assert (fault.place.line, right(fault)) == (4, ["32"])


def test_sums_of_surveys_need_to_be_all_surveys() -> None:
    lines = """
    4|Päivähoidon vastuualue||Kyselyjen määrä|2011|count|3
    4|Päivähoidon vastuualue||Vastaajia yhteensä|2011|count|8298
    teksti|Päivähoito|Uudet|Vastaajia: uudet|2011|count|780
    teksti|Päivähoito|Kaikki perheet|Vastaajia: kaikki perheet|2011|count|6263
    teksti|Päivähoito|Leikkipuistot|Vastaajia: leikkipuistot|2011|count|1155
    """
    (fault,) = faults(lines)
    assert (fault.place.line, right(fault)) == (3, ["8198"])
    assert faults(lines.replace("|3\n", "|5\n")) == []


counts = st.integers(min_value=0, max_value=99_999)
tables = st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=6)


def printed(table: list[list[int]]) -> list[list[int]]:
    """A table of rows by years with all of its totals."""
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def written(cells: list[list[int]]) -> str:
    years = ("2021", "2022", "2023", "2021-2023")
    names = [*(f"Asia {number}" for number in range(1, len(cells))), "Yhteensä"]
    return "\n".join(
        f"1|Kaupunki||{name}|{year}|count|{value}|{'yhteensä' if '-' in year else ''}"
        for name, row in zip(names, cells, strict=True)
        for year, value in zip(years, row, strict=True)
    )


@given(tables)
def test_sums_no_table_that_was_added_up_rightly_is_accused(table: list[list[int]]) -> None:
    assert report(written(printed(table))).of(Kind.FAULT) == ()


@given(tables, st.data())
def test_sums_one_wrong_figure_of_a_table_is_always_told_with_the_right_one(
    table: list[list[int]], data: st.DataObject
) -> None:
    cells = printed(table)
    row = data.draw(st.integers(0, len(cells) - 1))
    column = data.draw(st.integers(0, 3))
    was = cells[row][column]
    cells[row][column] = data.draw(counts.filter(lambda value: value != was))
    found = report(written(cells)).of(Kind.FAULT)
    assert found
    told = {
        number
        for each in found
        for number in (*right(each), right_of(each.values.get("instead", "")))
    }
    assert str(was) in told


def test_sums_a_note_may_tell_the_very_difference() -> None:
    lines = """
    1|A|Naiset|Vastaajia|2024|count|310
    1|A|Miehet|Vastaajia|2024|count|190
    1|A|Kaikki|Vastaajia|2024|count|512|sukupuolta ei ilmoittanut 12
    """
    assert rules(lines) == [("disclosed", "sum-disclosed", 4)]
    assert rules(lines.replace("ilmoittanut 12", "ilmoittanut")) == [("fault", "sum", 4)]


def test_sums_a_row_may_be_a_part_of_another_without_being_called_so() -> None:
    lines = """
    1|A||Palautteet|2023|count|300
    1|A||verkossa|2023|count|180
    1|A||puhelimessa|2023|count|120
    1|A||Muistutukset|2023|count|30
    1|A||Yhteensä|2023|count|330
    """
    assert rules(lines) == [("caution", "sum-perhaps", 6)]
    two_years = lines + lines.replace("2023", "2024").strip()
    assert rules(two_years) == []


def test_sums_a_forgotten_row_is_a_fault_where_another_year_has_it() -> None:
    lines = """
    1|A||Palautteet|2023|count|300
    1|A||Kantelut|2023|count|18
    1|A||Muistutukset|2023|count|30
    1|A||Yhteensä|2023|count|348
    1|A||Palautteet|2024|count|320
    1|A||Kantelut|2024|count|21
    1|A||Muistutukset|2024|count|33
    1|A||Yhteensä|2024|count|353
    """
    (fault,) = faults(lines)
    assert (fault.place.line, right(fault)) == (9, ["374"])


def test_sums_minutes_are_not_added_to_calls() -> None:
    lines = """
    1|A||Puhelut|2023|count|1200
    1|A||Käynnit|2023|count|300
    1|A||Vastausaika minuutteina|2023|count|12
    1|A||Yhteensä|2023|count|1500
    """
    assert rules(lines) == []
