"""One device for a group: each person starts anew, and nothing of the one before is there."""

import pytest
from django.test import Client

from kuulluksi.surveys.enums import Mode, Target
from kuulluksi.surveys.models import Ballot, Draft, Wave
from tests.web.public.surveys.conftest import fields_of
from tests.web.public.surveys.test_answering import page_of


@pytest.fixture
def device(wave: Wave) -> str:
    return f"/fi/kysely/{wave.code}/kampin-sosiaaliasema/ryhma/"


def test_every_page_of_a_group_is_stored_nowhere(client: Client, device: str) -> None:
    for answer in (client.get(device), client.get(device, {"layout": "one"})):
        page_of(answer)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    fields = fields_of(answer.content.decode())
    answer = client.post(device, {**fields, "a.enough-information": "4", "go": "next"})
    assert "no-store" in answer.headers["Cache-Control"]
    shown = page_of(answer)
    assert f'action="{device}"' in shown
    assert 'value="pause"' not in shown  # a code on a screen that others look at


def test_the_next_person_begins_anew(client: Client, device: str) -> None:
    fields = fields_of(page_of(client.get(device, {"layout": "all"})))
    told = {**fields, "a.felt-heard": "5", "go": "send"}
    shown = page_of(client.post(device, told))
    assert f'action="{device}"' in shown
    assert Ballot.objects.get().mode == Mode.GROUP
    other = fields_of(page_of(client.get(device, {"layout": "all"})))
    assert other["nonce"] != fields["nonce"]
    assert "a.felt-heard" not in other


@pytest.mark.parametrize("go", ["next", "previous", "send", "review", "change"])
def test_a_page_that_is_sent_again_after_the_answers_shows_nothing_of_them(
    client: Client, device: str, go: str
) -> None:
    fields = fields_of(page_of(client.get(device, {"layout": "all"})))
    told = {**fields, "w.worked-well": "Salaisuus.", "go": "send"}
    page_of(client.post(device, told))
    answer = client.post(device, told | {"go": go, "layout": "one"})
    assert (answer.status_code, answer.headers["Location"]) == (302, device)
    assert "Salaisuus" not in answer.content.decode()


def test_a_wave_without_groups_has_no_such_page(client: Client, device: str, wave: Wave) -> None:
    wave.modes = [Mode.WEB]
    wave.save()
    assert client.get(device).status_code == 404


def test_a_code_never_stands_on_the_device(client: Client, device: str) -> None:
    fields = fields_of(page_of(client.get(device, {"layout": "one"})))
    shown = page_of(client.post(device, {**fields, "go": "pause"}))
    assert fields_of(shown)["step"] == fields["step"]
    assert not Draft.objects.exists()


def test_a_sample_is_not_asked_in_a_group(client: Client, device: str, wave: Wave) -> None:
    fields = fields_of(page_of(client.get(device, {"layout": "all"})))
    Wave.objects.filter(pk=wave.pk).update(target=Target.SAMPLE, list_size=100)
    assert client.get(device).status_code == 404
    told = {**fields, "a.felt-heard": "5", "go": "send"}
    assert client.post(device, told).status_code == 404
    assert not Ballot.objects.exists()
