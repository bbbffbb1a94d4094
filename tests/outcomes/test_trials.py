"""A trial on its way: who takes part, what they say and who reads it, and that it is erased."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import Who
from kuulluksi.outcomes.models import TrialComment, TrialGroup
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.retention import WORDS
from tests.factories.org import County
from tests.factories.outcomes import made, trial

pytestmark = pytest.mark.django_db


def groups() -> dict[str, int]:
    return dict(TrialGroup.objects.values_list("who", "number"))


def test_groups_are_numbers_and_none_takes_one_away(house: County, at: datetime) -> None:
    measure = trial(house, at)
    numbers = {Who.CLIENTS: 12, Who.STAFF: 4, Who.PARTNERS: 0}
    measure = actions.set_groups(measure, numbers, by=house.supervisor, at=at, seen=measure.version)
    assert groups() == {"clients": 12, "staff": 4}
    seen = measure.version
    measure = actions.set_groups(
        measure, {Who.CLIENTS: 15, Who.STAFF: 0}, by=house.supervisor, at=at, seen=seen
    )
    assert groups() == {"clients": 15}
    with pytest.raises(Stale):
        actions.set_groups(measure, numbers, by=house.supervisor, at=at, seen=seen)
    with pytest.raises(Refused):
        actions.set_groups(measure, {}, by=house.worker, at=at, seen=measure.version)


def test_comment_is_written_by_those_who_work_there(house: County, at: datetime) -> None:
    measure = trial(house, at)
    actions.comment(measure, Who.CLIENTS, " Soitto tuli heti. ", by=house.worker, at=at)
    actions.comment(measure, Who.STAFF, "Ehdimme hyvin.", by=house.manager, at=at)
    assert list(measure.comments.order_by("who").values_list("words", flat=True)) == [
        "Soitto tuli heti.",
        "Ehdimme hyvin.",
    ]
    with pytest.raises(Refused):
        actions.comment(measure, Who.STAFF, "Meillä ei onnistu.", by=house.neighbour, at=at)
    for who, words, field in (("", "Sana", "who"), (Who.STAFF, " ", "comment")):
        with pytest.raises(Refused) as refused:
            actions.comment(measure, who, words, by=house.worker, at=at)
        assert refused.value.field == field
    with pytest.raises(Refused) as refused:
        actions.comment(measure, Who.STAFF, "a" * 2001, by=house.worker, at=at)
    assert refused.value.field == "comment"
    with pytest.raises(Refused):
        actions.comment(made(house, at), Who.STAFF, "Ei kokeilu.", by=house.worker, at=at)


def test_comment_of_the_same_form_is_written_once(house: County, at: datetime) -> None:
    measure = trial(house, at)
    for _ in range(2):
        actions.comment(measure, Who.CLIENTS, "Hyvä.", by=house.worker, at=at, key=7)
    assert TrialComment.objects.count() == 1


def test_comment_is_taken_back_by_its_writer_or_whoever_leads(house: County, at: datetime) -> None:
    measure = trial(house, at)
    one = actions.comment(measure, Who.CLIENTS, "Yksi", by=house.worker, at=at)
    other = actions.comment(measure, Who.CLIENTS, "Toinen", by=house.supervisor, at=at)
    with pytest.raises(Refused):
        actions.take_back(measure, other.pk, by=house.worker, at=at)
    assert actions.take_back(measure, one.pk, by=house.worker, at=at)
    assert actions.take_back(measure, other.pk, by=house.supervisor, at=at)
    assert not actions.take_back(measure, other.pk, by=house.supervisor, at=at)
    assert not TrialComment.objects.exists()


def test_comment_is_erased_after_two_years(house: County, at: datetime) -> None:
    measure = trial(house, at)
    actions.comment(measure, Who.CLIENTS, "Vanha", by=house.worker, at=at)
    actions.comment(measure, Who.CLIENTS, "Uusi", by=house.worker, at=at + timedelta(days=1))
    assert actions.erase_expired(at=at + WORDS - timedelta(days=1)) == {"comments": 0}
    assert actions.erase_expired(at=at + WORDS) == {"comments": 1}
    assert TrialComment.objects.get().words == "Uusi"
