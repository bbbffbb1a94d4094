"""Measures on the staff pages: found, made of feedback and of figures, changed, and moved on."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.figures.actions import release_year
from kuulluksi.org import actions as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent, MeasureKind, MeasureState
from kuulluksi.outcomes.models import Cluster, ClusterVoice, Measure, MeasureVoice
from kuulluksi.pure import deadlines
from kuulluksi.voices.models import Surge
from tests.factories import figures
from tests.factories.org import County
from tests.factories.outcomes import made, new, text, trial
from tests.factories.voices import WORDS, given

SignIn = Callable[[Person], Client]
LIST = "/fi/tyo/toimenpiteet/"
NEW = f"{LIST}uusi/"


def page_of(measure: Measure, act: str = "") -> str:
    return f"{LIST}{measure.pk}/{act}"


def tongues(name: str, words: str) -> dict[str, str]:
    return {f"{name}_{tag}": f"{words} {tag}" for tag in ("fi", "sv", "en")}


def filled(house: County, **changed: str) -> dict[str, str]:
    """What a supervisor writes into the form of a new measure."""
    return {
        "what": "measure",
        **tongues("title", "Takaisinsoitto"),
        "place": f"unit:{house.kamppi.pk}",
        "owner": str(house.supervisor.pk),
        "due_on": "2026-05-29",
        **changed,
    }


def faults(page: Any) -> list[str]:
    return [fault.field for fault in page.context["faults"]]


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_list_takes_as_many_queries_for_many_as_for_one(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.supervisor)
    made(here, at)
    before = queries_of(client, LIST)
    for _ in range(5):
        made(here, at, owner=here.supervisor)
    assert queries_of(client, LIST) == before == 11


def test_list_shows_whose_and_where_they_stand(here: County, at: datetime, sign_in: SignIn) -> None:
    made(here, at, title=text("Oma työ"), due_on=deadlines.day(at))
    made(here, at, title=text("Tarun työ"), owner=here.worker)
    trial(here, at, title=text("Iltavastaanotto"))
    client = sign_in(here.supervisor)
    page = client.get(LIST)
    assert [(value, count) for value, _label, count in page.context["tabs"]] == [
        ("mine", 2),
        ("places", 3),
        ("all", 3),
    ]
    assert [row.title for row in page.context["rows"]] == ["Oma työ", "Iltavastaanotto"]
    trials = client.get(LIST, {"tab": "places", "kind": "trial"})
    assert [row.title for row in trials.context["rows"]] == ["Iltavastaanotto"]
    late = client.get(LIST, {"state": "late"})
    assert "Mikään ei ole myöhässä" in late.content.decode()
    for odd in ({"tab": "x"}, {"state": "x"}, {"kind": "x"}, {"after": "x.y"}, {"after": "1"}):
        assert client.get(LIST, odd).status_code == 200


def test_list_opens_where_there_is_something(here: County, at: datetime, sign_in: SignIn) -> None:
    made(here, at)
    assert sign_in(here.researcher).get(LIST).context["chosen"].tab == "all"
    assert sign_in(here.supervisor).get(LIST).context["chosen"].tab == "mine"


def test_measure_is_made_of_a_voice(here: County, at: datetime, sign_in: SignIn) -> None:
    voice = given(at, unit=here.kamppi).voice
    client = sign_in(here.supervisor)
    address = f"{NEW}?palaute={voice.pk}"
    page = client.get(address)
    assert WORDS in page.content.decode()
    assert page.context["form"]["place"].value() == f"unit:{here.kamppi.pk}"
    sent = {**filled(here), "nonce": page.context["nonce"]}
    answer = client.post(address, sent)
    measure = Measure.objects.get()
    assert answer.headers["Location"] == f"{page_of(measure)}?done=measure-made"
    assert client.post(address, sent).headers["Location"] == answer.headers["Location"]
    assert MeasureVoice.objects.get().voice == voice
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Takaisinsoitto fi" in shown
    assert WORDS[:40] in shown
    of_voice = client.get(f"/fi/tyo/palaute/{voice.pk}/").content.decode()
    assert "Takaisinsoitto fi" in of_voice
    assert f"{NEW}?palaute={voice.pk}" in of_voice


def test_measure_is_made_of_what_was_put_together(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    seen = [given(at, unit=here.kamppi).voice for _ in range(2)]
    secret = given(at, unit=here.kamppi, concerns=Concerns.HANDLER).voice
    cluster = Cluster.objects.create(
        name="Takaisinsoitto", made_on=deadlines.day(at), by=here.manager, unit=here.kamppi
    )
    ClusterVoice.objects.bulk_create(
        ClusterVoice(cluster=cluster, voice=voice) for voice in (*seen, secret)
    )
    client = sign_in(here.supervisor)
    client.post(f"{NEW}?kooste={cluster.pk}", filled(here))
    assert set(MeasureVoice.objects.values_list("voice", flat=True)) == {each.pk for each in seen}
    assert sign_in(here.neighbour).get(f"{NEW}?kooste={cluster.pk}").status_code == 404


def test_measure_is_made_of_a_surge(here: County, at: datetime, sign_in: SignIn) -> None:
    on = deadlines.day(at)
    voice = given(at, unit=here.kamppi, topics=frozenset({"speed"})).voice
    given(at - timedelta(days=20), unit=here.kamppi, topics=frozenset({"speed"}))
    surge = Surge.objects.create(
        found_on=on + timedelta(days=1), unit=here.kamppi, topic="speed", number=1, usual=0.1
    )
    client = sign_in(here.supervisor)
    address = f"{NEW}?ruuhka={surge.pk}"
    assert client.get(address).status_code == 404  # found tomorrow
    Surge.objects.update(found_on=on)
    given(at - timedelta(days=2), unit=here.kamppi, topics=frozenset({"speed"}))
    client.post(address, filled(here))
    assert MeasureVoice.objects.count() == 1
    assert MeasureVoice.objects.get().voice != voice


def test_measure_is_made_of_a_figure(here: County, at: datetime, sign_in: SignIn) -> None:
    said = {here.kamppi: figures.grades({7: 9, 9: 20})}
    figures.closed(here, at, said, code="aseman-kysely")
    figures.closed(here, at, {here.kamppi: figures.grades({6: 2})}, code="hiljainen")
    client = sign_in(here.supervisor)
    place = "unit-kampin-sosiaaliasema"
    figure = f"/fi/tyo/luvut/{place}/aseman-kysely/luku/?item=school-grade"
    stem = f"kierros=aseman-kysely&paikka={place}&kohta=school-grade"
    assert f"{NEW}?{stem}".replace("&", "&amp;") in client.get(figure).content.decode()
    page = client.get(f"{NEW}?{stem}")
    assert "n = 29" in page.content.decode()
    client.post(f"{NEW}?{stem}", filled(here))
    measure = Measure.objects.get()
    assert "n = 29" in client.get(page_of(measure)).content.decode()
    assert "Takaisinsoitto fi" in client.get(figure).content.decode()
    hidden = stem.replace("aseman-kysely", "hiljainen")
    for odd in (hidden, stem.replace("school-grade", "nothing"), "kierros=nothing", "vuosi=1999"):
        assert client.get(f"{NEW}?{odd}").status_code == 404


@pytest.mark.parametrize(
    "odd", ["palaute=1", "palaute=x", "palaute=", "kooste=1", "ruuhka=1", "vuosi=x"]
)
def test_measure_of_what_is_not_there(odd: str, here: County, sign_in: SignIn) -> None:
    assert sign_in(here.supervisor).get(f"{NEW}?{odd}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"owner": ""}, "owner"),
        ({"owner": "999"}, "owner"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "ylihuomenna"}, "due_on"),
        ({"due_on": "2026-01-02"}, "due_on"),
        ({"due_on": "2066-01-02"}, "due_on"),
        ({"title_fi": "", "title_sv": " ", "title_en": ""}, "title_fi"),
        ({"title_en": "a" * 121}, "title_en"),
        ({"said_sv": "a" * 1001}, "said_sv"),
        ({"place": ""}, "place"),
        ({"place": "unit:999"}, "place"),
        ({"what": "not-possible"}, "reason_fi"),
        ({"what": "trial"}, "trial_from"),
        ({"what": "trial", "trial_from": "2026-04-01"}, "trial_until"),
        (
            {"what": "trial", "trial_from": "2026-04-01", "trial_until": "2026-03-01"},
            "trial_until",
        ),
        ({"what": ""}, "what"),
        ({"euros": "paljon"}, "euros"),
        ({"work_days": "-2"}, "work_days"),
    ],
)
def test_measure_is_refused_at_the_place_of_the_fault(
    changed: dict[str, str], field: str, here: County, sign_in: SignIn
) -> None:
    page = sign_in(here.supervisor).post(NEW, filled(here, **tongues("did", "Soitamme"), **changed))
    assert page.status_code == 422
    assert field in faults(page)
    assert "Soitamme" in page.content.decode()
    assert f'href="#{field}"' in page.content.decode()
    assert f'id="{field}"' in page.content.decode()
    assert not Measure.objects.exists()


def test_what_is_not_possible_needs_no_day_and_is_settled_at_once(
    here: County, sign_in: SignIn
) -> None:
    sent = filled(here, what="not-possible", due_on="", **tongues("reason", "Ei lupaa"))
    assert sign_in(here.supervisor).post(NEW, sent).status_code == 303
    measure = Measure.objects.get()
    assert (measure.state, measure.ended_on) == (MeasureState.NOT_POSSIBLE, measure.due_on)


def test_measure_is_changed_and_two_hands_do_not_overwrite(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    measure = made(here, at)
    client, address = sign_in(here.supervisor), page_of(measure, "muokkaus/")
    seen = str(client.get(address).context["seen"])
    actions.edit(
        measure, new(here, at, owner=here.manager), by=here.manager, at=at, seen=measure.version
    )
    sent = filled(here, seen=seen, euros="1 500", **tongues("said", "Odotus"))
    page = client.post(address, sent)
    assert page.status_code == 409
    assert "Maija Päällikkö" in page.content.decode()
    assert "Odotus sv" in page.content.decode()
    again = client.post(address, {**sent, "seen": str(page.context["seen"])})
    assert again.headers["Location"] == f"{page_of(measure)}?done=saved"
    measure.refresh_from_db()
    assert (measure.euros, measure.owner) == (1500, here.supervisor)
    assert measure.said.get("sv") == "Odotus sv"


def test_measure_of_somebody_who_left_needs_a_new_owner(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    measure = made(here, at, owner=here.worker)
    org.leave(here.worker, on=deadlines.day(at), by=here.administrator, at=at)
    client = sign_in(here.supervisor)
    assert "ei ole enää täällä töissä" in client.get(page_of(measure)).content.decode()
    assert "Kukaan ei vastaa tästä" in client.get(LIST, {"tab": "places"}).content.decode()
    address = page_of(measure, "vaihe/")
    page = client.post(address, {"event": "begun", "seen": str(measure.version)})
    assert page.status_code == 422
    edit = page_of(measure, "muokkaus/")
    assert client.get(edit).context["form"]["owner"].value() == ""
    assert client.post(edit, filled(here, seen=str(measure.version))).status_code == 303
    measure.refresh_from_db()
    assert measure.owner == here.supervisor


def test_measure_is_begun_done_and_taken_up_again(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    measure = made(here, at, behind=[given(at, unit=here.kamppi).voice])
    client, address = sign_in(here.supervisor), page_of(measure, "vaihe/")

    def send(event: str, **more: str) -> Any:
        measure.refresh_from_db()
        return client.post(address, {"event": event, "seen": str(measure.version), **more})

    assert client.get(address).context["form"].event == MeasureEvent.BEGUN
    assert send("begun", words="Aloitettu tiimissä").status_code == 303
    done = send("done", **tongues("did", "Soitamme heti"))
    assert done.headers["Location"].endswith("done=measure-done")
    measure.refresh_from_db()
    assert measure.did.get("en") == "Soitamme heti en"
    assert send("begun").status_code == 422
    assert send("taken-up").status_code == 303
    assert faults(send("refused")) == ["reason_fi"]
    assert send("refused", **tongues("reason", "Ei rahaa")).status_code == 303
    events = list(measure.steps.order_by("number").values_list("event", flat=True))
    assert events == ["made", "begun", "done", "taken-up", "refused"]
    assert client.get(address, {"to": "done"}).status_code == 303
    shown = client.get(page_of(measure)).content.decode()
    assert "Aloitettu tiimissä" in shown
    assert "Ei rahaa fi" in shown


def test_more_feedback_is_put_behind_a_measure(here: County, at: datetime, sign_in: SignIn) -> None:
    one = given(at, unit=here.kamppi, words="Ovi ei aukea pyörätuolilla.").voice
    other = given(at, unit=here.kamppi).voice
    away = given(at, unit=here.kallio).voice
    measure = made(here, at)
    client, address = sign_in(here.supervisor), page_of(measure, "liita/")
    assert {row.id for row in client.get(address).context["rows"]} == {one.pk, other.pk}
    assert client.post(address).status_code == 422
    assert client.post(address, {"voice": ["x", str(away.pk)]}).status_code == 422
    assert client.post(address, {"voice": [str(one.pk), str(away.pk)]}).status_code == 303
    assert MeasureVoice.objects.get().voice == one
    chosen = f"{LIST}?palaute={other.pk}"
    (row,) = client.get(chosen).context["rows"]
    assert row.address == f"{address}?palaute={other.pk}"
    assert client.post(row.address).status_code == 303
    assert client.post(row.address).status_code == 303
    assert MeasureVoice.objects.count() == 2


def test_measure_is_shown_to_everybody_once_it_is_written_in_all_languages(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    measure = made(here, at, did=new(here, at).title.of())
    client, address = sign_in(here.supervisor), page_of(measure, "julkaisu/")
    refused = client.post(address, {"seen": str(measure.version)})
    assert refused.status_code == 422
    whole = new(here, at)
    measure = actions.edit(measure, whole, by=here.supervisor, at=at, seen=measure.version)
    stale = client.post(address, {"seen": "1"})
    assert stale.status_code == 409
    assert client.post(address, {"seen": str(stale.context["seen"])}).status_code == 303
    measure.refresh_from_db()
    assert measure.published_on == deadlines.day(at)
    assert client.post(address, {"seen": str(measure.version)}).status_code == 303
    measure.refresh_from_db()
    assert measure.published_on is None


def test_trial_has_its_page(here: County, at: datetime, sign_in: SignIn) -> None:
    measure = trial(here, at)
    leader, worker = sign_in(here.supervisor), sign_in(here.worker)
    address = page_of(measure, "kokeilu/")

    def send(client: Client, act: str, **more: str) -> Any:
        measure.refresh_from_db()
        return client.post(address, {"act": act, "seen": str(measure.version), **more})

    assert send(leader, "groups", clients="12", staff="x").status_code == 422
    assert send(leader, "groups", clients="12", staff="4").status_code == 303
    nonce = worker.get(address).context["nonce"]
    for _ in range(2):
        assert (
            send(worker, "comment", who="clients", comment="Pääsin illalla.", nonce=nonce)
            .headers["Location"]
            .endswith("done=comment-written")
        )
    comment = measure.comments.get()
    assert faults(send(worker, "comment", who="", comment="")) == ["who", "comment"]
    for act in ("groups", "conclude"):
        assert send(worker, act).status_code == 403
    seen = str(measure.version)
    done = leader.post(page_of(measure, "vaihe/"), {"event": "done", "seen": seen})
    assert "johtopäätös" in done.content.decode()
    assert done.status_code == 422
    assert "Pääsin illalla." in worker.get(page_of(measure)).content.decode()
    assert "Pääsin illalla." not in sign_in(here.neighbour).get(page_of(measure)).content.decode()
    assert sign_in(here.neighbour).get(address).status_code == 403
    assert send(leader, "remove", comment=str(comment.pk)).status_code == 303
    assert faults(send(leader, "conclude", conclusion="kept")) == ["concluded_fi"]
    told = tongues("concluded", "Ilta sopii työssä käyville")
    assert send(leader, "conclude", conclusion="kept", **told).status_code == 303
    measure.refresh_from_db()
    assert (measure.state, measure.kind) == (MeasureState.DONE, MeasureKind.TRIAL)
    assert "Ilta sopii työssä käyville fi" in leader.get(page_of(measure)).content.decode()


def test_page_of_a_measure_takes_few_queries(here: County, at: datetime, sign_in: SignIn) -> None:
    voices = [given(at, unit=here.kamppi).voice for _ in range(3)]
    measure = made(here, at, behind=voices[:1])
    client = sign_in(here.supervisor)
    before = queries_of(client, page_of(measure))
    actions.link_voices(measure, voices, by=here.supervisor, at=at)
    assert queries_of(client, page_of(measure)) == before == 24


def test_measure_is_made_of_instant_feedback(here: County, at: datetime, sign_in: SignIn) -> None:
    for number in range(12):
        kind = FeedbackKind.THANKS if number % 2 else FeedbackKind.CRITICISM
        given(at, unit=here.kamppi, kind=kind, meter={"competent": "5" if number % 2 else "2"})
    release_year(date(2026, 1, 1), date(2026, 12, 31), at=at + timedelta(days=360))
    client = sign_in(here.director)
    address = f"{NEW}?vuosi=2026&paikka=all&kohta="
    page = client.get(f"{address}competent")
    assert page.context["source"].words.endswith("), n = 12")
    assert page.context["form"]["place"].value() == "authority"
    in_no_order = client.get(f"{address}feedback-kind").context["source"].words
    assert in_no_order.endswith(", 2026: n = 12")
    sent = filled(here, place="authority")
    assert client.post(f"{address}competent", sent).status_code == 303
    assert Measure.objects.get().figures.get().wave is None
