"""The staff pages of figures: what stands on them, who looks behind them, and what is logged."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures import actions
from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import ClientNumber, Extract, Release
from kuulluksi.figures.queries import key_of, of_wave
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Survey, Wave
from tests.factories.figures import Said, closed, grades, opened
from tests.factories.org import County, unit

SignIn = Callable[[Person], Client]
LUVUT = "/fi/tyo/luvut/"
YEAR = timedelta(days=364)
REASON = {"permit": "HEL 2026-001"}
BAD, GOOD = {4: 20, 5: 20, 6: 20}, {8: 20, 9: 20, 10: 20}


@pytest.fixture
def wave(here: County, at: datetime) -> Wave:
    """Kamppi rose to the others' level."""
    before = {here.kamppi: grades(BAD), here.kallio: grades(GOOD)}
    closed(here, at - YEAR - timedelta(days=30), before, code="ennen")
    now = {
        here.kamppi: [*grades(GOOD, gender="woman"), *grades({9: 6, 10: 6}, gender="man")],
        here.kallio: [*grades(GOOD, gender="woman"), *grades(GOOD, gender="man")],
    }
    return closed(here, at - timedelta(days=20), now, code="nyt")


@pytest.fixture
def kamppi(here: County) -> str:
    return key_of(here.kamppi)


@pytest.fixture
def director(here: County, sign_in: SignIn) -> Client:
    return sign_in(here.director)


@pytest.fixture
def supervisor(here: County, sign_in: SignIn) -> Client:
    return sign_in(here.supervisor)


