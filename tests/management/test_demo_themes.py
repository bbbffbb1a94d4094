"""The demo's own words: read by two, one question counted, the other open, three quotes."""

from datetime import date

import pytest

from kuulluksi.figures import actions
from kuulluksi.figures.models import Quote, Theme
from kuulluksi.figures.queries import quotes_of, themes
from kuulluksi.figures.queries.texts import texts_of
from kuulluksi.management import demo
from kuulluksi.management.demo_history import moment
from kuulluksi.management.demo_surveys import Surveys
from kuulluksi.management.demo_themes import Themes
from kuulluksi.surveys.models import ResponseWords

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
COUNTED, OPEN = "worked-well", "should-change"


def test_the_demo_has_own_words_to_read() -> None:
    at, told = moment(ON, 10), demo.document("texts")
    building = demo.Building(at)
    building.organisation(demo.document("organisation"), demo.document("people"))
    held = Surveys(building.people, building.places, at)
    held.hold(demo.document("surveys"), told)
    survey = held.planned[told["survey"]]
    wave = survey.waves.get()
    actions.release_wave(wave, at=at)
    Themes(told, building.people, survey, at).read()

    for name in Theme.objects.values_list("name", flat=True):
        assert name.missing() == ()
    settled = themes.settled(wave)
    assert set(settled) == {COUNTED}
    assert all(shown for _theme, shown in settled[COUNTED].at().found)
    coded = themes.codings(wave, OPEN)
    live = {each.pk for each in themes.themes(wave.document.code, OPEN)}
    pair = themes.pair(coded, live)
    assert pair is not None
    assert all(0.4 < (each.kappa or 0) <= 1 for each in pair.by_theme.values())
    assert pair.by_theme
    assert themes.differing(coded, coded, live)
    texts = texts_of(wave)
    assert texts is not None
    assert any(len(themes.coders(each)) == 1 for each in coded.values())  # some wait for the other
    assert sum(len(each.quotes) for each in quotes_of(wave)) == Quote.objects.count() == 3
    words = list(ResponseWords.objects.values_list("body", flat=True))
    assert len(words) == len(set(words))
    assert all(body.endswith(("(Keksitty.)", "(Påhittat.)")) for body in words)
