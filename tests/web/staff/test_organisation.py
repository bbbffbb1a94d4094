"""The pages of the organisation: for administrators only, with every fault beside its field."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kuulluksi.cases.models import StandardAnswer
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Absence, Area, Authority, Duty, Mail, Person, Role, Service, Unit
from kuulluksi.org.queries import authority
from kuulluksi.voices.models import DailyCheck, RoutingRule
from tests.factories.org import County, duty, service, text, unit
from tests.factories.voices import given

SignIn = Callable[[Person], Client]
ROOMS = [
    "organisation",
    "people",
    "duties",
    "rules",
    "openings",
    "paper-links",
    "import-places",
    "daily-check",
    "authority",
]
NEW = ["area", "service", "unit", "person", "role", "duty", "absence", "rule", "opening"]


def url(name: str, *args: object) -> str:
    return reverse(f"staff:{name}", args=args)


@pytest.fixture
def administrator(here: County, sign_in: SignIn) -> Client:
    return sign_in(here.administrator)


@pytest.mark.parametrize("name", [*ROOMS, *(f"{kind}-new" for kind in NEW)])
def test_organisation_opens_to_administrators_only(
    name: str, here: County, sign_in: SignIn, administrator: Client
) -> None:
    assert administrator.get(url(name)).status_code == 200
    for person in (here.supervisor, here.manager, here.director, here.dispatcher):
        assert sign_in(person).get(url(name)).status_code == 403
    assert Client().get(url(name)).status_code == 302


@pytest.mark.parametrize("more", [0, 9])
def test_organisation_overview_takes_the_same_queries_however_large(
    more: int,
    here: County,
    administrator: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(more):
        unit(f"Toimipiste {number}", service(f"Palvelu {number}", here.families))
    authority()
    # Session, person; roles and duties for the door and again for the frame; areas, services,
    # units, duties, absences; the authority.
    with django_assert_num_queries(12):
        administrator.get(url("organisation"))


def test_organisation_overview_says_who_answers_today(here: County, administrator: Client) -> None:
    Absence.objects.create(
        person=here.supervisor, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 5)
    )
    here.kallio.valid_until = date(2022, 12, 31)
    here.kallio.save()
    page = administrator.get(url("organisation")).content.decode()
    now, _summary, ended = page.partition("<summary>")
    assert here.deputy.name in now
    assert "Kallion sosiaaliasema" not in now
    assert "Kallion sosiaaliasema" in ended


UNIT = {
    "name_fi": "Rannan asema",
    "name_sv": "Strandens station",
    "name_en": "",
    "code": "ranta",
    "valid_from": "2026-01-01",
    "latitude": "60,17",
    "longitude": "24.95",
}


def test_unit_is_written_with_all_that_was_typed(here: County, administrator: Client) -> None:
    typed = {
        **UNIT,
        "service": here.social_work.pk,
        "parent": here.kamppi.pk,
        "street_fi": "Katu 1",
    }
    done = administrator.post(url("unit-new"), typed)
    assert done.headers["Location"] == url("organisation") + "?done=saved"
    made = Unit.objects.get(code="ranta")
    assert made.name.to_json() == {"fi": "Rannan asema", "sv": "Strandens station"}
    assert (made.parent, made.latitude, made.street.get("fi")) == (here.kamppi, 60.17, "Katu 1")


def test_unit_names_each_fault_beside_its_field_and_keeps_what_was_typed(
    here: County, administrator: Client
) -> None:
    typed = {**UNIT, "name_fi": "", "code": "å å", "latitude": "pohjoisessa", "email": "ei posti"}
    answer = administrator.post(url("unit-new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("name", "service", "code", "latitude", "email"):
        assert f'id="{field}_error"' in page
    for words in ("Strandens station", "å å", "pohjoisessa", "ei posti"):
        assert f'value="{words}"' in page
    assert 'href="#name_fi"' in page
    assert 'aria-describedby="latitude_helptext latitude_error"' in page
    assert page.count("notice late") == 1


def test_unit_hears_the_rules_beside_the_field(here: County, administrator: Client) -> None:
    typed = {**UNIT, "code": here.kamppi.code, "service": here.social_work.pk}
    own = administrator.post(url("unit", here.kamppi.pk), {**typed, "parent": here.office.pk})
    assert own.status_code == 422
    assert 'id="parent_error"' in own.content.decode()
    ended = administrator.post(url("unit", here.kamppi.pk), {**typed, "valid_until": "2025-01-01"})
    assert 'id="valid_until_error"' in ended.content.decode()
    twin = administrator.post(url("unit-new"), typed)
    assert 'id="code_error"' in twin.content.decode()


def test_area_and_service_are_written_and_changed(here: County, administrator: Client) -> None:
    area = {"name_fi": "Ikääntyneet", "code": "ikaantyneet", "valid_from": "2026-01-01"}
    administrator.post(url("area-new"), area)
    home = Area.objects.get(code="ikaantyneet")
    care = {**area, "name_fi": "Kotihoito", "code": "kotihoito", "area": home.pk}
    administrator.post(url("service-new"), care)
    made = Service.objects.get(code="kotihoito")
    administrator.post(url("service", made.pk), {**care, "name_fi": "Hoito kotona"})
    made.refresh_from_db()
    assert (made.name.get("fi"), made.area) == ("Hoito kotona", home)


def test_person_gets_a_letter_with_a_link_that_works(here: County, administrator: Client) -> None:
    typed = {"name": "Uusi Esimerkki", "email": "uusi@esimerkki.example", "language": "sv"}
    done = administrator.post(url("person-new"), typed)
    assert done.headers["Location"] == url("people") + "?done=invited"
    mail = Mail.objects.get()
    assert (mail.to, mail.letter, mail.language) == (typed["email"], "welcome", "sv")
    path = mail.facts["link"].partition("//")[2].partition("/")[2]
    assert path.startswith("sv/")
    assert Client().get(f"/{path}").status_code == 200
    again = administrator.post(url("person-link", Person.objects.get(email=mail.to).pk))
    assert again.headers["Location"] == url("people") + "?done=sent"
    assert Mail.objects.count() == 2


def test_person_who_leaves_is_asked_about_and_replaced(
    here: County, administrator: Client, at: datetime
) -> None:
    voice = given(at, unit=here.kamppi).voice
    asked = administrator.get(url("person-leaves", here.supervisor.pk)).content.decode()
    assert "Kampin sosiaaliaseman esihenkilö" in asked
    administrator.post(url("person-leaves", here.supervisor.pk), {"on": "2026-03-02"})
    voice.refresh_from_db()
    assert voice.owner == here.deputy
    assert not Person.objects.get(pk=here.supervisor.pk).is_active


def test_person_last_dispatcher_stays(here: County, administrator: Client) -> None:
    answer = administrator.post(url("person-leaves", here.dispatcher.pk), {"on": "2026-03-02"})
    assert answer.status_code == 422
    assert Person.objects.get(pk=here.dispatcher.pk).is_active


def test_role_has_one_place_or_the_whole_authority(here: County, administrator: Client) -> None:
    typed = {"person": here.worker.pk, "kind": "supervisor", "valid_from": "2026-01-01"}
    administrator.post(url("role-new"), {**typed, "place": f"unit:{here.kallio.pk}"})
    role = Role.objects.get(person=here.worker, kind="supervisor")
    assert (role.unit, role.service, role.area) == (here.kallio, None, None)
    page = administrator.get(url("role", role.pk)).content.decode()
    assert f'<option value="unit:{here.kallio.pk}" selected>' in page
    administrator.post(url("role", role.pk), {**typed, "place": ""})
    role.refresh_from_db()
    assert role.place is None
    strange = administrator.post(url("role", role.pk), {**typed, "place": "unit:0"})
    assert 'id="place_error"' in strange.content.decode()


def test_duty_is_written_for_a_place_and_its_faults_named(
    here: County, administrator: Client
) -> None:
    typed = {
        "kind": DutyKind.ANSWERS.value,
        "person": here.worker.pk,
        "title_fi": "toimipisteen esihenkilö",
        "valid_from": "2026-01-01",
    }
    nowhere = administrator.post(url("duty-new"), typed)
    assert 'id="place_error"' in nowhere.content.decode()
    asked = administrator.get(url("duty-new"), {"place": f"unit:{here.office.pk}"})
    assert f'<option value="unit:{here.office.pk}" selected>' in asked.content.decode()
    administrator.post(url("duty-new"), {**typed, "place": f"unit:{here.office.pk}"})
    made = Duty.objects.get(unit=here.office)
    own = {**typed, "place": f"unit:{here.office.pk}", "deputy": here.worker.pk}
    twice = administrator.post(url("duty", made.pk), own)
    assert 'id="deputy_error"' in twice.content.decode()


def test_duty_last_dispatcher_is_not_removed(here: County, administrator: Client) -> None:
    last = Duty.objects.get(kind=DutyKind.DISPATCHES)
    assert administrator.get(url("duty-remove", last.pk)).status_code == 200
    assert administrator.post(url("duty-remove", last.pk)).status_code == 422
    duty(here.worker, "toinen ohjaaja", kind=DutyKind.DISPATCHES)
    administrator.post(url("duty-remove", last.pk))
    assert not Duty.objects.filter(pk=last.pk).exists()


def test_absence_of_anybody_is_written(here: County, administrator: Client) -> None:
    typed = {"person": here.supervisor.pk, "starts_on": "2026-03-02", "ends_on": "2026-03-01"}
    answer = administrator.post(url("absence-new"), typed)
    assert 'id="ends_on_error"' in answer.content.decode()
    administrator.post(url("absence-new"), {**typed, "ends_on": "2026-03-06"})
    assert Absence.objects.get().person == here.supervisor


def test_rules_are_written_ordered_and_removed(here: County, administrator: Client) -> None:
    for language in ("sv", "en"):
        typed = {"language": language, "to": here.worker.pk, "title_fi": f"neuvoja {language}"}
        administrator.post(url("rule-new"), typed)
    first, second = RoutingRule.objects.order_by("position")
    assert (first.language, second.language) == ("sv", "en")
    administrator.post(url("rule-up", second.pk))
    administrator.post(url("rule-up", second.pk))
    assert list(RoutingRule.objects.order_by("position")) == [second, first]
    administrator.post(url("rule-down", second.pk))
    assert list(RoutingRule.objects.order_by("position")) == [first, second]
    page = administrator.get(url("rules")).content.decode()
    assert page.index("neuvoja sv") < page.index("neuvoja en")
    administrator.post(url("rule-remove", first.pk))
    assert list(RoutingRule.objects.all()) == [second]
    assert administrator.get(url("rule-up", second.pk)).status_code == 405


def test_opening_is_one_for_each_kind_and_topic(here: County, administrator: Client) -> None:
    typed = {"kind": "thanks", "topic": "", "opening_fi": "Kiitos, että kerroit."}
    administrator.post(url("opening-new"), typed)
    assert StandardAnswer.objects.get().opening.get("fi") == "Kiitos, että kerroit."
    again = administrator.post(url("opening-new"), typed)
    assert 'id="topic_error"' in again.content.decode()
    assert "Kiitos, että kerroit.</textarea>" in again.content.decode()


def test_policy_is_the_one_row_of_the_authority(here: County, administrator: Client) -> None:
    typed = {
        "name_fi": "Toinen alue",
        "answer_days": "5",
        "day_budget": "100",
        "emergency_phone": "112",
        "crisis_phone": "09 2525 0111",
        "least_answers": "6",
        "least_compared": "40",
        "release_months": "3",
    }
    administrator.post(url("authority"), typed)
    policy = Authority.objects.get()
    assert (policy.name.get("fi"), policy.answer_days) == ("Toinen alue", 5)
    assert (policy.least_answers, policy.least_compared, policy.release_months) == (6, 40, 3)
    lower = administrator.post(url("authority"), {**typed, "least_answers": "4"})
    assert 'id="least_answers_error"' in lower.content.decode()
    for name, odd in (("answer_days", "viisi"), ("answer_days", "0"), ("day_budget", "0")):
        answer = administrator.post(url("authority"), {**typed, name: odd})
        assert f'id="{name}_error"' in answer.content.decode()
    assert Authority.objects.get().answer_days == 5


def test_paper_links_lead_to_each_unit_of_today(here: County, administrator: Client) -> None:
    page = administrator.get(url("paper-links")).content.decode()
    assert f"/p/{here.kamppi.code}" in page
    assert reverse("public:poster-unit", args=[here.office.code]) in page


def test_new_row_begins_with_what_the_address_says(here: County, administrator: Client) -> None:
    page = administrator.get(url("role-new"), {"person": here.worker.pk}).content.decode()
    assert f'<option value="{here.worker.pk}" selected>' in page
    assert 'value="2026-03-02"' in page


def test_lists_name_those_who_have_left(here: County, administrator: Client) -> None:
    here.neighbour.is_active = False
    here.neighbour.left_on = date(2026, 2, 1)
    here.neighbour.save()
    RoutingRule.objects.create(position=1, to=here.neighbour, title=text("sääntö"))
    for name in ("people", "duties", "rules"):
        assert here.neighbour.name in administrator.get(url(name)).content.decode()


def test_new_row_takes_nothing_else_from_the_address(here: County, administrator: Client) -> None:
    for name in ("unit-new", "duty-new", "rule-new", "opening-new", "authority"):
        for key in ("name", "title", "opening", "street", "valid_from", "service"):
            assert administrator.get(url(name), {key: "x"}).status_code == 200
    page = administrator.get(url("unit-new"), {"valid_from": "2001-01-01", "code": "z"})
    assert 'value="2001-01-01"' not in page.content.decode()


def test_text_with_signs_that_no_key_writes_is_saved_without_them(
    here: County, administrator: Client
) -> None:
    typed = {"name_fi": "Ran\x00nan alue", "code": "ranta", "valid_from": "2026-01-01"}
    administrator.post(url("area-new"), typed)
    assert Area.objects.get(code="ranta").name.get("fi") == "Rannan alue"


def test_person_twin_by_case_is_named_beside_the_field(here: County, administrator: Client) -> None:
    typed = {"name": "Kaksonen", "email": here.worker.email.upper(), "language": "fi"}
    answer = administrator.post(url("person-new"), typed)
    assert answer.status_code == 422
    assert 'id="email_error"' in answer.content.decode()


def test_person_with_a_new_address_gets_no_link_yet(
    here: County,
    administrator: Client,
    at: datetime,
    stop_clock: Callable[[datetime], None],
) -> None:
    typed = {"name": here.manager.name, "email": "oma@posti.example", "language": "fi"}
    administrator.post(url("person", here.manager.pk), typed)
    refused = administrator.post(url("person-link", here.manager.pk))
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert [mail.to for mail in Mail.objects.all()] == [here.manager.email]
    stop_clock(at + timedelta(days=3))
    assert administrator.post(url("person-link", here.manager.pk)).status_code == 303


def test_person_who_leaves_takes_no_number_of_feedback_along(
    here: County, administrator: Client, at: datetime
) -> None:
    def asked() -> str:
        page = administrator.get(url("person-leaves", here.supervisor.pk)).content.decode()
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    before = asked()
    given(at, unit=here.kamppi)
    assert asked() == before


def test_daily_check_tells_neither_how_much_nor_which(
    here: County, administrator: Client, at: datetime
) -> None:
    voice = given(at, unit=here.kamppi).voice
    row = DailyCheck.objects.create(on=at.date(), open_voices=7801, rerouted=7802, findings=[])
    assert "notice late" not in administrator.get(url("daily-check")).content.decode()
    row.findings = [{"what": "voice-without-owner", "id": str(voice.pk)}] * 3
    row.save()
    page = administrator.get(url("daily-check")).content.decode()
    assert "<li>3 " in page
    for secret in (str(voice.pk), "7801", "7802"):
        assert secret not in page


def test_daily_check_names_the_person_whom_it_knows_by_key(
    here: County, administrator: Client, at: datetime
) -> None:
    finding = {"what": "duty-of-the-left", "id": 1, "person": here.neighbour.pk}
    DailyCheck.objects.create(on=at.date(), open_voices=0, rerouted=0, findings=[finding])
    assert here.neighbour.name in administrator.get(url("daily-check")).content.decode()
