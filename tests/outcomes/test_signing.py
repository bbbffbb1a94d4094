"""What is signed is whole, and it is what its signer read."""

import json
from datetime import date, datetime

import pytest

from kuulluksi.figures.actions import release_wave
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.org.queries import authority
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState, Why
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.statements import checking, editions, working
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.statement.auditing import from_json
from kuulluksi.pure.statement.document import Kind, Picture, Story, Table, Words
from kuulluksi.pure.statement.references import HEADING, Fault, Reason
from kuulluksi.pure.statement.sheets import Form
from kuulluksi.pure.text import LANGUAGES, Text
from tests.factories import figures, surveys
from tests.factories.drafts import moved, of_blocks
from tests.factories.org import County
from tests.factories.outcomes import text

pytestmark = pytest.mark.django_db

SIGNER = "Diana Johtaja, toimialajohtaja"
GIVEN = Words(text("Palautetta annettiin {given.all.2025} kertaa."))


def signed(statement: Statement, house: County, at: datetime, **told: str) -> Edition:
    statement.refresh_from_db()
    plain = {"signer": SIGNER}
    return statements.sign(
        statement, **(plain | told), by=house.director, at=at, seen=statement.version
    )


def faults(statement: Statement) -> list[Fault]:
    return checking.faults(working(statement), statement, LANGUAGES)


def test_signed_statement_is_frozen_and_public(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN, Table("given"), Picture("given", Form.BARS))
    edition = signed(statement, house, at)
    statement.refresh_from_db()
    assert statement.state == StatementState.SIGNED
    assert (edition.number, edition.why, edition.place) == (1, Why.FIRST, "all")
    assert (edition.signer, edition.signed_by, edition.signed_on) == (
        SIGNER,
        house.director,
        at.date(),
    )
    assert edition.authority == authority().name
    read = editions.read(edition)
    assert read.frozen.document == working(statement).document
    assert read.frozen.sheets["given"].cell("all", "2025").value == 1846
    assert read.stories == {}
    assert from_json(edition.audit).numbers == 3  # one in each language
    assert editions.of_year(Kind.ANNUAL, 2025) == edition
    assert editions.all_signed() == [edition]
    last = statement.steps.order_by("-number").first()
    assert last is not None
    assert (last.event, last.by) == (StatementEvent.SIGNED, house.director)
    line = AuditEntry.objects.get(what=Audited.STATEMENT_SIGNED)
    assert line.detail == {"edition": "1", "checksum": edition.checksum}


