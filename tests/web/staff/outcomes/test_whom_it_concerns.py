"""Whom a voice concerns never learns from what came of it that there is such a voice: not from
pages, not from what they are told after an act of their own, not from letters."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import circles
from kuulluksi.outcomes.enums import Conclusion, ToldBy
from kuulluksi.outcomes.models import Circle, Measure
from kuulluksi.outcomes.queries import circles as queries
from kuulluksi.outcomes.queries import heard_promises
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Notice, Voice
from tests.factories.org import County
from tests.factories.outcomes import made, text, trial
from tests.factories.using import gathered
from tests.factories.voices import given
from tests.figures.attack.worlds import plain

pytestmark = pytest.mark.django_db

SignIn = Callable[[Person], Client]


@pytest.fixture
def concerning(here: County, at: datetime) -> Voice:
    return given(at, unit=here.kamppi, concerns=Concerns.HANDLER).voice


def read(client: Client, measure: Measure) -> Mapping[str, bytes]:
    place = {"place": "unit-kampin-sosiaaliasema"}
    with override("fi"):
        paths = [
            *(reverse(f"staff:{name}") for name in ("measures", "circles", "cluster-new", "use")),
            *(
                reverse(f"staff:measure{name}", args=[measure.pk])
                for name in ("", "-edit", "-advance", "-link", "-publish")
            ),
            *(reverse(f"public:{name}") for name in ("outcomes", "heard")),
            *(
                reverse(f"public:{name}", kwargs=place)
                for name in ("outcomes-place", "heard-place")
            ),
            reverse("public:unit", args=["kampin-sosiaaliasema"]),
        ]
    return {path: plain(client.get(path).content) for path in paths}


def test_voice_behind_a_measure_and_in_a_circle_shows_nowhere(
    here: County, at: datetime, sign_in: SignIn, concerning: Voice
) -> None:
    measure = made(here, at, behind=[given(at, unit=here.kamppi).voice], public=True)
    supervisor = sign_in(here.supervisor)
    before = read(supervisor, measure)
    actions.link_voices(measure, [concerning], by=here.manager, at=at)
    gathered(here, at, [concerning], by=here.manager)
    told = text("Asiasta on puhuttu.")
    circles.tell_them(Circle.objects.get(), ToldBy.JOURNEY, None, told, by=here.manager, at=at)
    Circle.objects.update(due_on=deadlines.day(at) - timedelta(days=1))
    after = read(supervisor, measure)
    whole = "/fi/kuulluksi/"
    assert [path for path in before if before[path] != after[path]] == [whole]


def test_no_act_of_theirs_tells_that_somebody_was_told(
    here: County, at: datetime, sign_in: SignIn, concerning: Voice
) -> None:
    measure, tried = made(here, at), trial(here, at)
    for each in (measure, tried):
        actions.link_voices(each, [concerning], by=here.manager, at=at)
    client, words = sign_in(here.supervisor), {"concluded_fi": "Se toimi."}
    begun = {"event": "begun", "seen": measure.version, "words": ""}
    learnt = {"act": "conclude", "conclusion": Conclusion.KEPT, "seen": tried.version} | words
    for path, sent in ((f"{measure.pk}/vaihe/", begun), (f"{tried.pk}/kokeilu/", learnt)):
        answer = client.post(f"/fi/tyo/toimenpiteet/{path}", sent)
        assert (answer.status_code, answer["Location"][-5:]) == (303, "saved")


def test_circle_that_is_late_is_told_to_those_who_may_know_of_it(
    here: County, at: datetime, concerning: Voice
) -> None:
    """Neither when it is led by nobody, nor as a superior of whoever tells the givers."""
    gathered(here, at, [concerning], by=here.dispatcher)
    Person.objects.filter(pk=here.dispatcher.pk).update(superior=here.supervisor)
    later = at + timedelta(days=20)
    assert circles.remind_of_circles(at=later) == 1
    told = Notice.objects.filter(reason=Reason.CIRCLE_LATE)
    assert [row.person for row in told] == [here.dispatcher]
    told.delete()
    Circle.objects.update(reminded_on=None)
    Person.objects.filter(pk=here.dispatcher.pk).update(is_active=False)
    circles.remind_of_circles(at=later)
    assert here.supervisor.pk not in told.values_list("person", flat=True)
    assert here.manager.pk in told.values_list("person", flat=True)
    assert queries.teller(Circle.objects.get(), deadlines.day(later)) == here.manager


def test_circle_of_theirs_is_counted_for_the_whole_authority_only(
    here: County, at: datetime, concerning: Voice
) -> None:
    gathered(here, at, [concerning], by=here.manager)
    gathered(here, at, [given(at, unit=here.kamppi).voice])
    on = deadlines.day(at)
    for place, number in ((here.kamppi, 1), (here.social_work, 1), (here.adults, 1), (None, 2)):
        assert heard_promises.told(place, on, on + timedelta(days=30)).n == number
