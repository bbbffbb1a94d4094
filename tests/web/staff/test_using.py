"""The yearly round on its pages: opened, answered row by row without a script, read by all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuulluksi.org.models import Person
from kuulluksi.outcomes.enums import Practice
from kuulluksi.outcomes.models import Talk, UseReport, UseRound
from kuulluksi.pure import deadlines
from kuulluksi.surveys import actions as surveys
from tests.factories import surveys as waves
from tests.factories import using
from tests.factories.org import County
from tests.factories.outcomes import made

SignIn = Callable[[Person], Client]
USE = "/fi/tyo/tiedon-kaytto/"
NEW = f"{USE}uusi/"
KAMPPI = f"{USE}2026/kampin-sosiaaliasema/"


@pytest.fixture
def asked(here: County, at: datetime) -> UseRound:
    return using.opened(here, at)


def form(told: dict[str, str] | None = None, *, rows: int = 2, seen: int = 1) -> dict[str, Any]:
    """A form whose first occasion is a team meeting on the day before, and whose rest is empty."""
    practices = {f"practice-{each}": "2" for each in Practice.values}
    talk = {
        "talk-0-results": "feedback",
        "talk-0-where": "team",
        "talk-0-who": ["staff", "clients"],
        "talk-0-on": "2026-03-01",
        "talk-0-followed": "Sovimme soittoajoista.",
    }
    empty = {f"talk-{n}-{name}": "" for n in range(1, rows) for name in ("results", "where", "on")}
    return {
        "rows": rows,
        "seen": seen,
        "why_none": "",
        **practices,
        **empty,
        **talk,
        **(told or {}),
    }


def test_round_is_opened_on_its_own_page(here: County, at: datetime, sign_in: SignIn) -> None:
    client = sign_in(here.director)
    assert "Vuosikierrosta ei ole vielä avattu" in client.get(USE).content.decode()
    page = client.get(NEW)
    assert page.context["units"] == 3
    for told, field in (
        ({"year": "2024", "due_on": "2026-05-01"}, "year"),
        ({"year": "2026", "due_on": ""}, "due_on"),
        ({"year": "2026", "due_on": "2026-03-02"}, "due_on"),
    ):
        page = client.post(NEW, told)
        assert page.status_code == 422
        assert [fault.field for fault in page.context["faults"]] == [field]
    answer = client.post(NEW, {"year": "2026", "due_on": "2026-05-01"})
    assert answer["Location"] == f"{USE}?done=round-opened"
    assert UseReport.objects.count() == 3
    # The doubled click finds the year no longer among those that can be opened.
    assert client.post(NEW, {"year": "2026", "due_on": "2026-05-01"}).status_code == 422
    assert client.post(NEW, {"year": "2025", "due_on": "2026-05-01"}).status_code == 303
    assert client.get(NEW)["Location"] == USE


def test_only_who_leads_the_whole_opens_a_round(here: County, sign_in: SignIn) -> None:
    for person, status in ((here.manager, 403), (here.researcher, 403), (here.administrator, 200)):
        assert sign_in(person).get(NEW).status_code == status


def test_unit_answers_and_reads_it_back(here: County, asked: UseRound, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    answer = client.post(KAMPPI, form())
    assert answer["Location"] == f"{KAMPPI}?done=use-told"
    talk = Talk.objects.get()
    assert (talk.results, talk.where, talk.who) == ("feedback", "team", ["staff", "clients"])
    # The form comes back with what was told, and one empty row more.
    page = client.get(KAMPPI)
    assert page.context["form"].rows == 2
    assert "Sovimme soittoajoista." in page.content.decode()
    # Others read it, and have no form.
    page = sign_in(here.worker).get(KAMPPI)
    assert page.context["form"] is None
    assert "Sovimme soittoajoista." in page.content.decode()
    assert "Asiakkaat" in page.content.decode()


def test_each_fault_names_its_question(here: County, asked: UseRound, sign_in: SignIn) -> None:
    sent = form({"talk-0-where": ""})
    for practice in Practice.values:
        sent[f"practice-{practice}"] = ""
    listed = [
        fault.sentence for fault in sign_in(here.supervisor).post(KAMPPI, sent).context["faults"]
    ]
    assert len(set(listed)) == len(listed) == len(Practice) + 1
    assert listed[-1].startswith("Tilanne 1, ")


def test_only_those_nearest_are_asked_to_answer(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    waiting = sign_in(here.supervisor).get(USE).context["mine"]
    assert here.kamppi in {line.report.unit for line in waiting}
    above = sign_in(here.director).get(USE).context["mine"]
    assert here.kamppi not in {line.report.unit for line in above}


def test_more_rows_come_without_losing_what_was_typed(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    page = client.post(KAMPPI, form({"more": "1"}))
    assert (page.status_code, page.context["form"].rows) == (200, 4)
    assert "Sovimme soittoajoista." in page.content.decode()
    assert not page.context["faults"]
    for rows in ("999999999", "x", "-1", ""):
        assert client.post(KAMPPI, form() | {"rows": rows, "more": "1"}).context["form"].rows <= 12
    assert not Talk.objects.exists()


def test_each_fault_stands_at_its_row_and_everything_is_kept(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    wrong = {
        "practice-told": "",
        "talk-1-results": "",
        "talk-2-results": "survey",
        "talk-2-on": "ennen joulua",
        "talk-2-followed": "Jotain.",
    }
    page = client.post(KAMPPI, form(wrong, rows=3))
    assert page.status_code == 422
    assert {fault.field for fault in page.context["faults"]} == {
        *("practice-told", "talk-2-where", "talk-2-who", "talk-2-on")
    }
    told = page.content.decode()
    assert "ennen joulua" in told
    assert "Jotain." in told
    assert not Talk.objects.exists()
    page = client.post(KAMPPI, {"rows": "1", "seen": "1"})
    assert {fault.field for fault in page.context["faults"]} == {
        *(f"practice-{each}" for each in Practice.values),
        "why_none",
    }


def test_occasion_is_taken_away_and_the_reason_told(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    client.post(KAMPPI, form())
    answer = client.post(KAMPPI, form({"why_none": "Emme ehtineet.", "talk-0-away": "on"}, seen=2))
    assert answer.status_code == 303
    assert not Talk.objects.exists()
    assert "Emme ehtineet." in sign_in(here.worker).get(KAMPPI).content.decode()


def test_second_hand_is_told_and_keeps_the_text(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    sign_in(here.manager).post(KAMPPI, form())
    client = sign_in(here.supervisor)
    late = form({"talk-0-followed": "Toisin sanoin."})
    page = client.post(KAMPPI, late)
    assert page.status_code == 409
    assert "Toisin sanoin." in page.content.decode()
    assert "Joku vastasi juuri." in page.content.decode()
    seen = page.context["seen"]
    assert client.post(KAMPPI, late | {"seen": seen}).status_code == 303
    assert Talk.objects.get().followed == "Toisin sanoin."


def test_doubled_click_is_stored_once(here: County, asked: UseRound, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    for _ in range(2):
        assert client.post(KAMPPI, form()).status_code == 303
    assert UseReport.objects.get(unit=here.kamppi).version == 2


def test_round_that_is_over_keeps_its_answers(
    here: County,
    at: datetime,
    asked: UseRound,
    sign_in: SignIn,
    stop_clock: Callable[[datetime], None],
) -> None:
    client = sign_in(here.supervisor)
    client.post(KAMPPI, form())
    stop_clock(at + (using.DUE - deadlines.day(at)) + timedelta(days=1))
    assert client.get(KAMPPI).context["form"] is None
    page = client.post(KAMPPI, form({"why_none": "Muutan vielä."}, seen=2))
    assert page.status_code == 422
    told = client.get(USE).content.decode()
    assert "yksikköä ei ole vastannut; kierros päättyi eilen" in told


def test_round_shows_what_all_told_and_who_has_not(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    page = client.get(USE)
    assert [line.report.unit for line in page.context["mine"]] == [here.kamppi]
    assert page.context["bars"] == []
    client.post(KAMPPI, form())
    page = client.get(USE)
    assert page.context["mine"] == []
    assert (page.context["found"].answered, page.context["found"].asked) == (1, 3)
    (bar, *_rest) = page.context["bars"]
    assert [(part.number, part.width) for part in bar.parts] == [
        *((0, "0%"), (0, "0%"), (1, "100%"), (0, "0%"))
    ]
    with_whom = dict(page.context["told"])["Kenen kanssa"]
    assert with_whom[:3] == [("Asiakkaat", 1), ("Läheiset", 0), ("Henkilöstö", 1)]
    assert client.get(USE, {"year": "abc"}).status_code == 200


def test_talk_names_its_survey_and_its_measure(
    here: County, at: datetime, asked: UseRound, sign_in: SignIn
) -> None:
    wave = surveys.close(waves.wave(here, at, code="kysely"), by=None, at=at)
    measure = made(here, at)
    client = sign_in(here.supervisor)
    told = {
        "talk-0-results": "survey",
        "talk-0-wave": str(wave.pk),
        "talk-0-measure": str(measure.pk),
    }
    assert client.post(KAMPPI, form(told)).status_code == 303
    read = sign_in(here.worker).get(KAMPPI).content.decode()
    assert f"/fi/tyo/toimenpiteet/{measure.pk}/" in read
    assert reverse("staff:wave-report", args=["kysely"]) in read
    page = client.post(KAMPPI, form({"talk-0-wave": "0"}, seen=2))
    assert "talk-0-wave" in {fault.field for fault in page.context["faults"]}


def test_answer_of_no_unit_or_round_does_not_exist(
    here: County, asked: UseRound, sign_in: SignIn
) -> None:
    client = sign_in(here.director)
    for path in (f"{USE}2025/kampin-sosiaaliasema/", f"{USE}2026/eilaista/"):
        assert client.get(path).status_code == 404
    assert client.get(f"{USE}{10**30}/kampin-sosiaaliasema/").status_code == 404


def test_pages_ask_the_database_so_often(
    here: County,
    at: datetime,
    asked: UseRound,
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client = sign_in(here.supervisor)
    client.post(KAMPPI, form())
    client.get(USE)  # what is kept until the organisation changes is read once
    with django_assert_num_queries(9):
        client.get(USE)
    with django_assert_num_queries(9):
        client.get(KAMPPI)
