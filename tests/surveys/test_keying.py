"""Papers on their way into the box: sheets, second keyings, errors counted, and no way back."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.org.rules import Refused
from kuulluksi.pure import keying
from kuulluksi.pure.keying import Keyed
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions import close
from kuulluksi.surveys.actions import keying as actions
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import Answer, Ballot, Batch, Sheet, Wave, WaveTarget
from kuulluksi.surveys.queries import keying as piles
from tests.factories import surveys
from tests.factories.org import County

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    return surveys.wave(house, at)


@pytest.fixture
def target(wave: Wave, house: County) -> WaveTarget:
    return queries.targets(wave).get(unit=house.kamppi)


def sheet_of(batch: Batch, number: int) -> Sheet:
    return Sheet.objects.select_related("batch__target__wave__document").get(
        batch=batch, number=number
    )


def twice(batch: Batch, number: int, grade: str, at: datetime, **more: str) -> bool:
    return actions.key_again(sheet_of(batch, number), Keyed({"school-grade": grade, **more}), at=at)


def test_batch_goes_into_the_box_without_its_sheets(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=3)
    keys = set(Sheet.objects.values_list("pk", flat=True))
    unclear = Keyed({"school-grade": "4"}, unclear=("competent",))
    actions.key_in(batch, 17, unclear, "relative", at=at)
    assert twice(batch, 17, "4", at) is False
    actions.settle(sheet_of(batch, 17), {"competent": False}, at=at)
    done = actions.finish(batch, by=house.supervisor, at=at)
    assert (done.sheets, done.compared, done.differed) == (4, 2, 1)
    assert not Sheet.objects.exists()
    ballots = list(Ballot.objects.all())
    assert len(ballots) == 4
    assert not keys & {ballot.pk for ballot in ballots}
    assert {ballot.mode for ballot in ballots} == {Mode.PAPER}
    (told,) = [ballot for ballot in ballots if ballot.unclear]
    assert (told.unclear, told.helped) == (["competent"], "relative")
    entry = AuditEntry.objects.get(what=Audited.KEYED)
    assert entry.detail == {"sheets": 4, "compared": 2, "differed": 1}
    assert entry.person == house.supervisor


def test_ballots_lie_in_no_order_of_sheets(house: County, target: WaveTarget, at: datetime) -> None:
    batch = actions.start(target, "fi", twice_every=50, by=house.worker, at=at)
    for number in range(1, 31):
        grade = str(4 + number % 7)
        words = {"school-grade": grade, "worked-well": f"nro {number}"}
        actions.key_in(batch, number, Keyed(words), "", at=at)
    twice(batch, 30, "6", at, **{"worked-well": "nro 30"})
    actions.finish(batch, by=house.worker, at=at)
    inserted = [ballot.answers["worked-well"] for ballot in Ballot.objects.order_by("pk")]
    assert sorted(inserted) != inserted
    assert inserted != [f"nro {number}" for number in range(1, 31)]


def test_unclear_answers_are_counted_as_such_when_the_wave_closes(
    house: County, wave: Wave, target: WaveTarget, at: datetime
) -> None:
    batch = actions.start(target, "fi", twice_every=10, by=house.worker, at=at)
    keyed = keying.read(
        queries.questionnaire(wave.document), {"competent": "?", "school-grade": "8"}
    )
    actions.key_in(batch, 1, keyed, "", at=at)
    actions.key_again(sheet_of(batch, 1), keyed, at=at)
    actions.finish(batch, by=house.worker, at=at)
    close(wave, by=None, at=at)
    assert sorted(Answer.objects.values_list("item", "number", "choice")) == [
        ("competent", None, "unclear"),
        ("school-grade", 8, ""),
    ]


def test_some_sheets_are_keyed_twice_before_the_batch_is_done(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=6, every=3)
    assert piles.pile(batch).again == (3, 6)
    with pytest.raises(Refused):
        actions.finish(batch, by=house.worker, at=at)
    assert twice(batch, 3, "9", at) is True
    assert twice(batch, 6, "8", at) is False
    pile = piles.pile(batch)
    assert (pile.again, pile.unsettled, pile.compared) == ((), (6,), (2, 1))
    with pytest.raises(Refused):
        actions.finish(batch, by=house.worker, at=at)
    with pytest.raises(Refused):
        actions.settle(sheet_of(batch, 6), {}, at=at)
    actions.settle(sheet_of(batch, 6), {"school-grade": True}, at=at)
    assert sheet_of(batch, 6).answers == {"school-grade": "8"}
    done = actions.finish(batch, by=house.worker, at=at)
    assert (done.compared, done.differed) == (2, 1)
    assert sorted(b.answers["school-grade"] for b in Ballot.objects.all()) == [*"8", *"99999"]


def test_a_sheet_that_comes_later_moves_no_second_keying(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=3, every=3)
    twice(batch, 3, "9", at)
    Sheet.objects.filter(batch=batch, number=1).update(number=9)
    assert piles.pile(batch).again == ()
    actions.key_in(batch, 10, Keyed({"school-grade": "9"}), "", at=at)
    assert piles.pile(batch).again == ()


def test_mending_leaves_the_error_rate_as_it_was_found(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    twice(batch, 1, "8", at)
    actions.mend(sheet_of(batch, 1), Keyed({"school-grade": "7"}), "worker", at=at)
    pile = piles.pile(batch)
    assert (pile.compared, pile.ready) == ((1, 1), True)
    assert sheet_of(batch, 1).answers == {"school-grade": "7"}
    with pytest.raises(Refused):
        twice(batch, 1, "7", at)


def test_settling_may_leave_unclear_what_one_keying_read(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    second = Keyed({"competent": "5"}, unclear=("school-grade",))
    actions.key_again(sheet_of(batch, 1), second, at=at)
    actions.settle(sheet_of(batch, 1), {"school-grade": True, "competent": False}, at=at)
    kept = sheet_of(batch, 1)
    assert (kept.answers, kept.unclear) == ({}, ["school-grade"])


def test_a_number_is_taken_once(house: County, target: WaveTarget, at: datetime) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    with pytest.raises(Refused) as refused:
        actions.key_in(batch, 1, Keyed({"school-grade": "4"}), "", at=at)
    assert refused.value.field == "number"
    assert sheet_of(batch, 1).answers == {"school-grade": "9"}


def test_papers_are_keyed_after_the_last_day_until_the_wave_is_frozen(
    house: County, wave: Wave, target: WaveTarget, at: datetime
) -> None:
    after = at + timedelta(days=20)
    batch = surveys.batch(target, after, house.worker, sheets=1)
    with pytest.raises(Refused):
        close(wave, by=None, at=after)
    twice(batch, 1, "9", after)
    actions.finish(batch, by=house.worker, at=after)
    close(wave, by=None, at=after)
    with pytest.raises(rules.WaveClosed):
        surveys.batch(queries.targets(wave)[0], after, house.worker)


def test_no_batch_without_paper_or_language(house: County, wave: Wave, at: datetime) -> None:
    target = queries.targets(wave)[0]
    with pytest.raises(Refused):
        actions.start(target, "se", twice_every=10, by=house.worker, at=at)
    target.wave.modes = [Mode.WEB]
    with pytest.raises(Refused):
        actions.start(target, "fi", twice_every=10, by=house.worker, at=at)
    assert not Batch.objects.exists()


def test_only_an_empty_batch_is_abandoned(house: County, target: WaveTarget, at: datetime) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    with pytest.raises(Refused):
        actions.abandon(batch, at=at)
    actions.take_out(sheet_of(batch, 1), at=at)
    actions.abandon(batch, at=at)
    assert not Batch.objects.exists()


def test_a_finished_batch_stays_as_it_is(house: County, target: WaveTarget, at: datetime) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    twice(batch, 1, "9", at)
    sheet = sheet_of(batch, 1)
    actions.finish(batch, by=house.worker, at=at)
    for act in (
        lambda: actions.finish(batch, by=house.worker, at=at),
        lambda: actions.key_in(batch, 2, Keyed({"school-grade": "9"}), "", at=at),
        lambda: actions.mend(sheet, Keyed({"school-grade": "9"}), "", at=at),
        lambda: actions.abandon(batch, at=at),
    ):
        with pytest.raises(Refused):
            act()
    assert Ballot.objects.count() == 1


def test_papers_handed_out_are_added_up(target: WaveTarget) -> None:
    actions.hand_out(target, 40)
    actions.hand_out(target, 10)
    target.refresh_from_db()
    assert target.invited == 50


def test_papers_are_not_counted_any_more_when_the_wave_is_closed(
    wave: Wave, target: WaveTarget, at: datetime
) -> None:
    Wave.objects.filter(pk=wave.pk).update(modes=[Mode.WEB])
    with pytest.raises(Refused):
        actions.hand_out(target, 10)
    Wave.objects.filter(pk=wave.pk).update(modes=[Mode.PAPER])
    close(wave, by=None, at=at)
    with pytest.raises(Refused):
        actions.hand_out(target, 10)
    target.refresh_from_db()
    assert target.invited == 0


def test_who_keys_in(house: County, wave: Wave, at: datetime) -> None:
    kallio = queries.targets(wave).get(unit=house.kallio)
    kamppi = queries.targets(wave).get(unit=house.kamppi)
    service = WaveTarget.objects.create(wave=wave, service=house.social_work)
    everything = WaveTarget.objects.create(wave=wave)
    on = at.date()
    may = {
        name: [piles.may_key(person, each, on) for each in (kamppi, kallio, service, everything)]
        for name, person in house.everyone.items()
    }
    assert may == {
        "supervisor": [True, False, True, False],
        "deputy": [True, False, True, False],
        "neighbour": [False, True, True, False],
        "manager": [True, True, True, False],
        "worker": [True, False, True, False],
        "researcher": [True, True, True, True],
        **dict.fromkeys(("dispatcher", "independent", "director", "administrator"), [False] * 4),
    }
    assert [each.pk for each in piles.targets_to_key(house.worker, wave, on)].count(kallio.pk) == 0


def test_empty_batch_keeps_no_wave_open(
    house: County, wave: Wave, target: WaveTarget, at: datetime
) -> None:
    surveys.batch(target, at, house.worker)
    kept = surveys.batch(target, at, house.worker, sheets=1)
    with pytest.raises(Refused):
        close(wave, by=None, at=at)
    assert Batch.objects.count() == 2
    twice(kept, 1, "9", at)
    actions.finish(kept, by=house.worker, at=at)
    assert close(wave, by=None, at=at).closed_on == at.date()
    assert Batch.objects.get() == kept


def test_sheet_is_put_right_as_it_is_by_now(
    house: County, target: WaveTarget, at: datetime
) -> None:
    batch = surveys.batch(target, at, house.worker, sheets=1)
    before = sheet_of(batch, 1)
    twice(batch, 1, "8", at)
    actions.mend(before, Keyed({"school-grade": "8"}), "", at=at)
    kept = sheet_of(batch, 1).again
    assert kept is not None
    assert (kept["differed"], kept["settled"]) == (1, True)
    actions.take_out(before, at=at)
    for act in (
        lambda: actions.mend(before, Keyed({"school-grade": "8"}), "", at=at),
        lambda: actions.key_again(before, Keyed({"school-grade": "8"}), at=at),
        lambda: actions.settle(before, {}, at=at),
    ):
        with pytest.raises(Refused):
            act()
