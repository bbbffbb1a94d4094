"""A statement on its pages: begun once, read by those who take part, its sections put in order, and
given from hand to hand."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import StatementEvent, StatementState
from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.pure.statement.document import Kind, Words, block_to_json
from kuulluksi.pure.text import Text
from tests.factories.drafts import moved, shared
from tests.factories.org import County
from tests.factories.outcomes import text
from tests.factories.signed import signed

SignIn = Callable[[Person], Client]
LIST = "/fi/tyo/tilinpaatokset/"
NEW = f"{LIST}uusi/"


def page_of(statement: Statement, act: str = "") -> str:
    return f"{LIST}{statement.pk}/{act}"


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def faults(page: Any) -> list[str]:
    return [fault.field for fault in page.context["faults"]]


def keys(statement: Statement) -> list[tuple[str, int]]:
    found = statement.sections.order_by("position")
    return [(each.key, each.level) for each in found]


def test_list_takes_as_many_queries_for_many_as_for_one(
    here: County, at: datetime, statement: Statement, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    before = queries_of(client, LIST)
    for year in (2021, 2022, 2023):
        shared(here, at, starts=date(year, 1, 1), ends=date(year, 12, 31))
    assert queries_of(client, LIST) == before == 9


def test_list_tells_whose_turn_it_is(
    here: County, at: datetime, statement: Statement, sign_in: SignIn
) -> None:
    assert [row.statement for row in sign_in(here.researcher).get(LIST).context["waiting"]] == [
        statement
    ]
    page = sign_in(here.manager).get(LIST)
    assert page.context["waiting"] == []
    assert here.researcher.name in page.content.decode()
    page = sign_in(here.worker).get(LIST)
    assert "Yhtään tilinpäätöstä ei ole aloitettu" in page.content.decode()
    assert NEW not in page.content.decode()


def test_statement_is_begun_once(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.director)
    told = {"kind": "annual", "year": "2025", "place": "authority"}
    first = client.post(NEW, told)
    second = client.post(NEW, told)
    made = Statement.objects.get()
    assert first.headers["Location"] == f"{page_of(made)}?done=begun"
    assert second.headers["Location"] == f"{page_of(made)}?done=known"
    assert client.get(first.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ({"third": "1"}, (date(2025, 1, 1), date(2025, 4, 30))),
        ({"third": "2"}, (date(2025, 5, 1), date(2025, 8, 31))),
        ({"third": "3"}, (date(2025, 9, 1), date(2025, 12, 31))),
    ],
)
def test_self_monitoring_is_of_four_months(
    here: County, sign_in: SignIn, told: dict[str, str], period: tuple[date, date]
) -> None:
    page = sign_in(here.director).post(
        NEW, {"kind": "monitoring", "place": "authority", "year": "2025", **told}
    )
    assert page.status_code == 303
    made = Statement.objects.get()
    assert (made.kind, made.starts_on, made.ends_on) == (Kind.MONITORING, *period)


def test_supervisor_makes_two_pages_of_the_unit(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    page = client.get(NEW)
    assert 'value="annual"' not in page.content.decode()
    told = {"kind": "unit", "year": "2025", "place": f"unit:{here.kamppi.pk}"}
    assert client.post(NEW, told).status_code == 303
    assert Statement.objects.get().unit == here.kamppi
    assert client.post(NEW, told | {"place": f"unit:{here.kallio.pk}"}).status_code == 422
    assert client.post(NEW, told | {"kind": "annual"}).status_code == 422


def test_manager_makes_the_statement_of_a_service(here: County, sign_in: SignIn) -> None:
    told = {"kind": "annual", "year": "2025", "place": f"service:{here.social_work.pk}"}
    assert sign_in(here.manager).post(NEW, told).status_code == 303
    assert Statement.objects.get().service == here.social_work


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "kind"),
        ({"kind": "x", "year": "2025"}, "kind"),
        ({"kind": "annual"}, "year"),
        ({"kind": "annual", "year": "x"}, "year"),
        ({"kind": "annual", "year": "1066"}, "year"),
        ({"kind": "annual", "year": "99999999999"}, "year"),
        ({"kind": "annual", "year": "2090"}, "year"),
        ({"kind": "monitoring", "year": "2025"}, "third"),
        ({"kind": "monitoring", "year": "2026", "third": "3"}, "third"),
        ({"kind": "annual", "year": "2025", "place": ""}, "place"),
        ({"kind": "unit", "year": "2025", "place": "authority"}, "place"),
        ({"kind": "unit", "year": "2025", "place": "x"}, "place"),
    ],
)
def test_what_cannot_be_begun_is_said_at_its_place(
    here: County, sign_in: SignIn, told: dict[str, str], field: str
) -> None:
    page = sign_in(here.director).post(NEW, {"place": "authority"} | told)
    assert (page.status_code, faults(page)[0]) == (422, field)
    assert f'id="{field}"' in page.content.decode()
    assert not Statement.objects.exists()


def test_outline_tells_what_is_missing_and_where(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    section = statement.sections.get(key="year")
    section.blocks = [block_to_json(Words(text("{given.none.2025}")))]
    section.save()
    client = sign_in(here.manager)
    page = client.get(page_of(statement))
    lines = page.context["lines"]
    assert [(line.number, line.to_mend) for line in lines] == [("1", 3), ("2", 0)]
    assert lines[1].silent == ["Suomi", "Svenska", "English"]
    told = page.content.decode()
    assert f"{page_of(statement)}osa/year/#block-0_sv" in told
    assert page.context["acts"] == []
    assert queries_of(client, page_of(statement)) == 17


def test_whole_is_read_in_each_language(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client = sign_in(here.manager)
    page = client.get(page_of(statement, "esikatselu/"), {"language": "sv"})
    assert "Vuosi alkoi. (sv)" in page.content.decode()
    assert "Vuosi alkoi." in client.get(page_of(statement, "esikatselu/")).content.decode()
    assert client.get(page_of(statement, "esikatselu/"), {"language": "x"}).status_code == 200
    assert client.get(page_of(statement, "pohja/")).status_code == 200


def test_signed_editions_lead_to_where_everybody_reads_them(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    edition = signed(here, at)
    page = sign_in(here.worker).get(page_of(edition.statement))
    assert page.context["editions"] == [(edition, "/fi/tilinpaatos/2025/1/")]
    assert page.context["acts"] == []


def added(name: str = "heading", words: str = "Uusi", **more: str) -> dict[str, str]:
    return {f"{name}_fi": words, "level": "1", "after": "", "do": "add", **more}


def test_what_was_said_on_the_way_is_read_by_those_who_take_part(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    statement = signed(here, at).statement
    statement.steps.create(number=99, event=StatementEvent.RETURNED, on=at, words="Ei näin")
    assert "Ei näin" in sign_in(here.director).get(page_of(statement)).content.decode()
    client = sign_in(here.worker)
    page = client.get(page_of(statement))
    assert page.status_code == 200
    assert "Ei näin" not in page.content.decode()
    for act in ("tarkastus", "nakyma"):
        # Nor does the house work out for them what they type.
        assert client.post(page_of(statement, f"osa/one/{act}/"), {}).status_code == 403


def test_section_is_added_once_behind_another(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    address = page_of(statement, "osat/")
    nonce = client.get(address).context["nonce"]
    told = added(after="year", level="2", nonce=nonce)
    first, second = client.post(address, told), client.post(address, told)
    assert first.headers["Location"] == second.headers["Location"]
    assert keys(statement) == [("year", 1), ("section-1", 2), ("heard", 1)]
    assert client.get(first.headers["Location"]).status_code == 200
    assert client.post(address, added()).status_code == 303
    assert keys(statement)[-1] == ("section-2", 1)


def test_section_without_a_heading_is_not_added(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    for told, field in (
        (added(words=""), "heading_fi"),
        (added(words="a" * 300), "heading_fi"),
        (added(level="7", heading_sv="Ny"), "level"),
        (added(after="nowhere"), "after"),
    ):
        page = client.post(page_of(statement, "osat/"), told)
        assert (page.status_code, faults(page)) == (422, [field])
        assert told["heading_fi"] in page.content.decode()
    assert len(keys(statement)) == 2


def test_sections_are_moved_and_levelled(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.researcher), page_of(statement, "osat/")

    def does(do: str) -> list[tuple[str, int]]:
        assert client.post(address, {"do": do}).status_code == 303
        return keys(statement)

    assert does("inner:heard") == [("year", 1), ("heard", 2)]
    # What comes first is a chapter, and a doubled click moves once.
    assert does("up:heard:1") == [("heard", 1), ("year", 1)]
    assert does("up:heard:1") == [("heard", 1), ("year", 1)]
    assert does("up:heard:0") == [("heard", 1), ("year", 1)]
    assert does("down:heard:0") == [("year", 1), ("heard", 1)]
    assert does("inner:year") == [("year", 1), ("heard", 1)]
    assert does("up:nothing:0") == [("year", 1), ("heard", 1)]
    told = client.get(address, {"focus": "up:heard"}).content.decode()
    assert "autofocus" in told


def test_section_is_removed_after_a_question(
    here: County, at: datetime, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.researcher), page_of(statement, "osat/")
    question = client.get(address, {"remove": "year"})
    assert "Poistetaanko" in question.content.decode()
    section = statement.sections.get(key="year")
    seen = section.version
    actions.save_section(
        section, section.heading, [Words(text("Uutta"))], by=here.researcher, at=at, seen=seen
    )
    page = client.post(address, {"do": "remove:year", "seen": seen})
    assert page.status_code == 409
    assert statement.sections.filter(key="year").exists()
    for _click in range(2):
        page = client.post(address, {"do": "remove:year", "seen": seen + 1})
        assert page.status_code == 303
    assert keys(statement) == [("heard", 1)]
    assert client.get(address, {"remove": "year"}).status_code == 303


def test_name_of_the_statement_is_written_in_every_language(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.researcher), page_of(statement, "osat/")
    statement.refresh_from_db()
    told = {"do": "title", "title_fi": "Vuosi", "title_sv": "Året", "seen": statement.version}
    page = client.post(address, told)
    assert (page.status_code, faults(page)) == (422, ["title_en"])
    assert "Året" in page.content.decode()
    assert client.post(address, told | {"title_en": "The year"}).status_code == 303
    late = client.post(address, told | {"title_en": "Another"})
    assert late.status_code == 409
    assert "Another" in late.content.decode()
    statement.refresh_from_db()
    assert statement.title.get("en") == "The year"


def test_sections_stay_while_it_is_reviewed(
    here: County, at: datetime, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.researcher), page_of(statement, "osat/")
    moved(statement, StatementEvent.HANDED_IN, here.researcher, at)
    assert client.get(address).status_code == 303
    for told in (added(words="Myöhässä"), {"do": "up:heard:1"}, {"do": "remove:year", "seen": "1"}):
        assert client.post(address, told).status_code == 409
    assert "Myöhässä" in client.post(address, added(words="Myöhässä")).content.decode()
    assert keys(statement) == [("year", 1), ("heard", 1)]


def test_statement_without_sections_can_still_be_read(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    StatementSection.objects.all().delete()
    client = sign_in(here.researcher)
    for act in ("", "osat/", "esikatselu/", "vaihe/"):
        assert client.get(page_of(statement, act)).status_code == 200
    assert client.post(page_of(statement, "osat/"), added()).status_code == 303
    assert statement.sections.get().heading == Text.of(fi="Uusi")


def test_draft_is_taken_along_as_a_file_that_says_so(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    shown = client.get(page_of(statement, "esikatselu/?language=sv")).content.decode()
    address = page_of(statement, "tiedosto/pdf/?language=sv")
    assert f'href="{address}"' in shown
    file = client.get(address)
    assert file["Content-Type"] == "application/pdf"
    assert "luonnos-sv.pdf" in file["Content-Disposition"]
    assert file.content.startswith(b"%PDF")
    assert client.get(page_of(statement, "tiedosto/docx/")).content.startswith(b"PK")
    assert client.get(page_of(statement, "tiedosto/exe/")).status_code == 404


def test_signed_statement_is_taken_along_from_its_own_page(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    Statement.objects.update(state=StatementState.SIGNED)
    shown = sign_in(here.researcher).get(page_of(statement, "esikatselu/")).content.decode()
    assert "tiedosto/pdf/" not in shown
