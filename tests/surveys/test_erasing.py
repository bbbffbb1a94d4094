"""What surveys keep goes when its time has come, and not a day sooner."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry
from kuulluksi.pure.retention import ASKED, RECORDS, VOICE, WORDS
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import (
    Answer,
    Asked,
    Batch,
    FeedImport,
    Response,
    ResponseWords,
    Wave,
)
from tests.factories import surveys
from tests.factories.org import County

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def closed(house: County, at: datetime) -> Wave:
    wave = surveys.wave(house, at)
    for _ in range(3):
        said = {"school-grade": "9", "worked-well": "Kiitos"}
        surveys.answered(queries.targets(wave)[0], at, said)
    return actions.close(wave, by=None, at=at)


def test_erasing_takes_the_words_first_and_the_responses_after_ten_years(
    house: County, at: datetime
) -> None:
    wave = closed(house, at)
    other = closed(house, at + DAY)
    actions.erase_expired(at=at + WORDS - DAY)
    assert ResponseWords.objects.count() == 6
    assert not AuditEntry.objects.filter(what=Audited.ERASED).exists()

    gone = actions.erase_expired(at=at + WORDS)
    assert gone == {"words": 3, "responses": 0, "asked": 0, "imports": 0, "batches": 0}
    assert {words.response.target.wave for words in ResponseWords.objects.all()} == {other}
    assert Answer.objects.count() == 6

    actions.erase_expired(at=at + VOICE - DAY)
    assert Response.objects.count() == 6
    assert actions.erase_expired(at=at + VOICE)["responses"] == 3
    assert {response.target.wave for response in Response.objects.all()} == {other}
    assert Answer.objects.count() == 3
    # How many answered stays, with the promise.
    assert queries.targets(wave)[0].responses == 3


def test_erasing_forgets_who_was_asked_but_not_who_does_not_want_to_be(
    house: County, at: datetime
) -> None:
    on = at.date()
    Asked.objects.create(lookup="a", asked_on=on)
    Asked.objects.create(lookup="b", asked_on=on + DAY)
    Asked.objects.create(lookup="c", asked_on=on, opted_out=True)
    actions.erase_expired(at=at + ASKED)
    assert set(Asked.objects.values_list("lookup", flat=True)) == {"b", "c"}


def test_erasing_forgets_old_counts(house: County, at: datetime) -> None:
    wave = surveys.wave(house, at)
    target = queries.targets(wave)[0]
    for days in (timedelta(0), DAY):
        on: date = at.date() + days
        FeedImport.objects.create(wave=wave, on=on, by=None, rows=1, invited=1)
        Batch.objects.create(
            target=target, language="fi", keyed_by=house.supervisor, began_on=on, done_on=on
        )
    Batch.objects.create(
        target=target, language="fi", keyed_by=house.supervisor, began_on=at.date()
    )
    actions.erase_expired(at=at + RECORDS)
    assert FeedImport.objects.count() == 1
    assert Batch.objects.count() == 2
