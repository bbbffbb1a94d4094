"""Signing in without a cookie beforehand, and one's own matters."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from kuulluksi.org import actions
from kuulluksi.org.models import Absence, Person
from tests.factories.org import PASSWORD, County

SignIn = Callable[[Person], Client]
LOGIN = "/fi/tyo/kirjaudu/"
ME = "/fi/tyo/minun-tietoni/"
NEW = "ketunleipä kuusen alla"


def credentials(person: Person, **more: str) -> dict[str, str]:
    return {"email": person.email, "password": PASSWORD, **more}


def test_login_sets_no_cookie_before_and_leads_on(here: County, client: Client) -> None:
    page = client.get(LOGIN, {"next": "/fi/tyo/minun-tietoni/"})
    assert not page.cookies
    assert 'value="/fi/tyo/minun-tietoni/"' in page.content.decode()
    done = client.post(LOGIN, credentials(here.supervisor, next=ME))
    assert done.headers["Location"] == ME
    assert "tyo" in done.cookies
    assert client.get(LOGIN).headers["Location"] == "/fi/tyo/"


def test_login_takes_the_language_of_the_person(here: County, client: Client) -> None:
    here.supervisor.language = "sv"
    here.supervisor.save()
    done = client.post(LOGIN, credentials(here.supervisor, next="/fi/tyo/?tab=all"))
    assert done.headers["Location"] == "/sv/tyo/?tab=all"


@pytest.mark.parametrize(
    "elsewhere", ["https://toinen.example/", "//toinen.example", "javascript:x"]
)
def test_login_never_leads_to_another_house(elsewhere: str, here: County, client: Client) -> None:
    done = client.post(LOGIN, credentials(here.supervisor, next=elsewhere))
    assert done.headers["Location"] == "/fi/tyo/"


def test_login_says_one_sentence_whatever_was_wrong(
    here: County, at: datetime, client: Client
) -> None:
    actions.leave(here.neighbour, on=at.date(), by=None, at=at)
    wrong = [
        {"email": here.supervisor.email, "password": "x"},
        {"email": "nobody@esimerkki.example", "password": PASSWORD},
        {"email": "", "password": ""},
        credentials(here.neighbour),
    ]
    pages = [client.post(LOGIN, typed) for typed in wrong]
    assert {page.status_code for page in pages} == {422}
    assert not any(page.cookies for page in pages)
    assert all(page.content.count(b'role="alert"') == 1 for page in pages)


def test_login_refuses_a_form_of_another_site(here: County, client: Client) -> None:
    typed = credentials(here.supervisor)
    other = client.post(LOGIN, typed, headers={"origin": "https://toinen.example"})
    assert other.status_code == 422
    own = client.post(LOGIN, typed, headers={"origin": "http://testserver"})
    assert own.status_code == 302


def test_logout_ends_the_session(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    assert client.get("/fi/tyo/kirjaudu-ulos/").status_code == 405
    assert client.post("/fi/tyo/kirjaudu-ulos/").headers["Location"] == LOGIN
    assert client.get(ME).status_code == 302


def test_me_shows_duties_and_whose_deputy_one_is(here: County, sign_in: SignIn) -> None:
    page = sign_in(here.deputy).get(ME).content.decode()
    assert "Aino Esimerkki: Kampin sosiaaliaseman esihenkilö" in page
    page = sign_in(here.supervisor).get(ME).content.decode()
    assert "Kampin sosiaaliaseman esihenkilö" in page
    assert "Sanna Sijainen" in page


def test_me_keeps_ones_own_absences(here: County, at: datetime, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    days = {"starts_on": "2026-03-09", "ends_on": "2026-03-13"}
    assert client.post(ME + "poissaolot/", days).status_code == 303
    own = Absence.objects.get(person=here.supervisor)
    backwards = {"starts_on": "2026-03-13", "ends_on": "2026-03-09"}
    refused = client.post(ME + "poissaolot/", backwards)
    assert refused.status_code == 422
    assert [fault.field for fault in refused.context["faults"]] == ["ends_on"]
    assert "2026-03-13" in refused.content.decode()
    theirs = sign_in(here.neighbour).post(f"{ME}poissaolot/{own.pk}/poista/")
    assert theirs.status_code == 404
    assert client.post(f"{ME}poissaolot/{own.pk}/poista/").status_code == 303
    assert not Absence.objects.exists()


def test_me_language_changes_the_page_at_once(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    done = client.post(ME + "kieli/", {"language": "sv"})
    assert done.headers["Location"] == "/sv/tyo/minun-tietoni/?done=language"
    here.supervisor.refresh_from_db()
    assert here.supervisor.language == "sv"
    assert client.post(ME + "kieli/", {"language": "xx"}).headers["Location"] == ME


def test_me_password_needs_the_old_one_and_keeps_the_session(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.supervisor)
    wrong = client.post(ME + "salasana/", {"old": "x", "new": "lyhyt"})
    assert wrong.status_code == 422
    assert [fault.field for fault in wrong.context["faults"]] == ["old", "new"]
    assert client.post(ME + "salasana/", {"old": PASSWORD, "new": NEW}).status_code == 303
    assert client.get(ME).status_code == 200
    here.supervisor.refresh_from_db()
    assert here.supervisor.check_password(NEW)


def test_set_password_works_once(here: County, client: Client) -> None:
    who = urlsafe_base64_encode(force_bytes(here.worker.pk))
    link = f"/fi/tyo/salasana/{who}/{default_token_generator.make_token(here.worker)}/"
    page = client.get(link)
    assert page.status_code == 200
    assert not page.cookies
    assert client.post(link, {"new": "lyhyt"}).status_code == 422
    assert client.post(link, {"new": NEW}).headers["Location"] == "/fi/tyo/"
    here.worker.refresh_from_db()
    assert here.worker.check_password(NEW)
    assert Client().get(link).status_code == 404
    assert Client().get("/fi/tyo/salasana/xx/yy/").status_code == 404


def test_login_ignores_the_case_of_an_address(here: County, client: Client) -> None:
    typed = credentials(here.supervisor) | {"email": here.supervisor.email.upper()}
    assert client.post(LOGIN, typed).status_code == 302


def test_login_after_many_wrong_passwords_says_the_same_to_everybody(
    here: County, at: datetime, stop_clock: Callable[[datetime], None], client: Client
) -> None:
    known, unknown = here.supervisor.email, "nobody@esimerkki.example"
    pages = [
        client.post(LOGIN, {"email": email, "password": f"väärä {number}"})
        for number in range(6)
        for email in (known, unknown)
    ]
    pages.append(client.post(LOGIN, credentials(here.supervisor)))
    assert {page.status_code for page in pages} == {422}
    told = {page.content.replace(unknown.encode(), known.encode()) for page in pages}
    assert len(told) == 1
    stop_clock(at + timedelta(minutes=1))
    assert client.post(LOGIN, credentials(here.supervisor)).status_code == 302


@pytest.mark.parametrize("email", ["\x00", "a\x00@x.fi", "\ud83d", "a" * 500 + "@x.fi"])
def test_login_with_an_odd_address_is_only_wrong(email: str, here: County, client: Client) -> None:
    typed = urlencode({"email": email, "password": "x"}, errors="surrogatepass")
    answer = client.generic("POST", LOGIN, typed, "application/x-www-form-urlencoded")
    assert answer.status_code == 422
