"""What should change is named on a page, and what was measured is shown with its numbers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.models import Measure, MeasureStep, Target
from kuulluksi.surveys.models import Wave
from tests.factories.effects import BAD, FAIR, GOOD, GRADE, asked_again, done, story
from tests.factories.org import County
from tests.factories.outcomes import made

SignIn = Callable[[Person], Client]


def target_of(measure: Measure) -> str:
    return f"/fi/tyo/toimenpiteet/{measure.pk}/tavoite/"


def effect_of(measure: Measure) -> str:
    return f"/fi/tyo/toimenpiteet/{measure.pk}/vaikutus/"


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def body(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.fixture
def unnamed(here: County, at: datetime) -> Measure:
    """Its figures may be named, and nothing has been."""
    told = story(here, at)
    Target.objects.all().delete()
    return told.measure


@pytest.fixture
def measured(here: County, at: datetime) -> Measure:
    told = story(here, at)
    done(told.measure, here, at)
    asked_again(here, at, {here.kamppi: GOOD, here.kallio: FAIR})
    actions.measure_effects(at=at)
    return told.measure


def test_figure_is_named_once_and_taken_away(
    here: County, sign_in: SignIn, unnamed: Measure
) -> None:
    client, address = sign_in(here.supervisor), target_of(unnamed)
    page = body(client.get(address))
    assert f'value="before:{GRADE}"' in page
    assert "n = 60" in page.replace("\N{NO-BREAK SPACE}", " ")
    sent = {"paikka": key_of(here.kamppi), "mita": f"before:{GRADE}", "suunta": "up"}
    for _ in range(2):
        answer = client.post(address, sent)
        assert (answer.status_code, answer["Location"]) == (303, f"{address}?done=target-named")
    target = Target.objects.get()
    assert (target.item, target.upwards, target.before.code) == (GRADE, True, "before")
    written = MeasureStep.objects.filter(event="named").latest("number").words
    assert written
    assert written in body(client.get(f"{address}?done=target-named"))
    answer = client.post(address, {"drop": str(target.pk)})
    assert answer["Location"].endswith("target-dropped")
    assert not Target.objects.exists()
    assert client.post(address, {"drop": str(target.pk)}).status_code == 303
    assert client.post(address, {"drop": "x"}).status_code == 303


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "mita"),
        ({"mita": "before:school-grade"}, "suunta"),
        ({"mita": "before:school-grade", "suunta": "sideways"}, "suunta"),
        ({"mita": "before:nothing", "suunta": "up"}, "mita"),
        ({"mita": "nothing:school-grade", "suunta": "up"}, "mita"),
        ({"mita": "before:competent", "suunta": "up"}, "mita"),
        ({"mita": "\x00:\x00", "suunta": "up"}, "mita"),
    ],
)
def test_bad_input_is_named_at_its_place_and_kept(
    here: County, sign_in: SignIn, unnamed: Measure, sent: dict[str, str], field: str
) -> None:
    answer = sign_in(here.supervisor).post(target_of(unnamed), sent)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.context["faults"]] == [field]
    assert answer.context["chosen"] == sent.get("mita", "")
    assert not Target.objects.exists()


def test_item_that_is_not_asked_again_is_refused_with_the_reason(
    here: County, sign_in: SignIn, unnamed: Measure
) -> None:
    Wave.objects.get(code="prepared").targets.all().delete()
    client = sign_in(here.supervisor)
    page = client.get(target_of(unnamed))
    assert f'value="before:{GRADE}"' not in body(page)
    reason = "Tätä ei kysytä tästä paikasta enää toimenpiteen jälkeen"
    assert reason in body(page)
    sent = {"paikka": key_of(here.kamppi), "mita": f"before:{GRADE}", "suunta": "up"}
    answer = client.post(target_of(unnamed), sent)
    assert answer.status_code == 422
    assert reason in body(answer)


def test_measure_of_a_place_without_figures_says_so(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    measure = made(here, at)
    page = sign_in(here.supervisor).get(target_of(measure))
    assert page.context["places"] == []
    assert page.status_code == 200
    answer = sign_in(here.supervisor).post(target_of(measure), {"mita": "a:b", "suunta": "up"})
    assert answer.status_code == 422


def test_places_of_a_wide_measure_are_chosen(here: County, at: datetime, sign_in: SignIn) -> None:
    story(here, at, {here.kamppi: BAD, here.kallio: BAD})
    wide = made(here, at, by=here.manager, place=here.social_work)
    client = sign_in(here.manager)
    page = client.get(target_of(wide))
    keys = [key for key, _name in page.context["places"]]
    assert keys == [key_of(here.social_work), key_of(here.kallio), key_of(here.kamppi)]
    sent = {"paikka": key_of(here.kallio), "mita": f"before:{GRADE}", "suunta": "down"}
    assert client.post(target_of(wide), sent).status_code == 303
    assert not Target.objects.get(measure=wide).upwards


def test_figure_behind_the_measure_is_chosen_from_the_start(
    here: County, at: datetime, sign_in: SignIn, unnamed: Measure
) -> None:
    before = Wave.objects.get(code="before")
    stem = actions.Stem(before, before.closes_on.year, key_of(here.kamppi), GRADE)
    actions.link_figure(unnamed, stem, by=here.supervisor, at=at)
    page = sign_in(here.supervisor).get(target_of(unnamed))
    assert page.context["chosen"] == f"before:{GRADE}"


def test_effect_is_shown_with_its_picture_and_numbers(
    here: County, sign_in: SignIn, measured: Measure
) -> None:
    page = sign_in(here.worker).get(effect_of(measured))
    (told,) = page.context["measured"]
    assert [row.told for row in told.chart.rows] == ["6,0", "8,0", "6,0", "6,1"]
    assert told.others == "Kallion sosiaaliasema"
    numbers = dict(told.numbers)
    assert numbers["Muutos täällä"] == "+2,0 (95 %:n luottamusväli +1,7 … +2,3)"
    assert "koska" not in body(page)
    assert "tavoite/" not in body(page)
    assert "tavoite/" in body(sign_in(here.supervisor).get(effect_of(measured)))


def test_measured_effect_cannot_be_taken_away(
    here: County, sign_in: SignIn, measured: Measure
) -> None:
    client, target = sign_in(here.supervisor), Target.objects.get()
    assert 'name="drop"' not in body(client.get(target_of(measured)))
    answer = client.post(target_of(measured), {"drop": str(target.pk)})
    assert answer.status_code == 422
    assert Target.objects.exists()


def test_hidden_effect_shows_no_number(here: County, at: datetime, sign_in: SignIn) -> None:
    told = story(here, at)
    done(told.measure, here, at)
    asked_again(here, at, {here.kamppi: {6: 3}, here.kallio: GOOD})
    actions.measure_effects(at=at)
    page = sign_in(here.supervisor).get(effect_of(told.measure))
    (shown,) = page.context["measured"]
    assert shown.numbers == []
    assert [bool(row.hidden) for row in shown.chart.rows] == [False, True]


def test_nothing_named_says_so(here: County, sign_in: SignIn, unnamed: Measure) -> None:
    page = sign_in(here.worker).get(effect_of(unnamed))
    assert (page.context["measured"], page.context["waiting"]) == ([], [])


def test_pages_ask_the_database_so_often(here: County, sign_in: SignIn, measured: Measure) -> None:
    client = sign_in(here.supervisor)
    assert queries_of(client, effect_of(measured)) == 13
    assert queries_of(client, target_of(measured)) == 16
