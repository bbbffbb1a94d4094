"""The silence map: released answers and feedback against clients; what is hidden stays hidden."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.figures import actions
from kuulluksi.figures.models import ClientNumber
from kuulluksi.figures.queries.places import key_of
from kuulluksi.figures.queries.silence import Heard, State, groups, silence
from kuulluksi.pure.silence import Way
from kuulluksi.surveys.enums import Audience
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County
from tests.factories.printed import clients
from tests.factories.voices import given

KINDS = (FeedbackKind.THANKS, FeedbackKind.IDEA)


def test_silence_adds_up_what_may_be_shown() -> None:
    shown, hidden, none = Heard(State.SHOWN, 9), Heard(State.HIDDEN), Heard(State.NONE)
    untold = Heard(State.UNTOLD)
    assert shown + shown == Heard(State.SHOWN, 18)
    assert shown + hidden == hidden + shown == Heard(State.SHOWN, 9, at_least=True)
    assert shown + none == shown + untold == shown
    assert none + hidden == hidden + untold == hidden
    assert none + untold == untold + none == none
    assert untold + untold == untold


@pytest.fixture
def heard(house: County, at: datetime) -> County:
    """Kamppi answers often, Kallio seldom, its office too little to be shown."""
    said = {
        house.kamppi: [
            Said(30, {"school-grade": "8", "gender": "woman"}),
            Said(31, {"school-grade": "9", "gender": "woman"}),
            Said(8, {"school-grade": "7", "gender": "man"}),
            Said(2, {"school-grade": "7", "gender": "other"}),
        ],
        house.kallio: [*figures.grades({7: 4, 8: 8}, gender="woman"), Said(7, {"gender": "man"})],
        house.family_unit: [
            *figures.grades({6: 20, 8: 11}, gender="woman"),
            Said(9, {"gender": "man"}),
        ],
        house.office: figures.grades({6: 2}),
    }
    figures.closed(house, at, said)
    for unit, number in (
        (house.kamppi, 700),
        (house.kallio, 900),
        (house.family_unit, 400),
        (house.office, 50),
    ):
        clients(unit, at.year, number)
    return house


def test_silence_ranks_places_from_the_store(heard: County, at: datetime) -> None:
    found = silence(at.year)
    lines = {line.voices.place: line for line in found.units}
    assert lines[key_of(heard.kamppi)].voices.all == Heard(State.SHOWN, 73)
    assert lines[key_of(heard.kamppi)].ways == ()
    kallio = lines[key_of(heard.kallio)]
    assert kallio.voices.answers == Heard(State.SHOWN, 19)
    assert Way.KIOSK in kallio.ways
    office = lines[key_of(heard.office)]
    assert office.voices.all == Heard(State.HIDDEN)
    assert office.voices.rate is None
    assert [line.voices.place for line in found.units] == [
        key_of(unit) for unit in (heard.office, heard.kallio, heard.kamppi, heard.family_unit)
    ]


def test_silence_place_that_nobody_asked_about_is_to_be_asked(house: County, at: datetime) -> None:
    figures.closed(house, at, {house.kamppi: figures.grades({7: 9, 8: 9})})
    clients(house.kallio, at.year, 900)
    (line,) = silence(at.year).units
    assert line.voices.all.state == State.UNTOLD
    assert line.ways == (Way.ASK, Way.KIOSK)


def test_silence_tells_groups_and_points_at_nobody(heard: County, at: datetime) -> None:
    for group, number in (("woman", 350), ("man", 345), ("other", 150), ("not-told", 5)):
        clients(heard.kamppi, at.year, number, "gender", group)
    clients(heard.kamppi, at.year, 5, "language", "sv")
    clients(heard.kamppi, at.year, 5, "shoe-size", "44")
    found = groups(silence(at.year), key_of(heard.kamppi))
    told = {line.voices.group: line for line in found["gender"]}
    assert told["woman"].voices.all == Heard(State.SHOWN, 61)
    assert told["man"].voices.all == Heard(State.SHOWN, 8)
    assert told["man"].ways == (Way.KIOSK, Way.INTERVIEW)
    assert told["other"].voices.all.state == State.HIDDEN
    assert told["not-told"].voices.all.state == State.NONE
    assert found["language"][0].voices.answers.state == State.HIDDEN
    assert found["shoe-size"][0].voices.all.state == State.UNTOLD
    assert found["shoe-size"][0].ways == ()


def test_silence_counts_released_feedback_and_not_what_staff_say(
    house: County, at: datetime
) -> None:
    year = at.year - 1
    wave = figures.closed(
        house, at - timedelta(days=100), {house.kamppi: figures.grades({7: 9, 8: 9})}
    )
    wave.survey.audience = Audience.STAFF
    wave.survey.save()
    for unit in (house.kamppi, house.kallio, house.family_unit, None):
        for number in range(24):
            given(at - timedelta(days=200), unit=unit, kind=KINDS[number % 2])
    clients(house.kamppi, year, 400)
    clients(house.office, year, 400)
    before = {line.voices.place: line.voices for line in silence(year).units}
    assert before[key_of(house.kamppi)].all.state == State.UNTOLD
    actions.release_due(at=at)
    after = {line.voices.place: line.voices for line in silence(year).units}
    assert after[key_of(house.office)].feedback.state in (State.NONE, State.HIDDEN)
    ClientNumber.objects.create(place="all", year=year, clients=4000)
    (whole,) = silence(year).wider
    assert whole.voices.feedback == Heard(State.SHOWN, 96)
    assert silence(2001).has_numbers is False
