"""Voices are put together by those who may read them, and nobody learns of more than that."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import circles, clusters
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, Cluster, ClusterVoice
from kuulluksi.outcomes.queries import clusters as queries
from kuulluksi.outcomes.rules import MOST_GATHERED
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Event, HoldReason
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import County
from tests.factories.outcomes import text
from tests.factories.voices import given

pytestmark = pytest.mark.django_db


def gathered(
    house: County,
    at: datetime,
    *voices: Voice,
    by: Person | None = None,
    owner: Person | None = None,
    name: str = "Takaisinsoitot",
) -> Cluster:
    by = by or house.supervisor
    due_on = deadlines.day(at) + timedelta(days=30)
    return clusters.gather(name, voices, owner=owner or by, due_on=due_on, by=by, at=at)


def test_cluster_belongs_to_the_narrowest_place_of_its_voices(house: County, at: datetime) -> None:
    kamppi, office = (given(at, unit=unit).voice for unit in (house.kamppi, house.office))
    kallio = given(at, unit=house.kallio).voice
    elsewhere = given(at, unit=house.family_unit).voice
    by = house.dispatcher
    for voices, place in (
        ([kamppi], house.kamppi),
        ([kamppi, office], house.social_work),
        ([kamppi, kallio], house.social_work),
        ([kamppi, elsewhere], None),
    ):
        assert gathered(house, at, *voices, by=by).place == place
    cluster = gathered(house, at, kamppi, by=by)
    clusters.add(cluster, [elsewhere], by=by, at=at)
    cluster.refresh_from_db()
    assert cluster.place is None
    clusters.take_out(cluster, [elsewhere], by=by, at=at)
    cluster.refresh_from_db()
    assert cluster.place == house.kamppi


def test_cluster_needs_a_name_a_teller_and_a_day(house: County, at: datetime) -> None:
    voice, by, on = given(at, unit=house.kamppi).voice, house.supervisor, deadlines.day(at)
    right: dict[str, Any] = {"owner": by, "due_on": on + timedelta(days=9)}
    for name, told, field in (
        ("", right, "name"),
        ("n" * 121, right, "name"),
        ("Soitot", right | {"owner": None}, "owner"),
        ("Soitot", right | {"due_on": None}, "due_on"),
        ("Soitot", right | {"due_on": on - timedelta(days=1)}, "due_on"),
        ("Soitot", right | {"due_on": on + timedelta(days=400)}, "due_on"),
    ):
        with pytest.raises(Refused) as refused:
            clusters.gather(name, [voice], by=by, at=at, **told)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        clusters.gather("Soitot", [], by=by, at=at, **right)
    assert refused.value.field == "voices"
    assert not Cluster.objects.exists()
    assert not Circle.objects.exists()


def test_same_sent_twice_is_put_together_once(house: County, at: datetime) -> None:
    one, two = (given(at, unit=house.kamppi).voice for _ in range(2))
    cluster = gathered(house, at, one, two)
    assert gathered(house, at, two, one) == cluster
    assert gathered(house, at, one) != cluster
    assert gathered(house, at, one, two, name="Muuta") != cluster
    assert Circle.objects.count() == 3


def test_cluster_is_made_by_those_who_handle_feedback(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for person in (house.worker, house.administrator, house.researcher, house.independent):
        with pytest.raises(Refused):
            gathered(house, at, voice, by=person)
    for person in (house.supervisor, house.manager, house.dispatcher, house.director):
        assert gathered(house, at, voice, by=person).by == person


def test_voice_that_one_may_not_read_is_not_gathered(house: County, at: datetime) -> None:
    for voice in (
        given(at, unit=house.kallio).voice,
        given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice,
    ):
        with pytest.raises(Refused) as refused:
            gathered(house, at, voice)
        assert refused.value.field == "voices"


def test_voice_that_the_teller_may_not_read_is_not_added(house: County, at: datetime) -> None:
    """What concerns the supervisor would else be found out by telling its giver."""
    cluster = gathered(house, at, given(at, unit=house.kamppi).voice)
    concerning = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    with pytest.raises(Refused) as refused:
        clusters.add(cluster, [concerning], by=house.manager, at=at)
    assert refused.value.field == "owner"
    assert ClusterVoice.objects.count() == 1


def test_voice_held_for_review_is_not_gathered(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.TOO_FAST).voice
    with pytest.raises(Refused) as refused:
        gathered(house, at, voice, by=house.dispatcher)
    assert refused.value.field == "voices"


def test_cluster_takes_so_many_voices_and_no_more(
    house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kuulluksi.outcomes.rules.telling.MOST_GATHERED", 2)
    assert MOST_GATHERED > 2
    voices = [given(at, unit=house.kamppi).voice for _ in range(3)]
    cluster = gathered(house, at, *voices[:2])
    with pytest.raises(Refused):
        clusters.add(cluster, voices[2:], by=house.supervisor, at=at)
    assert clusters.add(cluster, voices[:1], by=house.supervisor, at=at) == 0


def test_voice_that_comes_after_the_telling_is_told_the_same(house: County, at: datetime) -> None:
    first, late = (given(at, unit=house.kamppi).voice for _ in range(2))
    cluster, by = gathered(house, at, first), house.supervisor
    circle = Circle.objects.get()
    circles.tell_them(circle, ToldBy.JOURNEY, None, text("Soitamme pian."), by=by, at=at)
    assert clusters.add(cluster, [late], by=by, at=at) == 1
    assert clusters.add(cluster, [late], by=by, at=at) == 0
    assert Step.objects.filter(event=Event.TOLD, voice=late).count() == 1


def test_cluster_without_voices_is_taken_apart_unless_somebody_was_told(
    house: County, at: datetime
) -> None:
    voice, by = given(at, unit=house.kamppi).voice, house.supervisor
    cluster = gathered(house, at, voice)
    with pytest.raises(Refused):
        clusters.take_out(cluster, [], by=by, at=at)
    assert not clusters.take_out(cluster, [voice], by=by, at=at)
    assert not Cluster.objects.exists()
    assert not Circle.objects.exists()
    cluster = gathered(house, at, voice)
    circles.tell_them(Circle.objects.get(), ToldBy.JOURNEY, None, text("Kyllä."), by=by, at=at)
    with pytest.raises(Refused):
        clusters.take_out(cluster, [voice], by=by, at=at)


def test_cluster_is_changed_by_those_who_look_after_it(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    cluster = gathered(house, at, voice)
    for person in (house.neighbour, house.worker):
        with pytest.raises(Refused):
            clusters.take_out(cluster, [voice], by=person, at=at)


def test_cluster_is_seen_by_those_who_may_read_one_of_it(house: County, at: datetime) -> None:
    on = deadlines.day(at)
    cluster = gathered(house, at, given(at, unit=house.kamppi).voice)
    for person, seen in (
        (house.supervisor, True),
        (house.manager, True),
        (house.dispatcher, True),
        (house.neighbour, False),
        (house.worker, False),
        (house.administrator, False),
    ):
        assert (queries.cluster_seen(cluster.pk, person, on) is not None) is seen
    (row,) = queries.heard(queries.voices_in(cluster, house.manager, on))
    assert (row.kind, row.opening[:6]) == ("criticism", "Soitin")


def test_concerning_voice_in_a_cluster_is_hidden_from_whom_it_concerns(
    house: County, at: datetime
) -> None:
    on = deadlines.day(at)
    concerning = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    cluster = gathered(house, at, concerning, by=house.manager)
    assert queries.cluster_seen(cluster.pk, house.supervisor, on) is None
    assert queries.clusters_seen(house.supervisor, on, 9) == []
    another = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    assert clusters.add(cluster, [another], by=house.manager, at=at) == 1


def test_what_is_hidden_from_somebody_stands_apart_from_what_they_read(
    house: County, at: datetime
) -> None:
    """Else they would find out by handing it over, or by taking out all that they see."""
    concerning = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    plain = given(at, unit=house.kamppi).voice
    for chosen in ([concerning, plain], [plain, concerning]):
        with pytest.raises(Refused, match=r"2\.3\.2026") as refused:
            gathered(house, at, *chosen, by=house.manager)
        assert refused.value.field == "voices"
    for first, second in ((concerning, plain), (plain, concerning)):
        cluster = gathered(house, at, first, by=house.manager)
        with pytest.raises(Refused):
            clusters.add(cluster, [second], by=house.manager, at=at)


def test_cluster_goes_with_its_last_voice(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    gathered(house, at, voice)
    assert clusters.erase_empty() == 0
    Voice.objects.filter(pk=voice.pk).delete()
    assert clusters.erase_empty() == 1
    assert not Circle.objects.exists()
