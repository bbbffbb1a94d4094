"""An effect is measured once the same has been asked again, and told as what came after."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import Conclusion, MeasureEvent, Waits
from kuulluksi.outcomes.models import Effect, Measure, MeasureStep, Target
from kuulluksi.outcomes.queries import Found
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.stats.comparing import Caution, Reason
from kuulluksi.pure.stats.effects import Verdict
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.enums import Event
from kuulluksi.voices.enums import Reason as Told
from kuulluksi.voices.models import Notice, Step
from tests.factories.effects import (
    BAD,
    FAIR,
    GOOD,
    GRADE,
    MONTH,
    YEAR,
    asked_again,
    done,
    named,
    story,
)
from tests.factories.figures import closed, grades
from tests.factories.org import County, unit
from tests.factories.outcomes import made, text, trial
from tests.factories.voices import given
from tests.figures.test_comparing import _longer

pytestmark = pytest.mark.django_db


def only(measure: Measure) -> Found:
    (found,) = queries.found_effects([measure])[measure.pk]
    return found


def test_effect_is_measured_beside_a_place_without_the_measure(house: County, at: datetime) -> None:
    told = story(house, at)
    voice = given(at - YEAR, unit=house.kamppi).voice
    actions.link_voices(told.measure, [voice], by=house.supervisor, at=at - YEAR + MONTH)
    done(told.measure, house, at)
    Notice.objects.all().delete()
    after = asked_again(house, at, {house.kamppi: GOOD, house.kallio: FAIR})
    assert actions.measure_effects(at=at) == 1
    assert actions.measure_effects(at=at) == 0
    found = only(Measure.objects.get())
    assert found.effect is not None
    assert found.effect.wave == after
    assert found.others == (key_of(house.kallio),)
    assert (found.verdict, found.apart, found.waits) == (Verdict.BETTER, Verdict.BETTER, None)
    assert found.value == pytest.approx(2)
    assert found.others_value == pytest.approx(240 / 60 - 238 / 60 + 0, abs=0.1)
    assert found.gap_value == pytest.approx(2 - (found.others_value or 0))
    assert found.size == "large"
    assert (found.before.n, found.after.n, found.others_after.n) == (60, 60, 60)
    last = MeasureStep.objects.filter(measure=told.measure).order_by("-number").first()
    assert last is not None
    assert (last.event, last.by) == (MeasureEvent.MEASURED, None)
    assert Notice.objects.get().reason == Told.EFFECT
    assert Notice.objects.get().person == house.supervisor
    step = Step.objects.filter(voice=voice, event=Event.FOLLOWED).latest("number")
    assert step.detail == "measured"


def test_absent_effect_is_told_as_absent(house: County, at: datetime) -> None:
    many = {7: 200, 8: 200, 9: 200}
    told = story(house, at, {house.kamppi: many, house.kallio: many})
    done(told.measure, house, at)
    asked_again(house, at, {house.kamppi: many, house.kallio: many})
    actions.measure_effects(at=at)
    found = only(Measure.objects.get())
    assert (found.verdict, found.apart) == (Verdict.ABSENT, Verdict.ABSENT)


def test_only_a_wave_after_the_measure_measures_it(house: County, at: datetime) -> None:
    told = story(house, at)
    between = asked_again(house, at - 4 * MONTH, {house.kamppi: GOOD, house.kallio: BAD}, "between")
    assert actions.measure_effects(at=at) == 0
    measure = told.measure
    measure.refresh_from_db()
    actions.advance(
        measure,
        MeasureEvent.DONE,
        by=house.supervisor,
        at=at - 3 * MONTH,
        seen=measure.version,
    )
    assert between.opens_on < (at - 3 * MONTH).date()
    assert actions.measure_effects(at=at) == 0
    after = asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    assert actions.measure_effects(at=at) == 1
    assert Effect.objects.get().wave == after


def test_trial_is_measured_while_it_lasts(house: County, at: datetime) -> None:
    told = story(house, at)
    Target.objects.all().delete()
    tried = trial(
        house,
        at - 3 * MONTH,
        trial_until=(at - 2 * MONTH).date(),
    )
    named(tried, told.before, house, at)
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    assert actions.measure_effects(at=at) == 0
    tried.refresh_from_db()
    concluded = actions.conclude(
        tried,
        Conclusion.ENDED,
        text("Ei jatketa."),
        by=house.supervisor,
        at=at,
        seen=tried.version,
    )
    assert actions.measure_effects(at=at) == 0
    Measure.objects.filter(pk=concluded.pk).update(conclusion=Conclusion.KEPT)
    assert actions.measure_effects(at=at) == 1


def test_hidden_figure_tells_nothing(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    asked_again(house, at, {house.kamppi: {6: 3}, house.kallio: GOOD})
    assert actions.measure_effects(at=at) == 1
    found = only(Measure.objects.get())
    assert found.verdict is Verdict.HIDDEN
    assert found.effect is not None
    assert found.effect.after is None
    assert found.others == ()
    assert found.after.n is None


def test_another_scale_is_not_compared(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    asked = bank.instrument("sosiaaliasemat")
    changed = replace(asked, version=99, pages=tuple(_longer(page) for page in asked.pages))
    people = grades({8: 30, 9: 30})
    closed(house, at, {house.kamppi: people, house.kallio: people}, asked=changed)
    actions.measure_effects(at=at)
    found = only(Measure.objects.get())
    assert (found.verdict, found.refused) == (Verdict.NOT_COMPARABLE, Reason.SCALE)
    assert found.before.n is None


def test_other_ways_of_answering_are_kept_in_mind(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    after = asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    Wave.objects.filter(pk=after.pk).update(modes=["paper"])
    actions.measure_effects(at=at)
    found = only(Measure.objects.get())
    assert Caution.MODE in found.cautions
    assert not found.places


def test_what_is_asked_no_more_stays_unmeasured(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    Wave.objects.filter(code="prepared").update(state=WaveState.OPEN)
    assert only(Measure.objects.get()).waits is Waits.AGAIN
    asked = Wave.objects.get(code="prepared")
    asked.targets.filter(unit=house.kamppi).delete()
    assert only(Measure.objects.get()).waits is Waits.NOT_AGAIN


def test_when_the_owner_has_left_whoever_leads_is_told(house: County, at: datetime) -> None:
    told = story(house, at)
    measure = done(told.measure, house, at)
    other = Person.objects.create(name="Lähtenyt", email="lahtenyt@x.example", is_active=False)
    Measure.objects.filter(pk=measure.pk).update(owner=other)
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    Notice.objects.all().delete()
    assert actions.measure_effects(at=at) == 1
    assert Notice.objects.get().person == house.supervisor


def test_every_effect_of_a_measure_is_judged_in_one_family(house: County, at: datetime) -> None:
    """A second target that waits makes the first one surer of itself: it is counted already."""
    told = story(house, at)
    rise = {5: 16, 6: 18, 7: 26}
    done(told.measure, house, at)
    asked_again(house, at, {house.kamppi: rise, house.kallio: BAD})
    actions.measure_effects(at=at)
    alone = only(Measure.objects.get()).own
    Target.objects.create(
        measure=told.measure,
        place=key_of(house.kamppi),
        item="competent",
        before=told.before,
        named_on=told.target.named_on,
    )
    waits, first = queries.found_effects([told.measure])[told.measure.pk]
    assert waits.verdict is None
    assert alone is not None
    assert first.own is not None
    assert (first.own.p or 0) > (alone.p or 0)
    # Whoever names more afterwards does not unsay what has been told.
    Target.objects.filter(effect=None).update(named_on=at.date() + timedelta(days=1))
    first, _waits = queries.found_effects([told.measure])[told.measure.pk]
    assert first.own is not None
    assert first.own.p == alone.p


def test_many_measures_are_read_in_four_queries(house: County, at: datetime) -> None:
    told = story(house, at)
    more = [made(house, at - YEAR + MONTH) for _ in range(3)]
    for measure in more:
        named(measure, told.before, house, at)
    done(told.measure, house, at)
    measures = list(Measure.objects.all())
    queries.found_effects(measures)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.found_effects(measures)
        assert [each[0].waits for each in found.values()]
    assert len(asked) == 4


def test_nothing_is_measured_of_what_was_found_not_to_be_possible(
    house: County, at: datetime
) -> None:
    told = story(house, at)
    told.measure.refresh_from_db()
    actions.advance(
        told.measure,
        MeasureEvent.REFUSED,
        by=house.supervisor,
        at=at - 3 * MONTH,
        seen=told.measure.version,
        reason=text("Ovea ei voi siirtää."),
    )
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    assert actions.measure_effects(at=at) == 0
    assert only(Measure.objects.get()).waits is Waits.NEVER


def test_other_places_inside_are_kept_in_mind_and_wholly_other_ones_not_compared(
    house: County, at: datetime
) -> None:
    """The service held Kamppi and Kallio; then only Kallio, and then only a new unit."""
    told = story(house, at)
    wide = made(house, at - YEAR + MONTH, by=house.manager, place=house.social_work)
    actions.name_target(
        wide,
        told.before,
        key_of(house.social_work),
        GRADE,
        upwards=True,
        by=house.manager,
        at=at - YEAR + MONTH,
    )
    wide.refresh_from_db()
    actions.advance(
        wide, MeasureEvent.DONE, by=house.manager, at=at - YEAR + 2 * MONTH, seen=wide.version
    )
    new = unit("Töölön sosiaaliasema", house.social_work)
    asked_again(house, at - 2 * MONTH, {new: GOOD}, code="other")
    assert actions.measure_effects(at=at) == 0
    asked_again(house, at, {house.kallio: GOOD, new: GOOD}, code="some")
    assert actions.measure_effects(at=at) == 1
    found = only(Measure.objects.get(pk=wide.pk))
    assert found.effect is not None
    assert found.effect.wave.code == "some"
    assert found.places


def test_what_is_released_later_is_not_known_yet(house: County, at: datetime) -> None:
    told = story(house, at)
    done(told.measure, house, at)
    asked_again(house, at, {house.kamppi: GOOD, house.kallio: BAD})
    assert actions.measure_effects(at=at - MONTH) == 0
    assert actions.measure_effects(at=at) == 1
