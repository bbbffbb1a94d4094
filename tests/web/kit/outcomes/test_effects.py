"""Every verdict on an effect has its sentence, which says no more than the counts do."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from kuulluksi.figures.queries import key_of
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Effect, Measure, Target
from kuulluksi.outcomes.queries.effects import of
from kuulluksi.pure.stats.effects import Verdict
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.outcomes.effects import all_said, line
from kuulluksi.web.kit.outcomes.measures import shown
from tests.factories.figures import closed, grades
from tests.factories.org import County, county
from tests.factories.outcomes import made

pytestmark = pytest.mark.django_db

LOW, HIGH = [0, 0, 20, 60, 40, 10, 0], [0, 0, 0, 10, 40, 60, 20]
FEW = [0, 0, 2, 6, 4, 0, 0]
Numbers = Sequence[int]


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def before(house: County, at: datetime) -> Wave:
    said = {house.kamppi: grades({6: 20, 7: 60, 8: 40, 9: 10})}
    return closed(house, at - timedelta(days=200), said, code="ennen-kysely")


@pytest.fixture
def measure(house: County, at: datetime, before: Wave) -> Measure:
    measure = made(house, at, public=True)
    Target.objects.create(
        measure=measure,
        place=key_of(house.kamppi),
        item="school-grade",
        before=before,
        named_on=at.date(),
    )
    seen = measure.version
    return actions.advance(measure, MeasureEvent.DONE, by=house.supervisor, at=at, seen=seen)


def measured(
    measure: Measure,
    then: Numbers | None,
    now: Numbers | None,
    others: tuple[Numbers, Numbers] | None = None,
    **told: object,
) -> None:
    target = measure.targets.get()
    Effect.objects.create(
        target=target,
        wave=target.before,
        measured_on=date(2026, 12, 1),
        first=4,
        before=then,
        after=now,
        others=["unit-kallion-sosiaaliasema"] if others else [],
        others_before=others[0] if others else None,
        others_after=others[1] if others else None,
        **told,
    )


@pytest.mark.parametrize(
    ("then", "now", "others", "verdict", "words"),
    [
        (LOW, HIGH, (LOW, LOW), Verdict.BETTER, ("muutos parempaan", "kehitys oli heikompi")),
        (LOW, HIGH, (LOW, HIGH), Verdict.BETTER, ("muutos parempaan", "kävi samoin")),
        (LOW, HIGH, None, Verdict.BETTER, ("Vertailupaikkaa ilman tällaista",)),
        (HIGH, LOW, None, Verdict.WORSE, ("muutos huonompaan",)),
        (
            [5 * n for n in LOW],
            [5 * n for n in LOW],
            None,
            Verdict.ABSENT,
            ("ei muuttunut mikään", "vähintään tämän suuruinen"),
        ),
        (
            [n // 4 for n in LOW],
            [0, 0, 3, 16, 10, 3, 1],
            None,
            Verdict.UNSEEN,
            ("ei erotu muutosta",),
        ),
        (LOW, FEW, None, Verdict.TOO_FEW, ("liian vähän",)),
        (LOW, None, None, Verdict.HIDDEN, ("toista luvuista ei näytetä",)),
    ],
)
def test_effect_is_said(
    measure: Measure,
    then: Numbers | None,
    now: Numbers | None,
    others: tuple[Numbers, Numbers] | None,
    verdict: Verdict,
    words: Sequence[str],
) -> None:
    measured(measure, then, now, others)
    with override("fi"):
        said = all_said(of(measure))[0]
        stop = shown([measure], date(2026, 12, 2))[0].stops[-1]
    assert said.verdict is verdict
    assert said.place == "Kampin sosiaaliasema"
    for each in words:
        assert each in said.whole
    assert said.whole in stop.words
    assert "%(" not in said.whole
    assert "takia" not in said.whole


def test_effect_that_cannot_be_compared_says_why(measure: Measure) -> None:
    measured(measure, LOW, HIGH, refused="scale")
    with override("fi"):
        said = all_said(of(measure))[0]
    assert said.verdict is Verdict.NOT_COMPARABLE
    assert "ei voi verrata" in said.words


def test_cautions_stand_beside_the_effect(measure: Measure) -> None:
    measured(measure, LOW, HIGH, cautions=["wording", "places"])
    with override("fi"):
        assert len(all_said(of(measure))[0].cautions) == 2


def test_what_is_not_measured_says_so(house: County, measure: Measure, at: datetime) -> None:
    with override("en"):
        founds = of(measure)
        assert all_said(founds) == ()
        assert line(measure, founds) == (
            "Done. The effect has not been measured. It is not planned to ask the same again."
        )
        planned = made(house, at)
        assert line(planned, ()) == ""
        assert [stop.heading for stop in shown([planned], at.date())[0].stops] == [
            "You said",
            "We will do",
        ]
