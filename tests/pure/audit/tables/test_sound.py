"""Odd but sound files, as towns print them: nobody is accused."""

import pytest

from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit.tables.files import report

SOUND = {
    "subtotals in English": """
        1|City||Phone calls|2024|count|420
        1|City||Emails|2024|count|310
        1|City||Contacts, total|2024|count|730
        1|City||Complaints|2024|count|42
        1|City||Appeals|2024|count|18
        1|City||Legal matters, total|2024|count|60
        1|City||Total|2024|count|790
        """,
    "parts of a row in Swedish": """
        1|Stan||Respons|2024|count|300
        1|Stan||varav klander|2024|count|180
        1|Stan||varav tack|2024|count|120
        1|Stan||Anmärkningar|2024|count|30
        1|Stan||Totalt|2024|count|330
        """,
    "people of no known area": """
        1|Pohjoinen||Vastaajia|2024|count|120
        1|Etelä||Vastaajia|2024|count|80
        1|Koko kunta||Vastaajia|2024|count|202
        """,
    "a number broken down twice": """
        1|A|Naiset|Vastaajia|2024|count|120
        1|A|Miehet|Vastaajia|2024|count|80
        1|A|Alle 30|Vastaajia|2024|count|60
        1|A|30–64|Vastaajia|2024|count|90
        1|A|65+|Vastaajia|2024|count|50
        1|A|Kaikki|Vastaajia|2024|count|200
        """,
    "totals of two things": """
        1|A||Moite|2024|count|40
        1|A||Kiitos|2024|count|20
        1|A||Palautteita yhteensä|2024|count|60
        1|A||Kyselyt|2024|count|3
        1|A||Vastaajia yhteensä|2024|count|900
        """,
    "totals in both directions": """
        1|Norra||Samtal|2024|count|120
        1|Södra||Samtal|2024|count|140
        1|Totalt||Samtal|2024|count|260
        1|Norra||Brev|2024|count|20
        1|Södra||Brev|2024|count|40
        1|Totalt||Brev|2024|count|60
        1|Norra||Totalt|2024|count|140
        1|Södra||Totalt|2024|count|180
        1|Totalt||Totalt|2024|count|320
        """,
    "clients of several years": """
        1|A||Asiakkaita|2023|count|2300
        1|A||Asiakkaita|2024|count|2100
        1|A||Asiakkaita|2023-2024|count|3400
        """,
    "a range that is a change": """
        1|A||Moitteet|2023|count|200
        1|A||Moitteet|2024|count|230
        1|A||Moitteet|2023-2024|count|30
        1|A||Moitteet|2023-2024|percent|15
        """,
    "what boys and girls say": """
        1|A|Koki yksinäisyyttä|Pojat|2024|percent|52
        1|A|Koki yksinäisyyttä|Tytöt|2024|percent|61
        5|Barnskydd|Nöjda|Kvinnor|2024|percent|81
        5|Barnskydd|Nöjda|Män|2024|percent|77
        1|A|Luottaa|18–29|2024|percent|60
        1|A|Luottaa|30–64|2024|percent|66
        1|A|Luottaa|65+|2024|percent|71
        """,
    "answers in time, more and more of them": """
        1|A||Ratkaistu 28 päivässä|2024|percent|70
        1|A||Ratkaistu 62 päivässä|2024|percent|95
        1|A||Muu|2024|percent|5
        """,
    "satisfied, dissatisfied, and something else": """
        1|A||Tyytyväisiä|2024|percent|62
        1|A||Tyytymättömiä|2024|percent|20
        1|A||Suosittelisi|2024|percent|80
        """,
    "some months of a year": """
        1|A||Tammikuu|2024|count|10
        1|A||Helmikuu|2024|count|12
        1|A||Koko vuosi|2024|count|140
        """,
    "thousands of euros": """
        1|A||Korvaukset (1000 euroa)|2024|count|12.5
        1|A||Muut (1000 euroa)|2024|count|3.4
        1|A||Yhteensä (1000 euroa)|2024|count|16.0
        """,
    "two surveys that ask the same": """
        5|A||Kouluarvosana|2024|mean|8.1
        6|A||Kouluarvosana|2024|mean|8.9
        """,
    "several answers of a hundred people": """
        1|A||Neuvonta|2024|count|55||100
        1|A||Neuvonta|2024|percent|55||100
        1|A||Kohtelu|2024|count|66||100
        1|A||Kohtelu|2024|percent|66||100
        1|A||Vastaajia yhteensä|2024|count|100
        """,
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_files_are_not_accused(name: str) -> None:
    assert report(SOUND[name], (4, 10)).of(Kind.FAULT) == ()
