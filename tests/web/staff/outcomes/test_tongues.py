"""A measure that is written in one language as yet: a supervisor has two minutes."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from kuulluksi.org.models import Person
from kuulluksi.outcomes.models import Measure
from kuulluksi.pure.receipt import pretty
from kuulluksi.pure.text import Text
from tests.factories.org import County, duty
from tests.factories.outcomes import made
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
LIST = "/fi/tyo/toimenpiteet/"


def test_one_language_is_enough_until_the_public_sees_it(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    sent = {
        "what": "measure",
        "title_sv": "Vi ringer upp",
        "said_sv": "Man väntar länge.",
        "place": f"unit:{here.kamppi.pk}",
        "owner": str(here.supervisor.pk),
        "due_on": "2026-05-29",
    }
    assert client.post(f"{LIST}uusi/", sent).status_code == 303
    measure = Measure.objects.get()
    assert measure.title.to_json() == {"sv": "Vi ringer upp"}
    shown = client.get(f"{LIST}{measure.pk}/").content.decode()
    assert '<h1 lang="sv">Vi ringer upp</h1>' in shown
    address = f"{LIST}{measure.pk}/julkaisu/"
    assert client.get(address).content.decode().count("Nimi puuttuu vielä.") == 2
    assert client.post(address, {"seen": str(measure.version)}).status_code == 422
    measure.refresh_from_db()
    assert measure.published_on is None


def test_giver_reads_the_best_of_what_there_is(here: County, at: datetime, client: Client) -> None:
    receipt = given(at, unit=here.kamppi)
    told = Text.of(sv="Vi ringer upp")
    made(here, at, behind=[receipt.voice], title=told, said=Text(), did=Text.of(sv="Genast."))
    answer = client.post("/fi/matka/", {"code": pretty(receipt.code)})
    page = answer.content.decode()
    assert 'lang="sv">Vi ringer upp<' in page
    assert '<div lang="sv">' in page
    assert "Genast." in page


def test_new_measure_begins_where_the_reader_leads(here: County, sign_in: SignIn) -> None:
    duty(here.neighbour, "Kallion esihenkilö", unit=here.kallio, deputy=here.supervisor)
    page = sign_in(here.supervisor).get(f"{LIST}uusi/")
    assert page.context["form"]["place"].value() == f"unit:{here.kamppi.pk}"
