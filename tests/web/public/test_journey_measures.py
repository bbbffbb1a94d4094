"""What came of a voice stands in its journey, with its giver's own verdict on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import Better, Conclusion, MeasureEvent
from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.pure import receipt
from kuulluksi.voices.actions import Given
from tests.factories.org import County
from tests.factories.outcomes import made, text, trial
from tests.factories.voices import given

Opened = Callable[[], str]
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def voice(place: County) -> Given:
    return given(AT, unit=place.kamppi)


def post(client: Client, given: Given, act: str = "", **told: str) -> tuple[int, str]:
    answer = client.post(f"/fi/matka/{act}", {"code": receipt.pretty(given.code), **told})
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, " ".join(answer.content.decode().split())


def advanced(measure: Measure, event: MeasureEvent, place: County) -> Measure:
    seen = measure.version
    return actions.advance(measure, event, by=place.supervisor, at=AT, seen=seen)


def judged(client: Client, voice: Given, measure: Measure, better: str, nonce: str) -> str:
    status, page = post(
        client, voice, "muuttuiko/", measure=str(measure.pk), better=better, nonce=nonce
    )
    assert status == 200
    return page


def test_giver_sees_every_measure_also_when_it_is_not_public(
    client: Client, place: County, voice: Given
) -> None:
    _, page = post(client, voice)
    assert "Mitä siitä seurasi" not in page
    made(place, AT, behind=[voice.voice], title=text("Soitot"))
    made(place, AT, behind=[voice.voice], title=text("Ovet"), reason=text("Talo on suojeltu."))
    _, page = post(client, voice)
    assert "Mitä siitä seurasi" in page
    for words in ("Soitot", "Ovet", "Me aiomme tehdä", "Talo on suojeltu."):
        assert words in page
    assert "Onko nyt paremmin?" not in page
    assert place.supervisor.name not in page


def test_each_turn_of_a_measure_has_its_heading(
    client: Client, place: County, voice: Given
) -> None:
    measure = made(place, AT, behind=[voice.voice])
    for event, heading in (
        (MeasureEvent.BEGUN, "Toimenpide aloitettiin"),
        (MeasureEvent.DONE, "Toimenpide on tehty"),
        (MeasureEvent.TAKEN_UP, "Toimenpide otettiin uudelleen työn alle"),
    ):
        measure = advanced(measure, event, place)
        assert heading in post(client, voice)[1]
    measure = actions.advance(
        measure,
        MeasureEvent.REFUSED,
        by=place.supervisor,
        at=AT,
        seen=measure.version,
        reason=text("Talo on suojeltu."),
    )
    assert "Toimenpide ei olekaan mahdollinen" in post(client, voice)[1]


def test_trial_tells_what_was_learnt(client: Client, place: County, voice: Given) -> None:
    measure = trial(place, AT, behind=[voice.voice])
    assert "kokeilu ma 2.3.2026 – pe 1.5.2026" in post(client, voice)[1]
    actions.conclude(
        measure,
        Conclusion.KEPT,
        text("Soitto tuli joka kerta."),
        by=place.supervisor,
        at=AT + timedelta(days=61),
        seen=measure.version,
    )
    _, page = post(client, voice)
    for words in ("Me kokeilimme", "Me opimme", "Otetaan käyttöön", "Soitto tuli joka kerta."):
        assert words in page
    assert "Kokeilu päättyi" in page
    assert "Onko nyt paremmin?" in page


def test_giver_says_whether_it_is_better(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    measure = advanced(made(place, AT, behind=[voice.voice]), MeasureEvent.DONE, place)
    assert "Onko nyt paremmin?" in post(client, voice)[1]
    first = opened()
    page = judged(client, voice, measure, Better.NO, first)
    assert "Sinä sanoit:" in page
    assert "Vaihda arviosi" in page
    judged(client, voice, measure, Better.YES, opened())
    judged(client, voice, measure, Better.NO, first)
    assert MeasureVoice.objects.get().better == Better.YES


def test_what_is_no_verdict_is_named_at_its_place(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    measure = advanced(made(place, AT, behind=[voice.voice]), MeasureEvent.DONE, place)
    key = str(measure.pk)
    status, page = post(client, voice, "muuttuiko/", measure=key, nonce=opened())
    assert status == 422
    assert page.count("Valitse yksi neljästä.") == 2
    assert f'id="better-{key}-error"' in page
    status, page = post(client, voice, "muuttuiko/", measure=key, better="yes", nonce="forged")
    assert status == 422
    assert "Sivu oli ollut auki pitkään." in page
    assert f'href="#better-{key}"' in page
    assert not MeasureVoice.objects.exclude(better="").exists()


def test_measure_of_others_is_not_judged(
    client: Client, place: County, voice: Given, opened: Opened
) -> None:
    mine = made(place, AT, behind=[voice.voice])
    other = advanced(made(place, AT), MeasureEvent.DONE, place)
    for measure in (str(other.pk), str(mine.pk), "", "\0", "9" * 30):
        status, _page = post(
            client, voice, "muuttuiko/", measure=measure, better="yes", nonce=opened()
        )
        assert status == 422
    assert not MeasureVoice.objects.exclude(better="").exists()


def test_queries_do_not_grow_with_measures(
    client: Client, place: County, voice: Given, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(2):
        made(place, AT, behind=[voice.voice])
        with django_assert_num_queries(13):
            post(client, voice)