def test_every_reason_is_told_at_once_with_its_place(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    surveys.wave(house, at.replace(year=2025), code="viela-auki")
    statement = of_blocks(
        house,
        at,
        Words(Text.of(fi="{given.all.2025} {", sv="{given.all.1999}", en="{given.all.2025|n}")),
        Table("nothing"),
        Story("feedback-1"),
        Words(Text.of(fi="Kiitos.", sv="Tack.")),
        Words(Text.of(fi="Palautetta annettiin 1 846 kertaa.", sv="Tack.", en="Thanks.")),
    )
    Statement.objects.filter(pk=statement.pk).update(title=Text.of(fi="Tilinpäätös", sv="Bokslut"))
    statement.refresh_from_db()
    found = faults(statement)
    assert found == [
        Fault(Reason.UNSAID, "", HEADING, "en"),
        Fault(Reason.OPEN_WAVE, "", HEADING, found="viela-auki"),
        Fault(Reason.UNREADABLE, "chapter", 0, "fi", "{"),
        Fault(Reason.UNKNOWN, "chapter", 0, "sv", "{given.all.1999}"),
        Fault(Reason.NO_PART, "chapter", 0, "en", "{given.all.2025|n}"),
        Fault(Reason.NO_SHEET, "chapter", 1, found="nothing"),
        Fault(Reason.NO_STORY, "chapter", 2, found="feedback-1"),
        Fault(Reason.UNSAID, "chapter", 3, "en"),
        Fault(Reason.TYPED, "chapter", 4, "fi", "1 846"),
    ]
    with pytest.raises(statements.Faulty) as refused:
        signed(statement, house, at)
    assert list(refused.value.faults) == found
    assert "9" in refused.value.sentence
    assert not Edition.objects.exists()
    assert Statement.objects.get().state == StatementState.REVIEWED


def test_what_the_auditor_calls_false_is_not_signed(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    false = Text.of(
        fi="Palautetta annettiin {given.all.2025} kertaa, vähemmän kuin vuonna 2024"
        " ({given.all.2024}).",
        sv="Tack.",
        en="Thanks.",
    )
    true = Text.of(
        fi="Palautetta annettiin {given.all.2025} kertaa, enemmän kuin vuonna 2024"
        " ({given.all.2024}).",
        sv="Tack.",
        en="Thanks.",
    )
    assert faults(of_blocks(house, at, Words(true))) == []
    Statement.objects.all().delete()
    [fault] = faults(of_blocks(house, at, Words(false)))
    assert (fault.reason, fault.section, fault.block, fault.language) == (
        Reason.AUDIT,
        "chapter",
        0,
        "fi",
    )


def test_open_survey_is_left_out_with_a_note_that_is_frozen(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    wave = surveys.wave(house, at.replace(year=2025), code="viela-auki")
    wave.title = text("Kysely {given.all.2025}")
    wave.save()
    statement = of_blocks(house, at, GIVEN)
    moved(statement, StatementEvent.RETURNED, house.director, at, words="Kysely on auki.")
    note = text("Se päättyy huhtikuussa.")
    statements.leave_out(statement, wave, note, by=house.researcher, at=at)
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    moved(statement, StatementEvent.APPROVED, house.manager, at)
    edition = signed(statement, house, at)
    frozen = editions.read(edition).frozen
    last = frozen.document.sections[-1]
    assert last.key == "left-out"
    assert last.heading.missing() == ()
    [block] = last.blocks
    assert isinstance(block, Words)
    assert block.text.get("fi") == "Kysely (given.all.2025): Se päättyy huhtikuussa."
    assert block.text.get("sv").endswith("Se päättyy huhtikuussa. (sv)")


def test_note_of_what_is_left_out_is_checked_like_all_words(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    wave = surveys.wave(house, at.replace(year=2025))
    statement = of_blocks(house, at, GIVEN)
    statement.left_out.create(wave=wave, note=text("Siihen on vastannut {given.none.2025}."))
    assert [(each.reason, each.section) for each in faults(statement)] == [
        (Reason.UNKNOWN, "left-out")
    ] * 3


def test_survey_that_has_closed_meanwhile_is_in_it(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    then = at.replace(year=2025)
    grades = {house.kamppi: figures.grades({8: 10, 9: 15})}
    wave = figures.closed(house, then, grades, release=False)
    statement = of_blocks(house, at, GIVEN)
    # It has closed in this minute: its figures are still being counted.
    assert [each.reason for each in faults(statement)] == [Reason.OPEN_WAVE]
    statement.left_out.create(wave=wave, note=text("Kesken."))
    assert working(statement).document.sections[-1].key == "left-out"
    release_wave(wave, at=then)
    assert faults(statement) == []
    assert working(statement).document.sections[-1].key == "chapter"


@pytest.mark.parametrize(
    ("audience", "year", "place", "waits"),
    [
        ("clients", 2025, "kamppi", [Reason.OPEN_WAVE]),
        ("clients", 2025, "kallio", [Reason.OPEN_WAVE]),
        ("clients", 2025, "elsewhere", []),
        ("staff", 2025, "kamppi", []),
        ("clients", 2024, "kamppi", []),
    ],
)
def test_which_open_surveys_are_waited_for(
    house: County,
    at: datetime,
    counted: dict[str, float],
    audience: str,
    year: int,
    place: str,
    waits: list[Reason],
) -> None:
    wave = surveys.wave(house, at.replace(year=year))
    wave.survey.audience = audience
    wave.survey.save()
    if place == "kallio":
        wave.targets.filter(unit=house.kamppi).delete()
        statement = of_blocks(house, at, GIVEN, kind=Kind.ANNUAL, place=house.adults)
    elif place == "elsewhere":
        wave.targets.filter(unit=house.kamppi).delete()
        statement = of_blocks(house, at, GIVEN, kind=Kind.UNIT, place=house.kamppi)
    else:
        statement = of_blocks(house, at, GIVEN)
    assert [each.reason for each in faults(statement)] == waits


@pytest.mark.parametrize(("month", "waits"), [(1, [Reason.OPEN_WAVE]), (9, [])])
def test_four_months_wait_for_surveys_that_close_in_them(
    house: County, at: datetime, counted: dict[str, float], month: int, waits: list[Reason]
) -> None:
    surveys.wave(house, at.replace(year=2025))  # closes in March
    starts, ends = date(2025, month, 1), date(2025, month + 3, 30 if month == 1 else 31)
    period = {"kind": Kind.MONITORING, "starts": starts, "ends": ends}
    statement = of_blocks(house, at, GIVEN, **period)
    assert [each.reason for each in faults(statement)] == waits


def test_only_its_signer_signs_and_only_when_reviewed(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN)
    for person in (house.researcher, house.manager, house.administrator):
        with pytest.raises(Refused):
            statements.sign(statement, signer=SIGNER, by=person, at=at, seen=statement.version)
    moved(statement, StatementEvent.RETURNED, house.director, at, words="Korjaa.")
    with pytest.raises(Refused):
        signed(statement, house, at)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("signer", ["", "  \n ", "…–", "A" * 201])
def test_name_and_office_are_written(
    house: County, at: datetime, counted: dict[str, float], signer: str
) -> None:
    with pytest.raises(Refused) as refused:
        signed(of_blocks(house, at, GIVEN), house, at, signer=signer)
    assert refused.value.field == "signer"


def test_name_stands_in_one_line(house: County, at: datetime, counted: dict[str, float]) -> None:
    edition = signed(of_blocks(house, at, GIVEN), house, at, signer=" Diana\r\n\x07Johtaja, ")
    assert edition.signer == "Diana Johtaja"


def test_nobody_signs_other_figures_than_they_read(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN)
    sealed = statements.seal(working(statement))
    counted["2025"] = 1847  # a late release, or a file that was imported anew
    with pytest.raises(Stale):
        signed(statement, house, at, sealed=sealed)
    assert not Edition.objects.exists()
    counted["2025"] = 1846
    assert signed(statement, house, at, sealed=sealed).checksum == sealed


def test_second_of_two_signers_is_told(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN)
    statements.name_part(statement, house.researcher, Part.SIGNS, by=house.director, at=at)
    seen = statement.version
    statements.sign(statement, signer=SIGNER, by=house.director, at=at, seen=seen)
    statement.refresh_from_db()
    for version in (seen, statement.version):
        with pytest.raises(Refused):
            statements.sign(statement, signer="Toinen", by=house.researcher, at=at, seen=version)
    assert Edition.objects.get().signer == SIGNER


def test_correction_is_another_edition_with_its_reason(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN)
    first = signed(statement, house, at)
    moved(
        statement,
        StatementEvent.CORRECTING,
        house.director,
        at,
        correction=text("Kanteluiden määrä korjattiin."),
    )
    counted["2025"] = 1850
    # What was signed stays public, as it was, while it is corrected.
    assert editions.all_signed() == [first]
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    moved(statement, StatementEvent.APPROVED, house.manager, at)
    second = signed(statement, house, at)
    assert (second.number, second.why) == (2, Why.CORRECTED)
    assert second.words == text("Kanteluiden määrä korjattiin.")
    assert Statement.objects.get().correction == Text()
    values = [
        editions.read(each).frozen.sheets["given"].cell("all", "2025").value
        for each in editions.of_statement(statement)
    ]
    assert values == [1850, 1846]
    assert editions.all_signed() == [second]
    assert editions.edition(statement, 1) == first
    assert editions.edition(statement, 3) is None


def test_empty_statement_is_not_signed(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at)
    statement.sections.all().delete()
    with pytest.raises(Refused):
        signed(statement, house, at)


def test_frozen_statement_is_canonical_json(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    written = signed(of_blocks(house, at, GIVEN), house, at).written
    told = json.loads(written)
    again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == written
