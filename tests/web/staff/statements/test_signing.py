"""The page on which a statement is signed: every reason against it leads to its place, and what is
signed is what was read."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.sheets import Offer, Period, catalogue
from kuulluksi.pure.statement.document import Block, Story, Table, Words
from kuulluksi.pure.statement.sheets import Column, Form, Line, Sheet, filled, shown
from kuulluksi.pure.text import Text
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.models import Publication
from tests.factories import surveys
from tests.factories.drafts import moved, of_blocks
from tests.factories.org import County
from tests.factories.outcomes import text
from tests.factories.voices import given, published

SignIn = Callable[[Person], Client]
SIGNER = "Diana Johtaja, toimialajohtaja"
GIVEN = Words(text("Palautetta annettiin {given.all.2025} kertaa."))
TYPED = Words(Text.of(fi="Palautetta annettiin 1 846 kertaa.", sv="Tack.", en="Thanks."))


@pytest.fixture(autouse=True)
def _counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sheet with the feedback of two years, and one for which nothing was counted."""
    years = {"2024": 1700, "2025": 1846}

    def make() -> Sheet:
        columns = [Column(year, text(year), int(year), int(year)) for year in years]
        cells = {("all", year): shown(value) for year, value in years.items()}
        title = text("Annettu palaute")
        return filled("given", title, [Line("all", text("Palautetta"))], columns, cells)

    def family(_period: Period, _place: str) -> Iterator[Offer]:
        yield Offer("given", text("Annettu palaute"), Form.BARS, make)
        yield Offer("empty", text("Tyhjä taulukko"), None, lambda: None)

    monkeypatch.setattr(catalogue, "FAMILIES", (family,))


def page_of(statement: Statement) -> str:
    return f"/fi/tyo/tilinpaatokset/{statement.pk}/allekirjoitus/"


def ready(here: County, at: datetime, *blocks: Block) -> Statement:
    return of_blocks(here, at, *(blocks or (GIVEN, Table("given"))))


def form(client: Client, statement: Statement, **changed: str) -> dict[str, Any]:
    """The form as its page sends it."""
    page = client.get(page_of(statement))
    return {
        "seen": page.context["seen"],
        "sealed": page.context["sealed"],
        "signer": SIGNER,
        **changed,
    }


def test_page_takes_a_fixed_number_of_queries(here: County, at: datetime, sign_in: SignIn) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    client.get(page_of(statement))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(page_of(statement))
    assert (page.status_code, len(asked)) == (200, 14)


def test_signed_by_its_signer_once(here: County, at: datetime, sign_in: SignIn) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    sent = form(client, statement)
    home = f"/fi/tyo/tilinpaatokset/{statement.pk}/?done=signed"
    for _click in range(2):
        answer = client.post(page_of(statement), sent)
        assert (answer.status_code, answer.headers["Location"]) == (303, home)
    edition = Edition.objects.get()
    assert (edition.signer, edition.signed_by) == (SIGNER, here.director)
    assert edition.checksum == sent["sealed"]
    assert "Allekirjoitettu." in client.get(home).content.decode()
    # What is signed has nothing left to sign.
    assert client.get(page_of(statement)).headers["Location"] == home.partition("?")[0]


def test_every_reason_leads_to_its_place(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at.replace(year=2025), code="viela-auki")
    client = sign_in(here.director)
    statement = ready(here, at, TYPED, Table("empty"), Story("quote-1"), Table("given"))
    page = client.get(page_of(statement))
    told = {each.address: each.sentence for each in page.context["to_mend"]}
    root = f"/fi/tyo/tilinpaatokset/{statement.pk}"
    assert list(told) == [
        f"{root}/kesken/#wave-viela-auki",
        f"{root}/osa/chapter/#block-0_fi",
        f"{root}/osa/chapter/#block-1",
        f"{root}/osa/chapter/#block-2",
    ]
    assert str(wave.title.get("fi")) in told[f"{root}/kesken/#wave-viela-auki"]
    assert "1 846" in told[f"{root}/osa/chapter/#block-0_fi"]
    content = page.content.decode()
    assert all(f'href="{address}"' in content for address in told)
    assert f"{root}/vaihe/?to=returned" in content
    # There is nothing to send; who sends it all the same is told, and keeps what they typed.
    assert page.context["form"] is None
    sent = {"seen": statement.version, "sealed": page.context["sealed"], "signer": SIGNER}
    answer = client.post(page_of(statement), sent)
    assert answer.status_code == 422
    assert SIGNER in answer.content.decode()
    assert not Edition.objects.exists()


