"""The pages of own words: overview, reading, differences, themes, counting, quoting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.figures.actions import themes as coding
from kuulluksi.figures.models import Coding, Quote, Theme, ThemeCount
from kuulluksi.figures.queries import themes
from kuulluksi.figures.queries.texts import texts_of
from kuulluksi.org.models import AuditEntry, Person
from tests.factories import surveys
from tests.factories.org import County
from tests.factories.themes import CHANGE, WELL, Read, read

SignIn = Callable[[Person], Client]


@pytest.fixture
def there(here: County, at: datetime) -> Read:
    return read(here, at)


@pytest.fixture
def page(there: Read) -> str:
    return f"/fi/tyo/kierros/{there.wave.code}/"


def shown(response: Any) -> str:
    return " ".join(response.content.decode().split())


def slips(response: Any) -> list[int]:
    return [slip.text.key for slip in response.context["slips"]]


def test_everybody_on_the_staff_sees_what_was_counted(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.worker)
    client.get(page)
    with django_assert_num_queries(20):
        told = shown(client.get(page + "tekstit/"))
    assert "16 tekstiä" in told
    assert "8 / 16" in told
    assert "50 %" in told
    assert "(28–72 %)" in told
    assert "koodaus" not in told
    assert "Kuinka yksimielisiä" not in told
    assert here.researcher.name not in told


def test_readers_see_their_work_and_who_holds_the_survey_that_of_all(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    told = shown(sign_in(here.supervisor).get(page + "tekstit/"))
    assert "7 tekstiä odottaa sinua" in told
    assert "Ratkaise 1 ero" in told
    assert here.researcher.name not in told
    client = sign_in(here.researcher)
    client.get(page)
    with django_assert_num_queries(25):
        told = shown(client.get(page + "tekstit/"))
    assert "15 tekstiä odottaa sinua" in told
    assert f"{here.researcher.name} 1" in told
    assert "vähintään 30" in told


def test_agreement_is_shown(
    here: County,
    there: Read,
    page: str,
    at: datetime,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(themes, "LEAST_PAIRED", 10)
    texts = texts_of(there.wave)
    assert texts is not None
    waiting = [key for key in texts.rows[WELL] if key not in themes.codings(there.wave, WELL)]
    for turn, key in enumerate(waiting):
        for person, every in ((here.researcher, 2), (here.manager, 3)):
            chosen = {key: frozenset({there.theme.pk} if turn % every == 0 else ())}
            coding.code(there.wave, WELL, chosen, by=person, at=at)
    told = shown(sign_in(here.manager).get(page + "tekstit/"))
    assert f"{here.researcher.name} ja {here.manager.name}" in told or (
        f"{here.manager.name} ja {here.researcher.name}" in told
    )
    assert "0,09" in told
    assert "kumpikaan ei löytänyt sitä" in told  # the second theme
    assert "n = 15 tekstiä" in told


def test_a_place_of_its_own(here: County, there: Read, page: str, sign_in: SignIn) -> None:
    client = sign_in(here.worker)
    told = shown(client.get(page + f"tekstit/?place=unit-{here.kamppi.code}"))
    assert "8 tekstiä" in told
    assert here.kamppi.name.get("fi") in told
    assert "16 tekstiä" in shown(client.get(page + "tekstit/?place=unit-tuntematon"))


def test_before_the_wave_has_closed(here: County, at: datetime, sign_in: SignIn) -> None:
    wave = surveys.wave(here, at, code="auki")
    client = sign_in(here.researcher)
    assert "suljettu" in shown(client.get(f"/fi/tyo/kierros/{wave.code}/tekstit/"))
    assert client.get(f"/fi/tyo/kierros/{wave.code}/koodaus/").status_code == 404


def test_reading_a_page(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.supervisor)
    client.get(page)
    with django_assert_num_queries(19):
        response = client.get(page + "koodaus/")
    told = shown(response)
    assert len(slips(response)) == 5
    assert "Kampin" not in told.split("<form", 1)[1]
    assert "7 odottaa sinua" in told
    assert AuditEntry.objects.filter(what="texts-read", person=here.supervisor).count() == 1

    first, second, third, *_ = slips(response)
    sent = {
        "text": [first, second, third],
        f"t-{first}": [there.theme.pk],
        f"t-{second}": ["none"],
    }
    with django_assert_num_queries(27):
        saved = client.post(page + "koodaus/", sent)
    assert (saved.status_code, saved["Location"]) == (
        303,
        page + f"koodaus/?item={WELL}&done=saved",
    )
    mine = Coding.objects.filter(coder=here.supervisor)
    assert mine.filter(words=first, theme=there.theme).exists()
    assert mine.filter(words=second, theme=None).exists()
    assert third in slips(client.get(page + "koodaus/"))
    client.post(page + "koodaus/", sent)  # the same page once more
    assert mine.count() == 3


def test_the_second_reader_does_not_see_the_first_ones_choices(
    here: County, there: Read, page: str, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.manager)
    before = client.get(page + "koodaus/")
    keys = slips(before)
    for person in (here.researcher,):
        for key in keys:
            coding.code(there.wave, WELL, {key: frozenset({there.theme.pk})}, by=person, at=at)
    after = client.get(page + "koodaus/")
    assert slips(after) == keys
    assert "checked" not in shown(after)
    assert here.researcher.name not in shown(after)
    assert keys[0] not in slips(client.get(page + "erot/"))


def test_bad_codings_stand_at_their_texts_and_leave_nothing(
    here: County, there: Read, page: str, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    first, second, *_ = slips(client.get(page + "koodaus/"))
    before = Coding.objects.count()

    def sent(**boxes: Any) -> str:
        keys = {"first": first, "second": second}
        data = {f"t-{keys[name]}": value for name, value in boxes.items()}
        response = client.post(page + "koodaus/", {"text": [first, second], **data})
        assert response.status_code == 422
        assert Coding.objects.count() == before
        return shown(response)

    told = sent(first=[there.theme.pk], second=["none", there.theme.pk])
    assert f'href="#text-{second}"' in told
    assert "ei molempia" in told
    assert told.count("checked") == 3
    assert "ainakin yhdelle" in sent()
    coding.use_theme(there.theme, in_use=False, by=here.researcher, at=at)
    told = sent(first=[there.theme.pk], second=["none"])
    assert "poistettiin tällä välin käytöstä" in told
    assert f'id="error-{first}"' in told
    assert "käytöstä" in sent(first=["<script>"])
    assert "käytöstä" in sent(first=["9" * 40])
    erased = client.post(page + "koodaus/", {"text": [1], "t-1": ["none"]})
    assert erased.status_code == 422
    assert "eivät ole enää luettavissa" in shown(erased)
    assert client.get(page + "koodaus/?item=school-grade").status_code == 404
    assert client.post(page + "koodaus/", {"item": "x"}).status_code == 404


def test_differences_are_settled(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.manager)
    client.get(page)
    with django_assert_num_queries(21):
        response = client.get(page + "erot/")
    told = shown(response)
    [key] = slips(response)
    assert f"<dt>{here.researcher.name}</dt><dd>Kohtaaminen</dd>" in told
    assert f"<dt>{here.supervisor.name}</dt><dd>ei teemaa</dd>" in told
    sent = {"text": [key], f"t-{key}": ["none"]}
    for _ in range(2):
        saved = client.post(page + "erot/", sent)
        assert saved.status_code == 303
    assert Coding.objects.filter(coder=None, words=key, theme=None).count() == 1
    assert slips(client.get(page + "erot/")) == []


def test_themes_are_written_changed_moved_and_retired(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.researcher)
    client.get(page)
    with django_assert_num_queries(10):
        told = shown(client.get(page + "teemat/"))
    assert "Kohtaaminen" in told
    assert "Puhelinaika" not in told  # of the other question
    new = {"item": CHANGE, "name_fi": "Tilat", "name_sv": "Lokaler", "meaning": "Ovet ja aulat."}
    assert client.post(page + "teemat/", new).status_code == 303
    made = Theme.objects.get(item=CHANGE, meaning="Ovet ja aulat.")
    assert (made.position, made.in_use) == (2, True)

    again = client.post(page + "teemat/", new)
    assert again.status_code == 422
    assert "on jo teema" in shown(again)
    empty = client.post(page + "teemat/", {"item": CHANGE, "name_fi": "", "meaning": "x" * 1001})
    assert empty.status_code == 422
    assert "Enintään 1 000" in shown(empty)
    long = client.post(page + "teemat/", {"item": CHANGE, "name_fi": "x" * 81})
    assert "Enintään 80" in shown(long)

    one = page + f"teemat/{made.pk}/"
    assert "Ovet ja aulat." in shown(client.get(one))
    assert client.post(one, {"name_fi": "Tilat ja ovet", "meaning": ""}).status_code == 303
    assert client.post(one, {"name_fi": ""}).status_code == 422
    assert client.post(one, {"do": "up"}).status_code == 303
    made.refresh_from_db()
    assert (made.name.get("fi"), made.position) == ("Tilat ja ovet", 1)
    assert client.post(one, {"do": "retire"}).status_code == 303
    assert "Ota takaisin käyttöön" in shown(client.get(page + f"teemat/?item={CHANGE}"))
    assert client.post(one, {"do": "return"}).status_code == 303
    assert client.get(page + "teemat/123456/").status_code == 404


def test_counting_is_a_question_of_its_own(
    here: County, there: Read, page: str, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.manager)
    ask = page + f"teemaluvut/?item={WELL}"
    assert "15 tekstiä on lukematta" in shown(client.get(ask))
    refused = client.post(page + "teemaluvut/", {"item": WELL})
    assert refused.status_code == 422
    assert "vasta, kun" in shown(refused)
    for key in slips(client.get(page + "erot/")):
        coding.settle(there.wave, WELL, {key: frozenset()}, by=here.manager, at=at)
    while keys := slips(client.get(page + "koodaus/")):
        client.post(page + "koodaus/", {"text": keys, **{f"t-{key}": ["none"] for key in keys}})
    assert "Tätä ei voi perua" in shown(client.get(ask))
    done = client.post(page + "teemaluvut/", {"item": WELL})
    assert done["Location"] == page + "tekstit/?done=counted"
    assert ThemeCount.objects.filter(wave=there.wave, item=WELL, theme=None).count() == 2
    assert "on laskettu" in shown(client.get(ask))
    assert "on laskettu" in shown(client.get(page + f"koodaus/?item={WELL}"))
    assert "on laskettu" in shown(client.get(page + f"erot/?item={WELL}"))
    assert client.post(page + "teemaluvut/", {"item": WELL}).status_code == 422


def test_quoting(
    here: County, there: Read, page: str, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = sign_in(here.supervisor)
    client.get(page)
    with django_assert_num_queries(20):
        told = shown(client.get(page + "lainaukset/"))
    assert "8 tekstiä, joita saat lainata" in told
    one = page + f"lainaus/{there.words}/"
    told = shown(client.get(one))
    assert "a name" in told or "nimi" in told
    pick = next(part for part in told.split('"') if part.startswith("w0-"))
    looked = client.post(one, {"pick": [pick], "do": "look", "theme": str(there.theme.pk)})
    assert "Virtanen" not in shown(looked).split('<div class="sheet">')[1].split("</div>")[0]
    kept = {"kept": pick, "theme": str(there.theme.pk), "do": "quote"}
    unsure = client.post(one, kept)
    assert unsure.status_code == 422
    assert 'id="sure_error"' in shown(unsure)
    for _ in range(2):
        done = client.post(one, {**kept, "sure": "on"})
        assert done["Location"] == page + f"lainaukset/?item={WELL}&done=quoted"
    made = Quote.objects.exclude(pk=there.quote.pk).get()
    assert made.theme == there.theme
    assert made.body[0] == {"gap": "name"}
    everything = "w0-8,w9-17,w18-19"
    nothing = client.post(one, {"kept": everything, "do": "quote", "sure": "on"})
    assert nothing.status_code == 422
    assert "ei jää mitään" in shown(nothing)
    strange = client.post(one, {"theme": "999", "do": "quote", "sure": "on"})
    assert strange.status_code == 422

    away = page + f"lainaukset/{made.pk}/poista/"
    assert sign_in(here.neighbour).post(away).status_code == 403
    for _ in range(2):
        assert client.post(away).status_code == 303
    assert list(Quote.objects.all()) == [there.quote]


def test_nobody_opens_a_text_that_is_not_theirs_to_quote(
    here: County, there: Read, page: str, sign_in: SignIn
) -> None:
    assert sign_in(here.neighbour).get(page + f"lainaus/{there.words}/").status_code == 404
    assert sign_in(here.worker).get(page + f"lainaus/{there.words}/").status_code == 403
    assert sign_in(here.researcher).get(page + "lainaus/1/").status_code == 404
