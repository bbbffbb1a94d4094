"""People who reach for more than is theirs: the supervisor of those who answered, and whoever keeps
the log."""

from datetime import datetime

from django.test import Client

from kuulluksi.figures.actions import looking
from kuulluksi.figures.queries import key_of, of_wave
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Survey
from tests.factories.figures import closed, grades
from tests.factories.org import County

PERMIT = {"permit": "Kehittäminen"}


def test_supervisor_does_not_read_what_the_own_staff_answered(
    house: County, at: datetime, client: Client
) -> None:
    said = {house.kamppi: grades({8: 3, 9: 20}), house.kallio: grades({7: 30, 8: 9})}
    wave = closed(house, at, said)
    Survey.objects.filter(pk=wave.survey_id).update(audience=Audience.STAFF, unit=house.kamppi)
    where = f"/fi/tyo/luvut/{key_of(house.kamppi)}/{wave.code}/rivit/"
    filters = f"/fi/tyo/luvut/rajaus/{wave.code}/"
    extract = f"/fi/tyo/kierros/{wave.code}/vienti/aineisto/"
    for person, status in ((house.supervisor, 403), (house.manager, 403), (house.researcher, 200)):
        client.force_login(person)
        assert client.get(where).status_code == status
        assert client.get(filters).status_code == status
        assert client.get(extract).status_code == status
    client.force_login(house.supervisor)
    assert client.post(where, PERMIT).status_code == 403


def test_log_does_not_tell_how_many_answered(house: County, at: datetime, client: Client) -> None:
    """How many rows somebody looked at is the base of a figure that is hidden from others."""
    wave = closed(
        house, at, {house.kallio: grades({8: 3, 9: 1}), house.kamppi: grades({8: 40, 9: 9})}
    )
    figures = of_wave(wave)
    assert figures is not None
    place = key_of(house.kallio)
    counted = figures.of(place, "school-grade").counted
    assert not figures.of(place, "school-grade").published
    looking.look_behind(wave, counted, place, "Kallion vastaukset", by=house.researcher, at=at)
    where = f"/fi/tyo/kierros/{wave.code}/vienti/"
    client.force_login(house.administrator)
    page = client.get(where).content.decode()
    assert "Kallion vastaukset" in page
    assert '<td class="n">4</td>' not in page
    client.force_login(house.researcher)
    assert '<td class="n">4</td>' in client.get(where).content.decode()
