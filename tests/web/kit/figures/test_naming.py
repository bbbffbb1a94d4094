"""Figures are called what people were asked, in the reader's language."""

from datetime import datetime

import pytest
from django.utils import translation

from kuulluksi.figures.queries import ALL, instant, key_of
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.stats.plan import NO_GROUP, Counted, counted
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.naming import Naming
from tests.factories import surveys
from tests.factories.org import County, county

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> County:
    return county()


def asked_of(name: str, key: str) -> tuple[Naming, Counted]:
    questionnaire = bank.instrument(name)
    found = next(each for each in counted(questionnaire) if each.key == key)
    return Naming(questionnaire), found


def test_statement_has_its_words_and_those_of_its_points() -> None:
    words, one = asked_of("palvelumittari", "competent")
    assert words.title(one) == "Saamani palvelu on ollut asiantuntevaa"
    assert words.points(one)[0] == "Täysin eri mieltä"
    assert words.point(one, 5) == "Täysin samaa mieltä"
    assert words.top(one) == "samaa mieltä"
    with translation.override("sv"):
        assert words.top(one) == "av samma åsikt"
        assert words.point(one, 5) != "Täysin samaa mieltä"


def test_silent_points_are_called_by_their_numbers() -> None:
    words, one = asked_of("kouluarvosana", "school-grade")
    assert words.points(one) == ("Heikoin", "5", "6", "7", "8", "9", "Paras")
    assert words.top(one) == "antoi 9–10"


def test_choice_of_several_is_named_beside_its_question() -> None:
    words, one = asked_of("leikkipuistot-koululaiset", "nice-in-playground/friends")
    assert words.title(one) == "Mikä leikkipuistossa on kivaa?: Kaverit"
    assert words.choice(one) == "Kaverit"
    assert len(words.points(one)) == 2


def test_single_choice_has_its_choices_for_points_and_groups() -> None:
    words, one = asked_of("sosiaaliasemat", "gender")
    assert words.is_choice(one)
    assert words.points(one) == ("Nainen", "Mies", "Muu", "En halua kertoa")
    assert words.top(one) == ""
    assert words.variable("gender") == "Sukupuoli"
    assert words.group("gender", "woman") == "Nainen"
    assert words.group("gender", NO_GROUP) == "Ei kertonut"
    assert words.groups("gender", ["man", "other", NO_GROUP]) == "Mies, Muu ja Ei kertonut yhdessä"
    assert words.group("mode", "paper") == "Paperilla"
    assert words.group("helped", NO_GROUP).startswith("Kukaan ei auttanut")


def test_instant_feedback_names_kinds_topics_and_statements() -> None:
    words = naming.of_wave(None)
    by_key = {each.key: each for each in instant.plan()}
    kind = by_key[instant.KIND]
    assert words.is_choice(kind)
    assert len(words.points(kind)) == len(kind.points)
    assert words.title(by_key[f"{instant.TOPIC}/speed"]).endswith(": Palvelun nopeus")
    assert words.title(by_key["competent"]) == "Saamani palvelu on ollut asiantuntevaa"
    for each in instant.VARIABLES:
        assert words.variable(each.name) != each.name
        assert all(words.group(each.name, group) for group in each.groups)


def test_every_counted_thing_of_every_instrument_has_words(here: County, at: datetime) -> None:
    wave = surveys.wave(here, at)
    assert naming.of_wave(wave).questionnaire.id == "sosiaaliasemat"
    for name in bank.names():
        words = Naming(bank.instrument(name))
        for each in counted(words.questionnaire):
            assert words.question(each) not in ("", each.item)
            assert all(words.points(each))


def test_places_are_named_even_those_that_are_no_more(here: County) -> None:
    keys = [ALL, key_of(here.kamppi), f"{key_of(here.social_work)}.own", "unit-sulautettu"]
    found = naming.places(keys)
    assert found[key_of(here.kamppi)] == here.kamppi.name.best("fi")
    assert found[key_of(here.social_work)] == here.social_work.name.best("fi")
    assert found["unit-sulautettu"] == "sulautettu"
    assert found[ALL]
