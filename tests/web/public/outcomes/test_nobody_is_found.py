"""What one giver says of a measure shows nowhere before enough others have spoken: two worlds that
differ in it look the same, to everybody, to the byte."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import Better, MeasureEvent
from kuulluksi.outcomes.models import Measure
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.outcomes import made
from tests.factories.voices import given
from tests.figures.attack.worlds import plain

pytestmark = pytest.mark.django_db
TOLD = [Better.YES, Better.YES, Better.NO, Better.PARTLY, Better.YES]


def paths(measure: Measure, voice: Voice) -> list[str]:
    place = {"place": "unit-kampin-sosiaaliasema"}
    with override("fi"):
        return [
            reverse("public:outcomes"),
            reverse("public:outcomes-place", kwargs=place),
            reverse("public:outcomes-wall-place", kwargs=place),
            reverse("public:unit", args=["kampin-sosiaaliasema"]),
            reverse("staff:measures"),
            reverse("staff:measure", args=[measure.pk]),
            reverse("staff:voice", args=[voice.pk]),
        ]


def read(house: County, measure: Measure, voice: Voice) -> Mapping[tuple[str, str], bytes]:
    seen = {}
    for role in ("anonymous", "supervisor", "manager", "director", "researcher"):
        client = Client()
        if role != "anonymous":
            client.force_login(house.everyone[role])
        for path in paths(measure, voice):
            seen[role, path] = plain(client.get(path).content)
    return seen


def test_verdict_of_one_shows_nowhere(place: County, at: datetime) -> None:
    voices = [given(at, unit=place.kamppi).voice for _each in range(9)]
    measure = made(place, at, behind=voices, public=True)
    seen = measure.version
    actions.advance(measure, MeasureEvent.DONE, by=place.supervisor, at=at, seen=seen)
    for voice, better in zip(voices, TOLD, strict=False):
        actions.judge(measure, voice, better, nonce=f"{voice.pk}", at=at)
    read(place, measure, voices[5])  # a voice that is opened for the first time is read then
    before = read(place, measure, voices[5])
    assert any(b"n = 5" in page for page in before.values())
    actions.judge(measure, voices[5], Better.WORSE, nonce="last", at=at)
    actions.judge(measure, voices[0], Better.WORSE, nonce="changed", at=at)
    after = read(place, measure, voices[5])
    assert [where for where in before if before[where] != after[where]] == []
