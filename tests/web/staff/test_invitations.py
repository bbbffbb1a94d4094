"""Invitations on the staff pages: shown first, done when confirmed, never half, and nothing told of
who has answered."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from kuulluksi.org.models import Person
from kuulluksi.pure.visitfeed import COLUMNS
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import Asked, FeedImport, Invitation, Wave
from kuulluksi.web.staff.organisation import upload
from tests.factories import surveys
from tests.factories.org import County

SignIn = Callable[[Person], Client]
StopClock = Callable[[datetime], None]
HEADER = ";".join(COLUMNS)
GOOD = "v1;040 1234567;2.3.2026 9.30;vastaanotto;sv;40;Esimerkkilä;kampin-sosiaaliasema"


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    return surveys.wave(here, at, code="kysely-1")


@pytest.fixture
def researcher(here: County, sign_in: SignIn) -> Iterator[Client]:
    with override_settings(SMS_URL="https://sms.example/"):
        yield sign_in(here.researcher)


def page_of(wave: Wave) -> str:
    return reverse("staff:wave-invitations", args=[wave.code])


def feed(*lines: str, name: str = "a.csv", coding: str = "utf-8-sig") -> dict[str, Any]:
    return {"feed": SimpleUploadedFile(name, "\n".join([HEADER, *lines]).encode(coding))}


def confirm(client: Client, wave: Wave, looked: Any) -> Any:
    sealed = looked.context["sealed"]
    return client.post(page_of(wave), {"act": "send", "sealed": sealed})


@pytest.mark.parametrize("coding", ["utf-8-sig", "cp1252"])
def test_feed_is_shown_then_invited(coding: str, wave: Wave, researcher: Client) -> None:
    rows = [GOOD, "v2;turvakielto;2.3.2026;vastaanotto;fi;30;X;kampin-sosiaaliasema"]
    looked = researcher.post(page_of(wave), feed(*rows, coding=coding))
    assert looked.status_code == 200
    page = looked.content.decode()
    assert "Kutsu 1 henkilö" in page
    assert "Turvakielto" in page
    assert not Invitation.objects.exists()
    assert not Asked.objects.exists()
    done = confirm(researcher, wave, looked)
    assert (done.status_code, done.headers["Location"]) == (303, page_of(wave) + "?done=invited")
    link = Invitation.objects.get()
    assert (link.address, link.language) == ("+358401234567", "sv")
    kept = FeedImport.objects.get()
    assert (kept.rows, kept.invited, kept.excluded) == (2, 1, {"protected": 1})
    page = researcher.get(done.headers["Location"]).content.decode()
    assert "Turvakielto: 1" in page


def test_feed_confirmed_twice_invites_once(wave: Wave, researcher: Client) -> None:
    looked = researcher.post(page_of(wave), feed(GOOD))
    confirm(researcher, wave, looked)
    confirm(researcher, wave, looked)
    assert Invitation.objects.count() == 1
    assert queries.targets(wave).get(unit__code="kampin-sosiaaliasema").invited == 1


def test_nothing_of_the_visits_is_stored_or_kept_in_the_page(
    wave: Wave, researcher: Client
) -> None:
    secret = GOOD.replace("v1", "tunnus-4711").replace("vastaanotto", "velkaneuvonta")
    looked = researcher.post(page_of(wave), feed(secret))
    from django.core import signing

    from kuulluksi.web.staff.surveys.invitations import SALT

    kept = str(signing.loads(looked.context["sealed"], salt=SALT))
    for word in ("4711", "velkaneuvonta", "9.30", "09:30", "40,"):
        assert word not in kept
    assert "4711" not in looked.content.decode()


def test_bad_rows_are_named_and_nobody_is_invited(wave: Wave, researcher: Client) -> None:
    answer = researcher.post(page_of(wave), feed(GOOD, GOOD.replace("2.3.2026", "eilen")))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Rivi 3, visit date and time" in page
    assert "sealed" not in page
    assert not Invitation.objects.exists()
    assert researcher.post(page_of(wave), feed(GOOD)).status_code == 200


def test_list_with_a_fault_keeps_what_was_typed(wave: Wave, researcher: Client) -> None:
    typed = "a@b.example, sv, kallion-sosiaaliasema\n<b>, fi, kampin-sosiaaliasema"
    answer = researcher.post(page_of(wave), {"list": typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "a@b.example, sv, kallion-sosiaaliasema\n&lt;b&gt;" in page
    looked = researcher.post(page_of(wave), {"list": typed.replace("<b>", "c@d.example")})
    confirm(researcher, wave, looked)
    assert Invitation.objects.count() == 2


def test_spreadsheet_keeps_the_hour_of_a_visit(
    wave: Wave, researcher: Client, at: datetime
) -> None:
    """Nobody is asked about a visit later today."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(COLUMNS))
    for number, hour in ((1, 9), (2, 15)):
        moment = datetime(2026, 3, 2, hour, 30)  # noqa: DTZ001  as a spreadsheet holds it
        cells = [number, 401234560 + number, moment, "", "fi", 40, "", "kampin-sosiaaliasema"]
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("k.xlsx", content.getvalue())
    choice = researcher.post(page_of(wave), {"feed": file}).context["choice"]
    assert [each.address for each in choice.wanted] == ["+358401234561"]
    assert choice.left_out == {"outside": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\x00\xff\x00"),
        ("a.xlsx", b"PK\x03\x04 no spreadsheet"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.csv", b"phone\n0401234567"),
    ],
)
def test_file_that_is_no_feed_is_named(
    name: str, content: bytes, wave: Wave, researcher: Client
) -> None:
    answer = researcher.post(page_of(wave), {"feed": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not FeedImport.objects.exists()


def test_list_that_is_too_long_is_refused(
    wave: Wave, researcher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST_ROWS", 2)
    answer = researcher.post(page_of(wave), feed(GOOD, GOOD, GOOD))
    assert answer.status_code == 422
    assert researcher.post(page_of(wave), {"list": "a@b.fi\n" * 3}).status_code == 422


@pytest.mark.parametrize("sealed", ["", "x", "another"])
def test_what_was_not_looked_at_is_not_sent(
    sealed: str, wave: Wave, here: County, researcher: Client, at: datetime
) -> None:
    if sealed == "another":
        other = surveys.wave(here, at, code="kysely-2")
        sealed = researcher.post(page_of(other), feed(GOOD)).context["sealed"]
    answer = researcher.post(page_of(wave), {"act": "send", "sealed": sealed})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_wave_that_closed_after_the_look_invites_nobody(
    wave: Wave, researcher: Client, stop_clock: StopClock, at: datetime
) -> None:
    looked = researcher.post(page_of(wave), feed(GOOD))
    actions.close(wave, by=None, at=at)
    answer = confirm(researcher, wave, looked)
    assert answer.status_code == 422
    assert "kun kierros on auki" in answer.content.decode()
    assert not Asked.objects.exists()


def test_staff_print_posters_and_only_those_who_hold_the_survey_invite(
    wave: Wave, here: County, sign_in: SignIn
) -> None:
    for person, may in ((here.worker, False), (here.director, False), (here.manager, True)):
        client = sign_in(person)
        page = client.get(page_of(wave)).content.decode()
        assert reverse("public:poster-wave", args=[wave.code, here.kamppi.code]) in page
        assert "http://localhost:8000/y/kysely-1/kampin-sosiaaliasema" in page
        assert ('name="feed"' in page) == may
        sent = {"list": "a@b.example,fi,kampin-sosiaaliasema"}
        assert client.post(page_of(wave), sent).status_code == (200 if may else 403)


@pytest.mark.parametrize(
    "change", [{"state": WaveState.DRAFT}, {"modes": [Mode.PAPER]}, {"closes_on": "2026-03-01"}]
)
def test_wave_without_open_links_shows_none(
    change: dict[str, Any], wave: Wave, researcher: Client
) -> None:
    Wave.objects.update(**change)
    page = researcher.get(page_of(wave)).content.decode()
    assert "/y/" not in page
    assert 'name="feed"' not in page


def plain(answer: Any) -> str:
    """The page without the sign of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_page_tells_numbers_only_in_fives_and_the_same_whoever_answers(
    wave: Wave, researcher: Client, at: datetime, stop_clock: StopClock
) -> None:
    target = queries.targets(wave).select_related("wave__document")[0]
    links = [surveys.invited(target, at, f"n{number}@posti.example") for number in range(6)]
    actions.send_invitations(at=at)
    before = plain(researcher.get(page_of(wave)))
    for link in links[:4]:
        surveys.answered(target, at, invitation=queries.code_of(link))
    assert plain(researcher.get(page_of(wave))) == before
    surveys.answered(target, at, invitation=queries.code_of(links[4]))
    actions.send_invitations(at=at + timedelta(days=7))
    assert plain(researcher.get(page_of(wave))) != before


def test_sample_is_invited_by_name_only(wave: Wave, researcher: Client) -> None:
    Wave.objects.update(target=Target.SAMPLE, list_size=100)
    page = researcher.get(page_of(wave)).content.decode()
    assert "/y/" not in page
    assert 'name="list"' in page


@pytest.mark.parametrize("imports", [1, 3])
def test_page_costs_the_same_however_much_was_invited(
    imports: int,
    wave: Wave,
    researcher: Client,
    at: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    target = queries.targets(wave)[0]
    for number in range(imports):
        surveys.invited(target, at, f"n{number}@posti.example")
    researcher.get(page_of(wave))
    with django_assert_num_queries(10):
        researcher.get(page_of(wave))


@pytest.mark.parametrize("people", [1, 30])
def test_looking_costs_the_same_however_many_there_are(
    people: int,
    wave: Wave,
    researcher: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [f"n{number}@posti.example,fi,kampin-sosiaaliasema" for number in range(people)]
    researcher.post(page_of(wave), {"list": "\n".join(rows)})
    with django_assert_num_queries(12):
        researcher.post(page_of(wave), {"list": "\n".join(rows)})
