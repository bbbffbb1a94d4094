"""Circles of reply on their pages: late ones first, told by a form, handed over, taken back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import circles as actions
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, Told
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys import actions as surveys
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Step
from tests.factories import surveys as waves
from tests.factories import using
from tests.factories.org import County, text
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
CIRCLES = "/fi/tyo/vastauskehat/"
WORDS = {"words_fi": "Puhelinaika pidentyi.", "words_sv": "Telefontiden.", "words_en": "Longer."}


@pytest.fixture
def of_survey(here: County, at: datetime) -> Circle:
    return using.circle(surveys.close(waves.wave(here, at, code="kysely"), by=None, at=at))


@pytest.fixture
def of_cluster(here: County, at: datetime) -> Circle:
    voices = [given(at, unit=here.kamppi).voice for _ in range(2)]
    return using.gathered(here, at, voices).circle


def page_of(circle: Circle) -> str:
    return f"{CIRCLES}{circle.pk}/"


def sent(client: Client, circle: Circle, **told: str) -> Any:
    return client.post(page_of(circle), {"act": "tell", **told})


def test_circles_of_the_reader_come_first_and_late_ones_say_so(
    here: County,
    at: datetime,
    of_survey: Circle,
    of_cluster: Circle,
    sign_in: SignIn,
    stop_clock: Callable[[datetime], None],
) -> None:
    stop_clock(at + (date(2026, 3, 16) - deadlines.day(at)))
    page = sign_in(here.manager).get(CIRCLES)
    groups = {
        group.id: [line.row.circle for line in group.lines] for group in page.context["groups"]
    }
    assert groups == {"mine": [of_survey], "below": [of_cluster]}
    assert "Ei ole vielä kerrottu, 4 päivää myöhässä" in page.content.decode()
    page = sign_in(here.worker).get(CIRCLES)
    assert [group.id for group in page.context["groups"]] == ["others"]
    assert "Takaisinsoitot" not in page.content.decode()


def test_circle_is_told_and_leaves_the_list(
    here: County, at: datetime, of_survey: Circle, sign_in: SignIn
) -> None:
    client, day = sign_in(here.manager), deadlines.day(at).isoformat()
    answer = sent(client, of_survey, channel="wall", on=day)
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{page_of(of_survey)}?done=circle-told",
    )
    page = client.get(answer["Location"])
    assert "Kerrottu: odotustilan seinällä" in page.content.decode()
    assert client.get(CIRCLES).context["groups"] == []
    (line,) = client.get(CIRCLES).context["told"]
    assert line.row.circle == of_survey


def test_what_is_missing_is_named_and_what_was_typed_is_kept(
    here: County, at: datetime, of_cluster: Circle, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    page = sent(client, of_cluster, channel="", on="huomenna", words_fi="Kerromme.")
    assert page.status_code == 422
    assert {fault.field for fault in page.context["faults"]} == {"channel", "on"}
    assert "Kerromme." in page.content.decode()
    page = sent(client, of_cluster, channel="journey", on="", words_fi="Vain suomeksi.")
    assert [fault.field for fault in page.context["faults"]] == ["words_sv"]
    late = (deadlines.day(at) + timedelta(days=3)).isoformat()
    page = sent(client, of_cluster, channel="wall", on=late)
    assert [fault.field for fault in page.context["faults"]] == ["on"]
    assert not Told.objects.exists()


def test_survey_offers_no_journey(here: County, of_survey: Circle, sign_in: SignIn) -> None:
    client = sign_in(here.manager)
    assert 'value="journey"' not in client.get(page_of(of_survey)).content.decode()
    assert sent(client, of_survey, channel="journey", **WORDS).status_code == 422


def test_journeys_are_told_once_also_by_a_doubled_click(
    here: County, of_cluster: Circle, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    for _ in range(2):
        assert sent(client, of_cluster, channel="journey", **WORDS).status_code == 303
    assert Step.objects.filter(event=Event.TOLD).count() == 2
    page = client.get(page_of(of_cluster)).content.decode()
    assert "Puhelinaika pidentyi." in page
    assert 'value="back"' not in page


def test_row_written_by_mistake_is_taken_back(
    here: County, at: datetime, of_survey: Circle, sign_in: SignIn
) -> None:
    client = sign_in(here.manager)
    actions.tell_them(of_survey, ToldBy.WALL, deadlines.day(at), Text(), by=here.manager, at=at)
    for row in (str(Told.objects.get().pk), "9" * 30, "yksi", ""):
        answer = client.post(page_of(of_survey), {"act": "back", "row": row})
        assert answer["Location"].endswith("?done=told-back")
    assert not Told.objects.exists()
    of_survey.refresh_from_db()
    assert of_survey.closed_on is None


def test_circle_is_handed_over_to_those_who_may_read_it(
    here: County, of_cluster: Circle, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    for owner, status in ((here.worker.pk, 422), ("", 422), (here.manager.pk, 303)):
        answer = client.post(page_of(of_cluster), {"act": "hand", "owner": owner})
        assert answer.status_code == status
    of_cluster.refresh_from_db()
    assert of_cluster.owner == here.manager


def test_circle_without_anybody_says_so(here: County, of_survey: Circle, sign_in: SignIn) -> None:
    Person.objects.filter(pk=here.manager.pk).update(is_active=False)
    page = sign_in(here.director).get(page_of(of_survey))
    assert "Sijaisena on Jari Johtaja" in page.content.decode()
    page = sign_in(here.worker).get(CIRCLES)
    (group,) = page.context["groups"]
    assert [line.who for line in group.lines] == ["Jari Johtaja"]


def test_circle_is_told_only_by_those_whose_it_is(
    here: County, of_survey: Circle, of_cluster: Circle, sign_in: SignIn
) -> None:
    assert sent(sign_in(here.worker), of_survey, channel="wall").status_code == 403
    assert sign_in(here.worker).get(page_of(of_cluster)).status_code == 404
    assert 'value="tell"' not in sign_in(here.worker).get(page_of(of_survey)).content.decode()


def test_promise_that_was_told_stands_among_the_tellings(
    here: County, at: datetime, of_survey: Circle, sign_in: SignIn
) -> None:
    assert of_survey.wave is not None
    surveys.tell_kept(of_survey.wave, "yes", text("Aika pidentyi."), by=here.manager, at=at)
    page = sign_in(here.manager).get(page_of(of_survey)).content.decode()
    assert "Kerrottu: julkisilla verkkosivuilla" in page
    assert "Aika pidentyi." in page


def test_pages_ask_the_database_so_often(
    here: County,
    of_survey: Circle,
    of_cluster: Circle,
    sign_in: SignIn,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client = sign_in(here.supervisor)
    client.get(CIRCLES)  # what is kept until the organisation changes is read once
    with django_assert_num_queries(11):
        client.get(CIRCLES)
    with django_assert_num_queries(16):
        client.get(page_of(of_cluster))