def test_what_the_auditor_found_is_told_with_the_figures(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    false = "Palautetta annettiin {given.all.2025} kertaa, vähemmän kuin vuonna 2024."
    words = Words(Text.of(fi=false, sv="Tack.", en="Thanks."))
    page = sign_in(here.director).get(page_of(ready(here, at, words)))
    [fault] = page.context["to_mend"]
    assert "1\xa0700" in fault.sentence
    assert (fault.section, fault.where) == ("Luku", "kohta 1, Suomi")


def test_figures_or_stories_that_changed_are_read_again(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    voice = given(at, unit=here.kamppi, publicity=Publicity.ALLOWED).voice
    publication = published(voice, here.supervisor, at, words=[{"text": "Kiitos."}])
    client = sign_in(here.director)
    statement = ready(here, at, GIVEN, Story(f"feedback-{publication.pk}"))
    sent = form(client, statement)
    for sealed in ("", "0" * 64):
        answer = client.post(page_of(statement), {**sent, "sealed": sealed})
        assert answer.status_code == 409
        assert SIGNER in answer.content.decode()
    Publication.objects.all().delete()
    answer = client.post(page_of(statement), sent)
    assert answer.status_code == 422
    assert [each.address[-8:] for each in answer.context["to_mend"]] == ["#block-1"]
    assert not Edition.objects.exists()


def test_somebody_was_faster(here: County, at: datetime, sign_in: SignIn) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    actions.name_part(statement, here.researcher, Part.SIGNS, by=here.director, at=at)
    sent = form(client, statement)
    other = sign_in(here.researcher)
    assert other.post(page_of(statement), form(other, statement)).status_code == 303
    answer = client.post(page_of(statement), sent)
    assert answer.status_code == 409
    assert here.researcher.name in answer.content.decode()
    assert Edition.objects.get().signed_by == here.researcher


def test_returned_meanwhile(here: County, at: datetime, sign_in: SignIn) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    sent = form(client, statement)
    moved(statement, StatementEvent.RETURNED, here.manager, at, words="Korjaa luku 2.")
    answer = client.post(page_of(statement), sent)
    assert answer.status_code == 409
    assert Statement.objects.get().state == StatementState.DRAFT


@pytest.mark.parametrize("signer", ["", "  ", "A" * 201])
def test_name_is_written(here: County, at: datetime, sign_in: SignIn, signer: str) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    answer = client.post(page_of(statement), form(client, statement, signer=signer))
    assert answer.status_code == 422
    assert [fault.field for fault in answer.context["faults"]] == ["signer"]
    assert not Edition.objects.exists()


def test_others_see_what_stands_in_the_way_and_sign_nothing(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    statement = ready(here, at, TYPED, Table("given"))
    for person, status in ((here.researcher, 200), (here.manager, 200), (here.worker, 403)):
        client = sign_in(person)
        page = client.get(page_of(statement))
        assert page.status_code == status
        if status == 200:
            assert page.context["form"] is None
            assert page.context["to_mend"]
        assert client.post(page_of(statement), {"signer": SIGNER}).status_code == 403


def test_signer_is_told_when_the_period_is_not_whole(
    here: County, at: datetime, sign_in: SignIn, stop_clock: Callable[[datetime], None]
) -> None:
    client, statement = sign_in(here.director), ready(here, at)
    assert client.get(page_of(statement)).context["whole_on"] is None
    stop_clock(datetime(2026, 2, 11, 9, tzinfo=UTC))
    page = client.get(page_of(statement))
    assert "12.2.2026" in page.content.decode()
    # It is told, and signed all the same.
    assert client.post(page_of(statement), form(client, statement)).status_code == 303
