"""The pages of a wave: prepared, opened, watched in fives, closed, and what came of its promise."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import Document, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County, text

SignIn = Callable[[Person], Client]
WAVES = "/fi/tyo/kierros/"


@pytest.fixture
def draft(here: County, at: datetime) -> Wave:
    """A wave that only waits to be opened, with a questionnaire that was never asked."""
    wave = surveys.wave(here, at, state=WaveState.DRAFT, code="asemat")
    wave.document = surveys.draft(here)
    wave.save()
    return wave


def filled(here: County, wave: Wave, **changed: Any) -> dict[str, Any]:
    """The form as the page shows it for a draft, with some fields changed."""
    said = {
        f"{part}_{tag}": words
        for part in ("title", *rules.PROMISE)
        for tag, words in getattr(wave, part).to_json().items()
    }
    return {
        **said,
        "document": str(wave.document_id),
        "opens_on": "2026-03-02",
        "closes_on": "2026-03-20",
        "keying_days": "7",
        "target": "units",
        "goal": "100",
        "units": [str(here.kamppi.pk)],
        "modes": ["web", "paper"],
        "handled_by": str(here.manager.pk),
        "handled_until": "2026-05-04",
        "invite_when": "at-once",
        "invite_days": "0",
        "remind_days": "7",
        "quiet_days": "90",
        "min_age": "15",
        "visit_types": "TK, PP ,",
        **changed,
    }


def test_wave_is_prepared(here: County, at: datetime, draft: Wave, sign_in: SignIn) -> None:
    client = sign_in(here.manager)
    address = f"{WAVES}uusi/{draft.survey_id}/"
    page = client.get(address)
    assert page.context["form"]["title"].parts[0][3] == "Sosiaaliasemien kysely"
    chosen = filled(here, draft, document="bank:leikkipuistot")
    made = client.post(address, chosen)
    wave = Wave.objects.exclude(pk=draft.pk).get()
    assert made.headers["Location"] == f"{WAVES}{wave.code}/?done=saved"
    assert wave.code == "leikkipuistot-2026"
    assert (wave.modes, wave.visit_types) == (["web", "paper"], ["TK", "PP"])
    assert [target.place for target in queries.targets(wave)] == [here.kamppi]
    assert client.get(made.headers["Location"]).status_code == 200


def test_wave_form_shows_what_is_there(here: County, draft: Wave, sign_in: SignIn) -> None:
    page = sign_in(here.manager).get(f"{WAVES}asemat/muokkaa/").content.decode()
    form = sign_in(here.manager).get(f"{WAVES}asemat/muokkaa/").context["form"]
    assert form["document"].value() == str(draft.document_id)
    assert set(form["units"].value()) == {str(here.kamppi.pk), str(here.kallio.pk)}
    assert "Varaamme yhden kehittämispäivän." in page
    assert page.count("checked") == 2 + len(Mode)


@pytest.mark.parametrize(
    ("changed", "anchor"),
    [
        ({"title_fi": ""}, "title_fi"),
        ({"document": ""}, "document"),
        ({"document": "999"}, "document"),
        ({"closes_on": "2026-03-01"}, "closes_on"),
        ({"closes_on": "joskus"}, "closes_on"),
        ({"goal": "paljon"}, "goal"),
        ({"goal": "-1"}, "goal"),
        ({"target": "everybody"}, "units"),
        ({"target": "services"}, "units"),
        ({"units": ["999"]}, "units"),
        ({"modes": ["kirje"]}, "modes"),
        ({"handled_until": "2026-03-20"}, "handled_until"),
    ],
)
def test_wave_with_a_fault_keeps_what_was_typed(
    here: County, draft: Wave, sign_in: SignIn, changed: dict[str, Any], anchor: str
) -> None:
    sent = filled(here, draft, purpose_fi="Aivan uusi syy", **changed)
    page = sign_in(here.manager).post(f"{WAVES}asemat/muokkaa/", sent)
    shown = page.content.decode()
    assert page.status_code == 422
    assert [fault.field for fault in page.context["faults"]] == [anchor]
    assert "Aivan uusi syy" in shown
    assert f'id="{anchor}"' in shown
    draft.refresh_from_db()
    assert draft.purpose == text("Kysymme, jotta palvelu on parempi.")


def test_opening_shows_what_lacks_and_what_to_look_at(
    here: County, draft: Wave, sign_in: SignIn
) -> None:
    client, address = sign_in(here.manager), f"{WAVES}asemat/avaa/"
    page = client.get(address)
    assert (page.context["lacks"], page.context["mend"], page.context["ready"]) == ([], [], True)
    assert "Varaamme yhden kehittämispäivän." in page.content.decode()
    Wave.objects.filter(pk=draft.pk).update(invests=Text.of(fi="Vain fi"))
    page = client.get(address)
    assert [(lack.field, lack.where) for lack in page.context["lacks"]] == [
        ("promised", "mihin olemme valmiita panostamaan")
    ]
    assert "Avaa vastaajille" not in page.content.decode()
    page = client.post(address, {"seen": queries.as_seen(Wave.objects.get())})
    assert page.status_code == 422
    assert Wave.objects.get().state == WaveState.DRAFT


def test_opening_leads_to_the_faults_of_the_questionnaire(
    here: County, draft: Wave, sign_in: SignIn
) -> None:
    body = {**draft.document.body, "languages": ["fi", "sv", "en", "se"]}
    body.pop("purpose", None)
    Document.objects.filter(pk=draft.document_id).update(body=body)
    client, address = sign_in(here.manager), f"{WAVES}asemat/avaa/"
    page = client.get(address)
    assert page.context["look"]
    assert page.context["ready"]
    Document.objects.filter(pk=draft.document_id).update(body={**body, "pages": []})
    page = client.get(address)
    assert page.context["mend"]
    assert not page.context["ready"]


def test_wave_is_opened_as_it_was_seen(here: County, draft: Wave, sign_in: SignIn) -> None:
    client, address = sign_in(here.manager), f"{WAVES}asemat/avaa/"
    for seen in ("", "99", "ääni"):
        assert client.post(address, {"seen": seen}).status_code == 422
    page = client.post(address, {"seen": queries.as_seen(Wave.objects.get())})
    assert page.headers["Location"] == f"{WAVES}asemat/?done=opened"
    assert Wave.objects.get().state == WaveState.OPEN
    assert client.get(address).status_code == 303


def test_wave_page_counts_in_fives_until_it_is_closed(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    wave = surveys.wave(here, at, code="asemat")
    first, second = queries.targets(wave)
    for target in (first,) * 7 + (second,) * 4:
        surveys.answered(target, at)
    client, address = sign_in(here.worker), f"{WAVES}asemat/"
    page = client.get(address)
    assert (page.context["total"].answers, page.context["percent"]) == (5, 5)
    assert 'width="5%"' in page.content.decode()
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    assert len(seen) == 9
    actions.close(wave, by=None, at=at)
    page = client.get(address)
    assert (page.context["total"].answers, page.context["total"].exact) == (11, True)


def test_wave_page_leads_to_each_way_of_asking(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at, code="asemat")
    client, address = sign_in(here.worker), f"{WAVES}asemat/"
    place = here.kamppi.code
    ways = {
        "poster": reverse("public:poster-wave", args=["asemat", place]),
        "group": reverse("public:group", args=["asemat", place]),
        "paper": reverse("staff:wave-paper", args=["asemat", place]),
        "interview": reverse("staff:wave-interview", args=["asemat", place]),
    }

    def shown() -> set[str]:
        page = client.get(address).content.decode()
        return {way for way, there in ways.items() if f'href="{there}"' in page}

    assert shown() == {*ways}
    Wave.objects.update(target=Target.SAMPLE, list_size=9)
    assert shown() == {"paper", "interview"}
    wave.target, wave.closes_on = Target.UNITS, deadlines.day(at) - timedelta(days=1)
    wave.save()
    assert shown() == set()


def test_wave_page_offers_acts_to_those_who_hold_it(
    here: County, draft: Wave, sign_in: SignIn
) -> None:
    page = sign_in(here.manager).get(f"{WAVES}asemat/").content.decode()
    assert f"{WAVES}asemat/avaa/" in page
    for person in (here.supervisor, here.dispatcher, here.director):
        page = sign_in(person).get(f"{WAVES}asemat/").content.decode()
        assert f"{WAVES}asemat/avaa/" not in page
    assert sign_in(here.manager).get(f"{WAVES}ei-ole/").status_code == 404


def test_open_wave_lasts_longer(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at, code="asemat")
    client, address = sign_in(here.manager), f"{WAVES}asemat/muokkaa/"
    assert client.get(address).status_code == 200
    for typed in ("", "2026-03-03", "2026-09-01"):
        page = client.post(address, {"closes_on": typed})
        assert page.status_code == 422
        assert [fault.field for fault in page.context["faults"]] == ["closes_on"]
    page = client.post(address, {"closes_on": "2026-03-27"})
    assert page.headers["Location"] == f"{WAVES}asemat/?done=prolonged"
    wave.refresh_from_db()
    assert wave.closes_on.isoformat() == "2026-03-27"


def test_wave_is_closed_after_a_question(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at, code="asemat")
    client, address = sign_in(here.manager), f"{WAVES}asemat/sulje/"
    assert client.get(address).context["early"]
    batch = surveys.batch(queries.targets(wave)[0], at, here.worker, sheets=1)
    assert client.post(address).status_code == 422
    batch.delete()
    assert client.post(address).headers["Location"] == f"{WAVES}asemat/?done=closed"
    assert Wave.objects.get().state == WaveState.CLOSED
    assert client.get(address).status_code == 303
    assert client.get(f"{WAVES}asemat/muokkaa/").status_code == 303


def test_draft_is_removed_after_a_question(here: County, draft: Wave, sign_in: SignIn) -> None:
    client, address = sign_in(here.manager), f"{WAVES}asemat/poista/"
    assert client.get(address).status_code == 200
    assert Wave.objects.exists()
    survey = draft.survey_id
    assert client.post(address).headers["Location"] == f"/fi/tyo/kyselyt/{survey}/?done=removed"
    assert not WaveTarget.objects.exists()


def test_promise_is_told_in_public(
    here: County, at: datetime, sign_in: SignIn, stop_clock: Callable[[datetime], None]
) -> None:
    wave = surveys.wave(here, at, code="asemat")
    actions.close(wave, by=None, at=at)
    stop_clock(at + timedelta(days=70))
    client, address = sign_in(here.manager), f"{WAVES}asemat/lupaus/"
    assert "10 päivää myöhässä" in client.get(address).content.decode()
    told = {"kept": "partly", "kept_words_fi": "Puhelinaika pidentyi."}
    page = client.post(address, told)
    assert page.status_code == 422
    assert [fault.field for fault in page.context["faults"]] == ["kept_words_fi"]
    assert "Puhelinaika pidentyi." in page.content.decode()
    told |= {"kept_words_sv": "Telefontiden blev längre.", "kept_words_en": "Longer phone hours."}
    page = client.post(address, {**told, "kept": ""})
    assert [fault.field for fault in page.context["faults"]] == ["kept"]
    assert client.post(address, told).headers["Location"] == f"{WAVES}asemat/?done=told"
    public = Client().get("/sv/kysely/asemat/tulos/").content.decode()
    assert "Telefontiden blev längre." in public
    assert "berättat 10 dagar för sent" in public


def test_goals_are_set_place_by_place(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at, code="asemat")
    first, second = queries.targets(wave)
    client, address = sign_in(here.manager), f"{WAVES}asemat/tavoitteet/"
    page = client.post(address, {f"goal_{first.pk}": "monta", f"goal_{second.pk}": "0"})
    assert page.status_code == 422
    assert [fault.field for fault in page.context["faults"]] == [
        f"goal_{first.pk}",
        f"goal_{second.pk}",
    ]
    assert 'value="monta"' in page.content.decode()
    page = client.post(address, {f"goal_{first.pk}": "10", f"goal_{second.pk}": ""})
    assert page.headers["Location"] == f"{WAVES}asemat/?done=saved"
    for _ in range(5):
        surveys.answered(first, at)
    rows = client.get(f"{WAVES}asemat/").context["rows"]
    assert [row.percent for row in rows] == [50, None]
    actions.close(wave, by=None, at=at)
    assert client.get(address).status_code == 303
