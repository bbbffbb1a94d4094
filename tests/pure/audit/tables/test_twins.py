"""The same quantity in two places: under one name, under two, and a year late."""

from decimal import Decimal

from kuulluksi.pure.audit.tables.twins import slip, swapped
from tests.pure.audit.tables.files import faults, report, right, rules


def test_twins_slips_of_the_pen() -> None:
    assert swapped(Decimal(635), Decimal(653))
    assert not swapped(Decimal(635), Decimal(536))
    assert slip(Decimal(8298), Decimal(8198))
    assert not slip(Decimal(8298), Decimal(8199))
    assert not slip(Decimal(12), Decimal(13))


def test_twins_of_two_tables_that_agree_elsewhere_contradict_each_other() -> None:
    lines = """
    1|Aikuisten vastuualue||Kyselyihin vastanneet asiakkaat|2023|count|3216
    1|Aikuisten vastuualue||Kyselyihin vastanneet asiakkaat|2024|count|3310
    7|Aikuisten palvelut||Kyselyihin vastanneet asiakkaat|2023|count|3216
    7|Aikuisten palvelut||Kyselyihin vastanneet asiakkaat|2024|count|3130
    """
    (fault,) = faults(lines)
    assert (fault.rule, fault.place.line, right(fault)) == ("printed-twice", 5, ["3310"])
    assert rules(lines.replace("3130", "3310")) == []


def test_twins_of_other_bases_are_no_contradiction() -> None:
    assert rules(
        """
            1|A|Tytöt|Kuultiin|2024|percent|54||640
            2|A|Tytöt|Kuultiin|2024|percent|58||200
            """
    ) == [("caution", "printed-twice-perhaps", 3)]


def test_twins_of_two_surveys_are_told_once_as_a_caution() -> None:
    lines = "\n".join(
        f"{table}|A||{item}|2024|mean|{value}"
        for table, values in (("3", (2.7, 2.9, 2.6)), ("7", (4.0, 4.4, 4.1)))
        for item, value in zip(("Sain tietoa", "Sain apua", "Kuultiin"), values, strict=True)
    )
    assert rules(lines, (1, 5)) == [("caution", "printed-twice-perhaps", 5)]


def test_twins_may_be_rounded_otherwise() -> None:
    assert rules("1|A||Kuultiin|2024|percent|57\n2|A||Kuultiin|2024|percent|57.4") == []
    assert rules("1|A||Palautteita|2024|count|21000|noin\n2|A||Palautteita|2024|count|20750") == [
        ("disclosed", "estimate", 2)
    ]


def test_every_table_may_have_its_own_respondents_and_totals() -> None:
    assert (
        rules(
            """
            5|A||Vastaajia|2024|count|120
            6|A||Vastaajia|2024|count|340
            5|A||Vastausprosentti|2024|percent|12
            6|A||Vastausprosentti|2024|percent|34
            """
        )
        == []
    )


# Table 1 and figure 2 of the statement of 2011.
FEEDBACK = """
1|koko virasto||Välitön palaute|2009|count|889
1|koko virasto||Välitön palaute|2010|count|617
1|koko virasto||Välitön palaute|2011|count|635
kuvio 2|koko virasto||Palautteita yhteensä|2009|count|889
kuvio 2|koko virasto||Palautteita yhteensä|2010|count|617
kuvio 2|koko virasto||Palautteita yhteensä|2011|count|653
"""


def test_twins_of_two_names_are_known_by_their_other_years() -> None:
    (fault,) = faults(FEEDBACK)
    assert (fault.rule, right(fault)) == ("printed-twice", ["635"])
    with_total = f"{FEEDBACK}1|koko virasto||Välitön palaute|2009-2011|count|2159|printed total"
    (fault,) = faults(with_total)
    assert (fault.rule, fault.place.line, right(fault)) == ("printed-otherwise", 4, ["653"])


def test_twins_that_happen_to_be_alike_once_are_no_twins() -> None:
    assert (
        rules(
            """
            1|A||Kantelut|2023|count|120
            1|A||Kantelut|2024|count|131
            2|A||Muistutukset|2023|count|120
            2|A||Muistutukset|2024|count|155
            """
        )
        == []
    )


def test_late_series_are_a_caution_unless_the_file_tells_it() -> None:
    lines = """
    1|A||Muutoksenhaut|2010|count|1100
    1|A||Muutoksenhaut|2011|count|880
    5|A||Muutoksenhakuja|2009|count|1100
    5|A||Muutoksenhakuja|2010|count|880
    """
    assert rules(lines) == [("caution", "late", 3)]
    noted = lines.replace(
        "1|A||Muutoksenhaut|2011|count|880", "1|A||Muutoksenhaut|2011|count|880|counted in 2010"
    )
    assert rules(noted) == [("disclosed", "told-late", 3)]


def test_late_series_that_differ_in_one_year_contradict_each_other() -> None:
    (fault,) = faults(
        """
        1|A||Muutoksenhaut|2009|count|927
        1|A||Muutoksenhaut|2010|count|1100
        1|A||Muutoksenhaut|2011|count|880
        5|A||Muutoksenhakuja|2008|count|927
        5|A||Muutoksenhakuja|2009|count|1100
        5|A||Muutoksenhakuja|2010|count|968
        """
    )
    assert (fault.rule, fault.place.line, right(fault)) == ("printed-twice", 7, ["880"])


def test_rows_that_say_the_same_twice_are_told_and_added_once() -> None:
    assert rules(
        """
        1|A||Kiitos|2024|count|12
        1|A||Kiitos|2024|count|12
        1|A||Moite|2024|count|30
        1|A||Yhteensä|2024|count|42
        """
    ) == [("caution", "repeated", 3)]


def test_areas_that_stand_beside_each_other_are_two() -> None:
    lines = """
    1|Aikuisten palvelut||Kiitos|2024|count|1200
    1|Aikuisten vastuualue||Kiitos|2024|count|1300
    """
    assert report(lines).findings == ()