def text_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def queries(client: Client, address: str) -> int:
    """How many queries a page makes when what it shows has been worked out before."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_every_place_has_its_newest_figure(director: Client, wave: Wave) -> None:
    page = text_of(director, LUVUT)
    for name in ("Kampin sosiaaliasema", "Kallion sosiaaliasema", "Aikuissosiaalityö"):
        assert name in page
    assert "9,1" in page  # 72 grades in Kamppi
    found = text_of(director, LUVUT, q="kalliO")
    assert "Kallion sosiaaliasema" in found
    assert "Kampin sosiaaliasema" not in found
    assert "Tämännimisestä paikasta ei ole lukuja." in text_of(director, LUVUT, q="xyz")


def test_nothing_released_is_said(director: Client, here: County, kamppi: str) -> None:
    assert director.get(LUVUT).status_code == 200
    assert "ei ole vielä julkaistu lukuja" in text_of(director, f"{LUVUT}{kamppi}/")
    assert director.get(f"{LUVUT}unit-ei-ole/").status_code == 404
    assert director.get(f"{LUVUT}all/?from=nyt").status_code == 404


def test_a_place_tells_what_stands_out(director: Client, wave: Wave, kamppi: str) -> None:
    page = text_of(director, f"{LUVUT}{kamppi}/")
    assert "Nousi: Kouluarvosana (+4,1)." in page
    assert "Keskiarvo nousi edellisen kierroksen jälkeen. Muutos on 4,1: silloin 5,0" in page
    assert "n\xa0=\xa072" in page
    assert "Aiemmin: " in page
    assert "Muut: Aikuissosiaalityö" in page


def test_the_page_of_a_place_asks_as_much_for_few_as_for_many(
    director: Client, wave: Wave, kamppi: str
) -> None:
    counted = {
        address: queries(director, LUVUT + address)
        for address in (
            "",
            f"{kamppi}/",
            f"{kamppi}/?by=gender",
            "service-aikuissosiaalityo/",
            "service-aikuissosiaalityo/nyt/",
            f"{kamppi}/nyt/luku/?item=school-grade",
        )
    }
    assert counted == {
        "": 10,
        f"{kamppi}/": 14,
        f"{kamppi}/?by=gender": 14,
        "service-aikuissosiaalityo/": 14,
        "service-aikuissosiaalityo/nyt/": 11,
        f"{kamppi}/nyt/luku/?item=school-grade": 16,
    }


def test_an_earlier_wave_can_be_chosen(director: Client, wave: Wave, kamppi: str) -> None:
    page = text_of(director, f"{LUVUT}{kamppi}/", **{"from": "ennen"})
    assert "Aiempaa kertaa, johon verrata, ei ole." in page
    assert "Pienempi kuin muilla: Kouluarvosana" in page


def test_by_groups_all_or_none(director: Client, wave: Wave, kamppi: str) -> None:
    page = text_of(director, f"{LUVUT}{kamppi}/", by="gender")
    assert "Nainen" in page
    assert "Vastauksia on liian vähän ryhmien vertailuun" in page
    nothing = text_of(director, f"{LUVUT}{kamppi}/", by="mode")
    assert "Ryhmittäin ei näytetä" in nothing
    assert text_of(director, f"{LUVUT}{kamppi}/", by="made-up")


def test_what_changed_comes_first_on_wish(director: Client, wave: Wave, kamppi: str) -> None:
    first = text_of(director, f"{LUVUT}{kamppi}/", order="changed")
    assert first.index("item-school-grade") < first.index("item-enough-information")
    usual = text_of(director, f"{LUVUT}{kamppi}/")
    assert usual.index("item-enough-information") < usual.index("item-school-grade")


def test_the_staffs_own_pulse_stands_beside_and_never_within(
    director: Client, here: County, at: datetime, wave: Wave, kamppi: str
) -> None:
    pulse = closed(here, at, {here.kamppi: grades({6: 7, 7: 8})}, code="pulssi")
    Survey.objects.filter(pk=pulse.survey_id).update(audience=Audience.STAFF)
    page = text_of(director, f"{LUVUT}{kamppi}/")
    assert "Mitä henkilöstö sanoi" in page
    assert "Nousi: Kouluarvosana (+4,1)." in page  # the clients' wave is told, against theirs
    alone = text_of(director, f"{LUVUT}{kamppi}/", **{"from": "pulssi"})
    assert "Aiempaa kertaa, johon verrata, ei ole." in alone
    assert "Mitä henkilöstö sanoi" not in alone


def test_everything_as_one_table(director: Client, wave: Wave, kamppi: str) -> None:
    page = text_of(director, f"{LUVUT}service-aikuissosiaalityo/nyt/")
    assert f'href="{LUVUT}{kamppi}/nyt/luku/?item=school-grade"' in page
    assert "nousi" in page
    assert "Kampin sosiaaliasema" in page


def test_a_figure_tells_how_it_came_about(director: Client, wave: Wave, kamppi: str) -> None:
    page = text_of(director, f"{LUVUT}{kamppi}/nyt/luku/", item="school-grade")
    for part in (
        "72 vastasi tähän kysymykseen",
        "sanamuoto 1",
        "Kaikkien vastausten keskiarvo",
        "Welchin t",
        "Brunner–Munzel",
        "Mann–Whitney",
        "Hedgesin g",
        "Holm-korjattu p",
        "kun vastauksia on vähintään 5, ",
    ):
        assert part in page, part
    assert "Vastaukset luvun takana" not in page  # the director looks at what is published
    assert director.get(f"{LUVUT}{kamppi}/nyt/luku/?item=nothing").status_code == 404
    assert director.get(f"{LUVUT}unit-perhetukikeskus/nyt/luku/").status_code == 404
    groups = text_of(director, f"{LUVUT}{kamppi}/nyt/luku/", item="school-grade", by="gender")
    assert "Nainen" in groups


def test_a_whole_is_weighted_by_its_clients(director: Client, here: County, wave: Wave) -> None:
    for each in (here.kamppi, here.kallio):
        ClientNumber.objects.create(place=key_of(each), year=wave.closes_on.year, clients=500)
    page = text_of(director, f"{LUVUT}all/nyt/luku/", item="school-grade")
    assert "Painotettuna asiakasmäärillä" in page
    assert f"suhteessa sen asiakasmäärään vuonna {wave.closes_on.year}" in page
    assert "n = 192" in page


def test_a_hidden_figure_is_named_as_hidden(
    director: Client, here: County, at: datetime, kamppi: str
) -> None:
    closed(here, at, {here.kamppi: grades({4: 4}), here.kallio: grades(GOOD)}, code="pieni")
    page = text_of(director, f"{LUVUT}{kamppi}/pieni/luku/", item="school-grade")
    assert "veiled" in page
    assert "n\xa0=\xa04" not in page
    assert "Vertailua ei ole tehty." in page


def test_rows_need_a_reason_and_are_logged(
    supervisor: Client, here: County, wave: Wave, kamppi: str
) -> None:
    address = f"{LUVUT}{kamppi}/nyt/rivit/?item=school-grade"
    assert supervisor.get(address).status_code == 200
    refused = supervisor.post(address, {"permit": "  "})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not Extract.objects.exists()
    page = supervisor.post(address, REASON)
    assert page.status_code == 200
    assert "HEL 2026-001" in page.content.decode()
    logged = Extract.objects.get()
    assert (logged.kind, logged.rows, logged.by, logged.permit) == (
        Taken.BASE,
        72,
        here.supervisor,
        "HEL 2026-001",
    )
    assert logged.what == {"wave": "nyt", "place": kamppi, "item": "school-grade"}
    assert AuditEntry.objects.filter(what=Audited.EXTRACT_TAKEN).count() == 1


def test_rows_of_other_places_are_closed(
    supervisor: Client, director: Client, here: County, wave: Wave, kamppi: str
) -> None:
    assert supervisor.get(f"{LUVUT}{key_of(here.kallio)}/nyt/rivit/").status_code == 403
    assert supervisor.get(f"{LUVUT}all/nyt/rivit/").status_code == 403
    assert director.post(f"{LUVUT}{kamppi}/nyt/rivit/", REASON).status_code == 403
    assert not Extract.objects.exists()


def test_rows_that_were_erased_are_said_to_be(supervisor: Client, wave: Wave, kamppi: str) -> None:
    Release.objects.filter(wave=wave).update(rows_gone_on=date(2026, 3, 1))
    address = f"{LUVUT}{kamppi}/nyt/rivit/?item=school-grade"
    assert "Vastaukset poistettiin" in text_of(supervisor, address)
    assert "Vastaukset poistettiin" in supervisor.post(address, REASON).content.decode()
    assert not Extract.objects.exists()


def chosen(place: str, one: str = "", other: str = "") -> dict[str, str]:
    return {"place": place, "item": "school-grade", "one": one, "other": other, **REASON}


def test_an_own_selection_is_counted_and_logged(
    supervisor: Client, wave: Wave, kamppi: str
) -> None:
    address = f"{LUVUT}rajaus/nyt/"
    page = supervisor.post(address, chosen(kamppi, "gender:man"))
    assert page.status_code == 200
    assert "n = 12" in page.content.decode()
    logged = Extract.objects.get()
    assert (logged.kind, logged.rows) == (Taken.FILTER, 12)
    assert logged.what["groups"] == ["man"]


def test_a_selection_of_few_is_refused_and_everything_typed_kept(
    here: County, at: datetime, supervisor: Client, kamppi: str
) -> None:
    said = [
        *grades(GOOD, gender="woman"),
        Said(2, {"school-grade": "4", "gender": "man"}),
        Said(2, {"school-grade": "9", "gender": "man"}),
    ]
    closed(here, at, {here.kamppi: said, here.kallio: grades(GOOD)}, code="pieni")
    page = supervisor.post(f"{LUVUT}rajaus/pieni/", chosen(kamppi, "gender:man"))
    assert page.status_code == 422
    assert "Rajaukseen kuuluu alle 5" in page.content.decode()
    assert "HEL 2026-001" in page.content.decode()
    # All but those four: they could be worked out.
    left = supervisor.post(f"{LUVUT}rajaus/pieni/", chosen(kamppi, "gender:woman"))
    assert left.status_code == 422
    assert "ulkopuolelle jää niin harva" in left.content.decode()
    assert not Extract.objects.exists()


def test_a_selection_near_an_earlier_one_is_refused(
    here: County, at: datetime, supervisor: Client, kamppi: str
) -> None:
    """Women; then those who answered in Finnish: all of them women but three."""
    said = [
        *grades({8: 20, 9: 20}, gender="woman"),
        *grades({8: 10, 9: 10}, gender="man"),
    ]
    people = [
        Said(each.many, each.raw, language="fi" if each.raw["gender"] == "woman" else "sv")
        for each in said
    ]
    people += [
        Said(2, {"school-grade": "8", "gender": "man"}),
        Said(1, {"school-grade": "9", "gender": "man"}),
    ]
    closed(here, at, {here.kamppi: people, here.kallio: people}, code="lahella")
    address = f"{LUVUT}rajaus/lahella/"
    assert supervisor.post(address, chosen(kamppi, "gender:woman")).status_code == 200
    near = supervisor.post(address, chosen(kamppi, "language:fi"))
    assert near.status_code == 422
    assert "niin lähellä aiempaa" in near.content.decode()
    assert Extract.objects.count() == 1


def test_a_selection_of_two_groups_names_two_things(
    supervisor: Client, here: County, wave: Wave, kamppi: str
) -> None:
    twice = supervisor.post(f"{LUVUT}rajaus/nyt/", chosen(kamppi, "gender:man", "gender:woman"))
    assert twice.status_code == 422
    assert "Valitse kaksi eri asiaa" in twice.content.decode()
    elsewhere = supervisor.post(f"{LUVUT}rajaus/nyt/", chosen(key_of(here.kallio)))
    assert elsewhere.status_code == 422
    assert not Extract.objects.exists()


def test_nothing_of_an_open_wave_is_selected(
    here: County, at: datetime, sign_in: SignIn, kamppi: str
) -> None:
    wave = opened(here, at - timedelta(days=40), {here.kamppi: grades(GOOD)}, code="auki")
    actions.release_wave(wave, at=at)
    client = sign_in(here.researcher)
    assert "Omia rajauksia tehdään, kun se on suljettu." in text_of(client, f"{LUVUT}rajaus/auki/")
    refused = client.post(f"{LUVUT}all/auki/rivit/", REASON)
    assert "vasta, kun se on suljettu" in refused.content.decode()
    assert not Extract.objects.exists()


def test_a_place_that_is_hidden_for_its_neighbours_sake_is_not_counted_either(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    """Kamppi has three answers; Kallio is hidden beside it, or the whole would tell of Kamppi."""
    said = {here.kamppi: grades({4: 2, 9: 1}), here.kallio: grades(GOOD)}
    closed(here, at, said, code="vieri")
    client = sign_in(here.researcher)
    page = client.post(f"{LUVUT}rajaus/vieri/", chosen(key_of(here.kallio)))
    assert page.status_code == 422
    assert "ulkopuolelle jää niin harva" in page.content.decode()


def test_a_hidden_place_is_not_worked_out_beside_shown_ones(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    """Of three stations one has few answers, so another is hidden with it; the third is shown."""
    third = unit("Malmin sosiaaliasema", here.social_work)
    said = {
        here.kamppi: grades({4: 2, 9: 1}),
        here.kallio: grades(GOOD),
        third: grades(GOOD),
    }
    wave = closed(here, at, said, code="kolme")
    figures = of_wave(wave)
    assert figures is not None
    shown = [
        place
        for place in (key_of(here.kallio), key_of(third))
        if figures.of(place, "school-grade").published
    ]
    assert len(shown) == 1
    [hidden] = {key_of(here.kallio), key_of(third)} - set(shown)
    page = sign_in(here.researcher).post(f"{LUVUT}rajaus/kolme/", chosen(hidden))
    assert page.status_code == 422
    assert not Extract.objects.exists()


def test_a_group_that_is_shown_together_with_few_is_not_counted_alone(
    here: County, at: datetime, sign_in: SignIn, kamppi: str
) -> None:
    """Two who answered in English are told together with others."""
    people = [
        *(Said(20, {"school-grade": grade}, language="fi") for grade in "89"),
        *(Said(20, {"school-grade": grade}, language="sv") for grade in "89"),
        *(Said(1, {"school-grade": grade}, language="en") for grade in "89"),
    ]
    wave = closed(here, at, {here.kamppi: people}, code="kielet")
    figures = of_wave(wave)
    assert figures is not None
    told = figures.groups(kamppi, figures.of(kamppi, "school-grade").counted, "language")
    together = next(each.groups for each in told if "en" in each.groups)
    other = next(group for group in together if group != "en")
    page = sign_in(here.researcher).post(
        f"{LUVUT}rajaus/kielet/", chosen(kamppi, f"language:{other}")
    )
    assert page.status_code == 422
    assert not Extract.objects.exists()
