"""The demo authority: built once, whole, alive, and never over something real."""

import io
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from kuulluksi.cases.models import StandardAnswer
from kuulluksi.management import demo
from kuulluksi.management.demo_history import moment
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Duty, Person, Role, Unit
from kuulluksi.pure import receipt
from kuulluksi.voices import queries
from kuulluksi.voices.enums import State
from kuulluksi.voices.models import RoutingRule, Voice
from kuulluksi.web.kit.clock import now

ON = date(2026, 3, 2)


@pytest.fixture
def shown() -> Iterator[None]:
    with override_settings(DEMO=True):
        yield


def says(**options: str) -> str:
    out = io.StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_demo_refuses_a_real_installation(db: None) -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="KUULLUKSI_DEMO=1"):
        says()
    assert not Authority.objects.exists()


def test_demo_prints_accounts_that_open_and_four_things_to_try(db: None, shown: None) -> None:
    told = says(url="https://esimerkki.example/")
    roles = {role.kind for role in Role.objects.all()}
    for row in demo.document("people")["people"]:
        if "account" in row:
            assert row["email"] in told
            assert Person.objects.get(email=row["email"]).check_password(demo.PASSWORD)
    assert len(roles) == 8
    assert "https://esimerkki.example/fi/palaute/kampin-sosiaaliasema/" in told
    assert "https://esimerkki.example/matka" in told
    assert f"https://esimerkki.example/fi/kysely/{demo.open_wave(at=now())}/" in told
    assert "https://esimerkki.example/fi/tyo/kyselyt/" in told
    code = receipt.clean(str(demo.answered_code()))
    assert receipt.pretty(code) in told
    answered = queries.by_receipt(code)
    assert answered is not None
    assert answered.state == State.ANSWERED


def test_demo_has_sent_its_letters_of_invitation(
    db: None, shown: None, mailoutbox: list[EmailMessage]
) -> None:
    says()
    invited = [letter for letter in mailoutbox if letter.to[0].endswith("@posti.example")]
    assert len(invited) == 3
    assert all("/kysely/linkki/" in str(letter.body) for letter in invited)


def test_demo_second_time_touches_nothing(db: None, shown: None) -> None:
    says()
    before = {table: table.objects.count() for table in (Unit, Person, Duty, Voice, RoutingRule)}
    Person.objects.filter(name="Kalle Koe").update(name="Kalle Kokelas")
    Duty.objects.filter(unit__code="seniorineuvonta").delete()
    before[Duty] -= 1
    assert "as you left it" in says()
    assert before == {table: table.objects.count() for table in before}
    assert Person.objects.filter(name="Kalle Kokelas").exists()


def test_demo_is_whole_or_not_there(
    db: None, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo.Building, "tables", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        demo.load(at=at)
    assert not Authority.objects.exists()


def test_demo_every_place_of_today_answers_and_speaks_three_languages(
    db: None, at: datetime
) -> None:
    demo.load(at=at)
    branches = [row for tree in org.overview(ON) for row in tree]
    for row in branches:
        assert row.place.name.missing() == (), row.place.code
        assert row.ended or (row.duty is not None and row.duty.title.missing() == ())
        assert row.ended or row.acting is not None, row.place.code
    assert {row.place.code for row in branches if row.ended and row.kind == "area"} == {
        "paivahoito"
    }
    assert sum(row.depth == 3 for row in branches) == 3
    assert Unit.objects.filter(latitude__range=(60, 60.3), longitude__range=(24.8, 25.2)).exists()
    assert not Unit.objects.exclude(latitude__range=(60, 60.3)).exists()


def test_demo_carries_the_unit_names_of_2011(db: None, at: datetime) -> None:
    demo.load(at=at)
    names = " ".join(unit.name.get("en") + unit.name.get("fi") for unit in Unit.objects.all())
    stations = "Kamppi Maunula Malmi Vuosaari Myllypuro Herttoniemi Kallio Haaga"
    for name in stations.split():
        assert f"{name} social station" in names
    for name in ("Sörnäinen", "Itäkeskus", "Vuosaari", "Malmi", "Maunula", "Western"):
        assert f"{name} substance use clinic" in names
    for name in ("Huumeklinikka", "Laitossijoitus", "Perhesijoitus", "Ammatillinen perhesijoitus"):
        assert name in names


def test_demo_voices_are_alive_and_each_has_an_owner(db: None, at: datetime) -> None:
    demo.load(at=at)
    states = set(Voice.objects.values_list("state", flat=True))
    assert states == {state.value for state in State}
    assert Voice.objects.filter(state__in=["waiting", "read"], due_on__lt=ON).count() >= 2
    assert Voice.objects.filter(due_on=ON, state="read").exists()
    assert set(Voice.objects.values_list("language", flat=True)) == {"fi", "sv", "en"}
    assert not queries.without_owner().exists()
    assert not Voice.objects.filter(words_due=True).exists()
    assert RoutingRule.objects.get(about="web").to == Voice.objects.get(about="web").owner
    assert StandardAnswer.objects.filter(topic="").count() == 5


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 4, 5), date(2026, 6, 20)])
def test_demo_can_be_built_on_any_day(db: None, day: date) -> None:
    demo.load(at=moment(day, 10))
    assert Voice.objects.filter(given_on=day).exists()
