"""A section on its page: words beside each other in all languages, parts added and moved, figures
chosen from their sheet, and nothing typed that is ever lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part, StatementEvent
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.rules.statements import LONGEST_WORDS, MOST_BLOCKS
from kuulluksi.pure.statement.document import Words
from tests.factories.drafts import moved
from tests.factories.org import County
from tests.factories.outcomes import text

SignIn = Callable[[Person], Client]


def page_of(section: StatementSection, act: str = "") -> str:
    return f"/fi/tyo/tilinpaatokset/{section.statement_id}/osa/{section.key}/{act}"


def form(section: StatementSection, *blocks: dict[str, str], **changed: Any) -> dict[str, Any]:
    """The form as its page sends it; without blocks the words that stand there."""
    listed = blocks or ({"kind": "words", "fi": "Vuosi.", "sv": "Året.", "en": "The year."},)
    typed = {
        f"block-{number}_{name}": value
        for number, block in enumerate(listed)
        for name, value in block.items()
    }
    heading = {f"heading_{tag}": f"Vuosi {tag}" for tag in ("fi", "sv", "en")}
    return {
        "seen": section.version,
        "blocks": len(listed),
        "do": "save",
        **heading,
        **typed,
        **changed,
    }


def words(section: StatementSection, number: int = 0) -> dict[str, str]:
    section.refresh_from_db()
    told: dict[str, str] = section.blocks[number]["words"]
    return told


def faults(page: Any) -> list[str]:
    return [fault.field for fault in page.context["faults"]]


def test_page_takes_a_fixed_number_of_queries(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    client.get(page_of(section))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page_of(section)).status_code == 200
    assert len(seen) == 10


def test_section_is_saved_in_all_languages(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    page = client.post(page_of(section), form(section))
    assert (page.status_code, page.headers["Location"]) == (303, f"{page_of(section)}?done=saved")
    assert words(section) == {"fi": "Vuosi.", "sv": "Året.", "en": "The year."}
    assert section.heading.get("sv") == "Vuosi sv"
    assert section.edited_by == here.researcher
    assert "Tallennettu" in client.get(page_of(section), {"done": "saved"}).content.decode()


def test_section_is_saved_in_one_language_only(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    sent = form(section, {"kind": "words", "fi": "Vuosi."}, heading_sv="", heading_en="")
    assert sign_in(here.researcher).post(page_of(section), sent).status_code == 303
    assert words(section) == {"fi": "Vuosi."}


def test_faults_stand_at_their_place_and_nothing_is_lost(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    long = "a" * (LONGEST_WORDS + 1)
    for sent, field in (
        (form(section, heading_fi="", heading_sv="", heading_en=""), "heading_fi"),
        (form(section, heading_en="a" * 300), "heading_en"),
        (form(section, {"kind": "words", "fi": "Jää.", "sv": long}), "block-0_sv"),
        (form(section, {"kind": "words", "fi": "Jää."}, {"kind": "table"}), "block-1_sheet"),
        (form(section, {"kind": "words", "fi": "Jää."}, {"kind": "story"}), "block-1_story"),
    ):
        page = client.post(page_of(section), sent)
        assert (page.status_code, faults(page)) == (422, [field])
        assert f'id="{field}"' in page.content.decode()
        assert sent["block-0_fi"] in page.content.decode()
    section.refresh_from_db()
    assert section.version == form(section)["seen"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"blocks": "99999999", "seen": "x", "do": "up:9"},
        {"blocks": "2", "block-0_kind": "x", "block-1_kind": "picture", "block-1_form": "x"},
        {"do": "refer:0:fi:0:9999:given.all.2025"},
        {"do": "put:77:given.all.2025", "blocks": "1", "block-0_kind": "words"},
        {"do": "figure:x", "pick": "nothing"},
        {"do": "add", "add": "x", "where": "-1"},
        {"blocks": "1", "block-0_kind": "words", "block-0_fi": "{a.b.c} { } }{", "do": "show"},
    ],
)
def test_odd_input_breaks_nothing(
    here: County, section: StatementSection, sign_in: SignIn, sent: dict[str, str]
) -> None:
    before = words(section)
    assert sign_in(here.researcher).post(page_of(section), sent).status_code in (200, 409, 422)
    assert words(section) == before


def test_parts_are_added_moved_and_taken_away_without_saving(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)

    def after(sent: dict[str, Any]) -> list[str]:
        page = client.post(page_of(section), sent)
        assert page.status_code == 200
        assert "Ei vielä tallennettu" in page.content.decode()
        return [shown.entry.kind for shown in page.context["parts"]]

    two = ({"kind": "words", "fi": "A"}, {"kind": "table", "sheet": "given"})
    assert after(form(section, *two, do="add", add="picture")) == ["words", "table", "picture"]
    assert after(form(section, *two, do="add", add="story", where="1"))[1] == "story"
    assert after(form(section, *two, do="add", add="story", where="0"))[0] == "story"
    assert after(form(section, *two, do="up:1")) == ["table", "words"]
    assert after(form(section, *two, do="down:0")) == ["table", "words"]
    assert after(form(section, *two, do="remove:0")) == ["table"]
    assert words(section)["fi"] == "Vuosi alkoi."


def test_as_many_parts_as_a_section_holds(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    many = [{"kind": "words", "fi": "A"}] * MOST_BLOCKS
    page = client.post(page_of(section), form(section, *many, do="add", add="words"))
    assert len(page.context["parts"]) == MOST_BLOCKS
    assert 'id="add"' not in page.content.decode()
    assert client.post(page_of(section), form(section, *many)).status_code == 303


def test_tables_figures_and_their_absence(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    blocks = (
        {"kind": "table", "sheet": "given"},
        {"kind": "picture", "sheet": "given", "form": "trend"},
        {"kind": "table", "sheet": "empty"},
    )
    assert client.post(page_of(section), form(section, *blocks)).status_code == 303
    section.refresh_from_db()
    assert section.blocks == [
        {"table": "given"},
        {"picture": "given", "form": "trend"},
        {"table": "empty"},
    ]
    page = client.get(page_of(section))
    assert [bool(shown.remarks) for shown in page.context["parts"]] == [False, False, True]
    assert "1 846" in page.context["preview"].replace("\N{NO-BREAK SPACE}", " ")


def test_figure_is_chosen_from_its_sheet(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    typed = {"kind": "words", "fi": "Saimme {} palautetta.", "sv": "Vi fick {} respons.", "en": ""}
    page = client.post(page_of(section), form(section, typed, do="figure:0"))
    grid = page.context["parts"][0].picker.grid
    assert [[len(box.choices) for box in row.boxes] for row in grid.rows] == [[1, 1], [0, 3]]
    assert grid.rows[1].boxes[0].hidden
    references = [choice.reference for choice in grid.rows[1].boxes[1].choices]
    assert references == ["given.share.2025", "given.share.2025|n", "given.share.2025|interval"]

    page = client.post(page_of(section), form(section, typed, do="put:0:given.all.2025"))
    entry = page.context["parts"][0].entry
    assert entry.words == {
        "fi": "Saimme {given.all.2025} palautetta.",
        "sv": "Vi fick {given.all.2025} respons.",
        "en": "",
    }
    cited = page.context["parts"][0].cited
    assert [(each.reference, each.about) for each in cited] == [
        ("{given.all.2025}", "Annettu palaute, Palautetta, 2025")
    ]
    assert "Ei vielä tallennettu" in page.content.decode()


def test_figure_goes_to_the_end_where_no_hole_was_left(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    typed = {"kind": "words", "fi": "Palautetta:", "sv": "", "en": "Feedback: "}
    sent = form(section, typed, do="put:0:given.share.2025|n")
    page = sign_in(here.researcher).post(page_of(section), sent)
    assert page.context["parts"][0].entry.words == {
        "fi": "Palautetta: {given.share.2025|n}",
        "sv": "{given.share.2025|n}",
        "en": "Feedback: {given.share.2025|n}",
    }


def test_picker_opens_at_what_was_asked_for(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    page = client.post(page_of(section), form(section, do="figure:0", pick="empty"))
    picker = page.context["parts"][0].picker
    assert (picker.chosen, picker.grid) == ("empty", None)
    (choice,) = (part for part in page.content.decode().split("<select") if 'id="pick"' in part)
    assert "autofocus" in choice.partition(">")[0]
    page = client.post(page_of(section), form(section, do="figure:0", pick="nothing"))
    assert page.context["parts"][0].picker.chosen == "given"


def test_while_a_figure_is_chosen_its_empty_place_is_no_fault(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client, typed = sign_in(here.researcher), {"kind": "words", "fi": "Palautetta: {}."}
    page = client.post(page_of(section), form(section, typed, do="figure:0"))
    assert page.context["parts"][0].remarks == []
    page = client.post(page_of(section), form(section, typed, do="add", add="words"))
    assert page.context["parts"][0].remarks


def test_reference_takes_the_place_of_a_typed_number_and_is_saved(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    typed = {"kind": "words", "fi": "Saimme 1 846 palautetta."}
    do = "refer:0:fi:7:12:given.all.2025=1 846"
    page = client.post(page_of(section), form(section, typed, do=do))
    assert page.status_code == 303
    assert words(section) == {"fi": "Saimme {given.all.2025} palautetta."}
    # The words have changed since: the number stands there no longer.
    again = {"kind": "words", "fi": "Tänä vuonna saimme 1 846 palautetta."}
    page = client.post(page_of(section), form(section, again, do=do))
    assert page.status_code == 409
    assert "Tänä vuonna" in page.content.decode()
    assert words(section) == {"fi": "Saimme {given.all.2025} palautetta."}


def test_what_references_say_and_what_is_wrong_with_them(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    typed = {"kind": "words", "fi": "{given.share.2025} {given.share.2024} {given.no.2025} {}"}
    page = sign_in(here.researcher).post(page_of(section), form(section, typed, do="show"))
    part = page.context["parts"][0]
    assert [each.said.replace("\N{NO-BREAK SPACE}", " ") for each in part.cited] == ["57 %"]
    assert len(part.remarks) == 3


def test_second_of_two_hands_sees_what_the_first_wrote(
    here: County, at: datetime, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    sent = form(section, {"kind": "words", "fi": "Minun sanani."})
    actions.name_part(section.statement, here.manager, Part.WRITES, by=here.director, at=at)
    actions.save_section(
        section,
        text("Toisen otsikko"),
        [Words(text("Toisen sanat."))],
        by=here.manager,
        at=at,
        seen=section.version,
    )
    page = client.post(page_of(section), sent)
    told = page.content.decode()
    assert page.status_code == 409
    assert "Toisen sanat." in told
    assert "Minun sanani." in told
    assert words(section)["fi"] == "Toisen sanat."
    # Once that has been read, the same words may be saved.
    sent["seen"] = page.context["form"].seen
    assert client.post(page_of(section), sent).status_code == 303
    assert words(section) == {"fi": "Minun sanani."}


def test_doubled_click_saves_once(here: County, section: StatementSection, sign_in: SignIn) -> None:
    client = sign_in(here.researcher)
    sent = form(section)
    assert client.post(page_of(section), sent).status_code == 303
    assert client.post(page_of(section), sent).status_code == 303
    section.refresh_from_db()
    assert section.version == sent["seen"] + 1


def test_words_of_a_removed_section_are_saved_as_a_new_one(
    here: County, at: datetime, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    sent = form(section)
    actions.remove_section(section, by=here.researcher, at=at, seen=section.version)
    page = client.post(page_of(section), sent)
    assert page.status_code == 409
    assert "The year." in page.content.decode()
    again = {**sent, "do": "again", "nonce": page.context["nonce"]}
    first = client.post(page_of(section), again)
    second = client.post(page_of(section), again)
    assert first.status_code == second.status_code == 303
    made = section.statement.sections.get(key="section-1")
    assert made.blocks[0]["words"]["en"] == "The year."
    assert section.statement.sections.count() == 2
    assert client.get(page_of(section)).status_code == 404


def test_what_was_typed_stays_when_it_is_no_longer_being_written(
    here: County, at: datetime, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    moved(section.statement, StatementEvent.HANDED_IN, here.researcher, at)
    page = client.post(page_of(section), form(section, {"kind": "words", "fi": "Vielä tämä."}))
    assert page.status_code == 409
    assert "Vielä tämä." in page.content.decode()
    assert words(section)["fi"] == "Vuosi alkoi."


def test_those_who_do_not_write_read_it(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    manager = sign_in(here.manager)
    page = manager.get(page_of(section))
    assert "Vuosi alkoi." in page.context["preview"]
    assert page.context["form"] is None
    page = manager.post(page_of(section), form(section, {"kind": "words", "fi": "Ei näin."}))
    assert page.status_code == 403
    assert "Ei näin." in page.content.decode()
    assert sign_in(here.worker).get(page_of(section)).status_code == 403
    assert words(section)["fi"] == "Vuosi alkoi."


def test_preview_follows_what_is_typed(
    here: County, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    blocks = (
        {"kind": "words", "fi": "Saimme {given.all.2025}.", "sv": "Vi fick {given.all.2025}."},
        {"kind": "table", "sheet": "given"},
    )
    page = client.post(page_of(section, "nakyma/"), form(section, *blocks, look="sv"))
    told = page.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert page.status_code == 200
    assert "Vi fick" in told
    assert "1 846" in told
    assert "Tabell 1" in told
    assert client.get(page_of(section, "nakyma/")).status_code == 405
    assert words(section)["fi"] == "Vuosi alkoi."


def test_table_in_the_preview_has_the_number_of_the_whole(
    here: County, at: datetime, section: StatementSection, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    table = {"kind": "table", "sheet": "given"}
    assert client.post(page_of(section), form(section, table)).status_code == 303
    second = section.statement.sections.get(key="heard")
    page = client.post(page_of(second), form(second, table, do="show"))
    assert "Taulukko 2" in page.context["preview"]
