"""A statement from hand to hand: who does what, what each does with it, and which surveys it does
not wait for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.org.models import Person
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.surveys.models import Survey, Wave
from tests.factories import surveys
from tests.factories.drafts import draft, moved
from tests.factories.org import County

SignIn = Callable[[Person], Client]


def page_of(statement: Statement, act: str = "") -> str:
    return f"/fi/tyo/tilinpaatokset/{statement.pk}/{act}"


def faults(page: Any) -> list[str]:
    return [fault.field for fault in page.context["faults"]]


def test_parts_are_named_and_taken_away(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.director), page_of(statement, "tekijat/")
    told = {"person": str(here.worker.pk), "part": "writes"}
    for _click in range(2):
        assert client.post(address, told).status_code == 303
    assert statement.parts.filter(person=here.worker, part=Part.WRITES).count() == 1
    assert sign_in(here.worker).get(page_of(statement)).status_code == 200
    for _click in range(2):
        assert client.post(address, {"drop": f"writes:{here.worker.pk}"}).status_code == 303
    refused = client.post(address, {"drop": f"writes:{here.researcher.pk}"})
    assert refused.status_code == 422
    assert "Nimeä ensin joku toinen" in refused.content.decode()
    for odd in ({"person": "x", "part": "writes"}, {"person": told["person"], "part": "x"}, {}):
        assert client.post(address, odd).status_code == 422
    for strange in ("x", "writes:x", "writes:99999999999999999999", ":"):
        assert client.post(address, {"drop": strange}).status_code == 303


def test_from_hand_to_hand(here: County, statement: Statement, sign_in: SignIn) -> None:
    writer, reviewer = sign_in(here.researcher), sign_in(here.manager)
    address = page_of(statement, "vaihe/")
    page = writer.get(address)
    assert page.context["form"].event == StatementEvent.HANDED_IN
    told = {"event": "handed-in", "seen": page.context["seen"], "words": "Valmis."}
    for _click in range(2):
        assert writer.post(address, told).status_code == 303
    assert writer.get(address).status_code == 303

    page = reviewer.get(address, {"to": "returned"})
    seen = page.context["seen"]
    page = reviewer.post(address, {"event": "returned", "seen": seen, "words": ""})
    assert (page.status_code, faults(page)) == (422, ["words"])
    page = reviewer.post(address, {"event": "returned", "seen": seen, "words": "Lyhennä."})
    assert page.status_code == 303
    assert "Lyhennä." in writer.get(page_of(statement)).content.decode()

    stale = writer.post(address, {"event": "handed-in", "seen": seen, "words": "Taas."})
    assert stale.status_code == 409
    assert "Lyhennä." in stale.content.decode()
    assert "Taas." in stale.content.decode()
    seen = stale.context["seen"]
    assert writer.post(address, {"event": "handed-in", "seen": seen}).status_code == 303
    seen = reviewer.get(address).context["seen"]
    assert reviewer.post(address, {"event": "approved", "seen": seen}).status_code == 303
    statement.refresh_from_db()
    assert statement.state == StatementState.REVIEWED
    page = sign_in(here.director).get(page_of(statement))
    assert f"{page_of(statement)}allekirjoitus/" in page.content.decode()
    assert sign_in(here.director).get(address).context["form"].event == StatementEvent.RETURNED


def test_act_that_is_not_possible_is_refused_and_its_words_stay(
    here: County, statement: Statement, sign_in: SignIn
) -> None:
    address = page_of(statement, "vaihe/")
    statement.refresh_from_db()
    told = {"event": "approved", "seen": statement.version, "words": "Hyvä näin."}
    page = sign_in(here.researcher).post(address, told)
    assert page.status_code == 422
    assert "Hyvä näin." in page.content.decode()
    long = told | {"event": "handed-in", "words": "a" * 1001}
    page = sign_in(here.researcher).post(address, long)
    assert (page.status_code, faults(page)) == (422, ["words"])


def test_signed_one_is_taken_up_with_what_readers_are_told(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    statement = draft(here, at)
    statement.refresh_from_db()
    Statement.objects.filter(pk=statement.pk).update(state=StatementState.SIGNED)
    client, address = sign_in(here.director), page_of(statement, "vaihe/")
    seen = client.get(address).context["seen"]
    told = {"event": "correcting", "seen": seen, "correction_fi": "Taulukko 1 korjattiin."}
    page = client.post(address, told)
    assert (page.status_code, faults(page)) == (422, ["correction_sv"])
    rest = {"correction_sv": "Tabell 1 rättades.", "correction_en": "Table 1 was corrected."}
    assert client.post(address, told | rest).status_code == 303
    assert "Taulukko 1 korjattiin." in client.get(page_of(statement)).content.decode()


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    """A survey that is open in the year of the statement."""
    made = surveys.wave(here, at, code="aseman-kysely")
    Survey.objects.filter(pk=made.survey_id).update(year=2025)
    return made


def test_survey_that_has_not_ended_is_left_out_with_a_note(
    here: County, wave: Wave, statement: Statement, sign_in: SignIn
) -> None:
    client, address = sign_in(here.researcher), page_of(statement, "kesken/")
    assert f"{address}#wave-{wave.code}" in client.get(page_of(statement)).content.decode()
    told = {"wave": wave.code, "do": "leave-out", "words_fi": "Jatkuu keväällä.", "words_sv": ""}
    page = client.post(address, told)
    assert (page.status_code, faults(page)) == (422, [f"{wave.code}-words_sv"])
    assert "Jatkuu keväällä." in page.content.decode()
    rest = {"words_sv": "Den fortsätter.", "words_en": "It goes on."}
    for _click in range(2):
        assert client.post(address, told | rest).status_code == 303
    assert statement.left_out.get().note.get("en") == "It goes on."
    assert "Jatkuu keväällä." in client.get(page_of(statement, "esikatselu/")).content.decode()
    assert sign_in(here.manager).get(address).status_code == 200
    for _click in range(2):
        assert client.post(address, {"wave": wave.code, "do": "take-in"}).status_code == 303
    assert not statement.left_out.exists()
    assert client.post(address, {"wave": "x"}).status_code == 422


def test_note_stays_when_it_is_no_longer_being_written(
    here: County, at: datetime, wave: Wave, statement: Statement, sign_in: SignIn
) -> None:
    moved(statement, StatementEvent.HANDED_IN, here.researcher, at)
    told = {"wave": wave.code, "words_fi": "Jää pois.", "words_sv": "Nej.", "words_en": "No."}
    page = sign_in(here.researcher).post(page_of(statement, "kesken/"), told)
    assert page.status_code == 409
    assert "Jää pois." in page.content.decode()
