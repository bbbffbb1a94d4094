"""A wave closes: the ballot box is emptied in random order into responses, which are frozen."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, pour, random_key
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.questionnaire.answers import SKIP, clean
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import TextItem
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions.answering import hold_open
from kuulluksi.surveys.actions.planning import hold, settle
from kuulluksi.surveys.actions.shuffling import rewrite_alone, shuffle
from kuulluksi.surveys.enums import WaveEvent
from kuulluksi.surveys.models import (
    Answer,
    Ballot,
    Batch,
    Draft,
    Invitation,
    Response,
    ResponseWords,
    UsedLink,
    Wave,
    WaveTarget,
)
from kuulluksi.surveys.models.responses import UNCLEAR

# So many ballots are unfolded at a time; all of a wave at once would need too much memory.
CHUNK = 500
# More than this a page does not unfold while somebody waits for it.
MOST_BY_HAND = 5000
Row = tuple[Any, ...]
COLUMNS: dict[type[models.Model], tuple[str, ...]] = {
    Response: ("id", "target", "language", "mode", "helped"),
    Answer: ("id", "response", "item", "wording", "number", "choice"),
    ResponseWords: ("id", "response", "item", "wording", "body", "may_quote", "erase_on"),
}


def close(wave: Wave, *, by: Person | None, at: datetime) -> Wave:
    """Freezes a wave: its ballots become responses under new keys in random order, links and
    broken-off answers go, and what is left in the box is written anew. All of it or nothing.

    Raises Refused when papers still wait to be keyed in, or the wave is not open.
    """
    on = deadlines.day(at)
    with transaction.atomic():
        rewrite_alone()
        hold(wave.survey_id)
        hold_open(wave.pk, alone=True)
        wave = Wave.objects.select_for_update().select_related("document").get(pk=wave.pk)
        state = rules.check_move(wave, WaveEvent.CLOSED)
        check_papers(wave)
        # Begun, and nothing was keyed in: no batch at all, and nothing that the wave waits for.
        Batch.objects.filter(target__wave=wave, done_on=None).delete()
        number = _unfold(wave, retention.words_until(on))
        counted = Response.objects.filter(target__wave=wave).values_list("target")
        numbers = dict(counted.annotate(models.Count("pk")))
        for target in wave.targets.all():
            WaveTarget.objects.filter(pk=target.pk).update(responses=numbers.get(target.pk, 0))
        Ballot.objects.filter(target__wave=wave).delete()
        Invitation.objects.filter(target__wave=wave).delete()
        UsedLink.objects.filter(wave=wave).delete()
        Draft.objects.filter(wave=wave).delete()
        wave.state, wave.closed_on = state, on
        wave.save(update_fields=["state", "closed_on"])
        settle(wave.survey)
        detail = {"responses": number}
        org_actions.audit(Audited.WAVE_CLOSED, f"wave {wave.pk}", by=by, at=at, detail=detail)
        shuffle()
    return wave


def end(wave: Wave, *, by: Person, at: datetime) -> bool:
    """Somebody closes a wave by hand: at once, unless so many have answered that it would take
    longer than a page may. Then it takes no more answers, and the night's work freezes it. Returns
    whether it is closed. Raises Refused as `close` does."""
    if Ballot.objects.filter(target__wave=wave)[: MOST_BY_HAND + 1].count() <= MOST_BY_HAND:
        close(wave, by=by, at=at)
        return True
    check_papers(wave)
    yesterday = deadlines.day(at) - timedelta(days=1)
    with transaction.atomic():
        wave = Wave.objects.select_for_update().get(pk=wave.pk)
        rules.check_move(wave, WaveEvent.CLOSED)
        wave.closes_on, wave.keying_days = max(wave.opens_on, min(wave.closes_on, yesterday)), 0
        wave.save(update_fields=["closes_on", "keying_days"])
        org_actions.audit(Audited.WAVE_SAVED, f"wave {wave.pk}", by=by, at=at)
    return False


def check_papers(wave: Wave) -> None:
    waiting = Batch.objects.filter(target__wave=wave, done_on=None)
    if waiting.filter(kept_sheets__isnull=False).exists():
        raise Refused(_("A batch of papers is not finished. Finish or empty it first."))


def close_due(*, at: datetime) -> int:
    """Freezes the waves whose days, and days for keying in, have passed; returns how many. One
    whose papers are not all keyed in waits for them."""
    closed = 0
    for wave in queries.waves_to_close(deadlines.day(at)):
        try:
            close(wave, by=None, at=at)
        except Refused:
            continue
        closed += 1
    return closed


def _unfold(wave: Wave, erase_on: date) -> int:
    """Writes the rows of all ballots of a wave, in random order. Returns how many ballots."""
    keys = list(Ballot.objects.filter(target__wave=wave).values_list("pk", flat=True))
    random.SystemRandom().shuffle(keys)
    asked = queries.questionnaire(wave.document)
    for start in range(0, len(keys), CHUNK):
        drawn = keys[start : start + CHUNK]
        found = Ballot.objects.in_bulk(drawn)
        rows: dict[type[models.Model], list[Row]] = {table: [] for table in COLUMNS}
        for key in drawn:
            for table, row in unfolded(found[key], asked, erase_on):
                rows[table].append(row)
        for table, columns in COLUMNS.items():
            pour(table, columns, rows[table])
    return len(keys)


def unfolded(
    ballot: Ballot, asked: Questionnaire, erase_on: date
) -> Iterator[tuple[type[models.Model], Row]]:
    """The rows of one ballot, under new keys: each with its table, in the order of COLUMNS."""
    response = random_key()
    yield Response, (response, ballot.target_id, ballot.language, ballot.mode, ballot.helped)
    items = {question.id: question for question in asked.questions}
    for answer in clean(asked, ballot.answers):
        question = items[answer.item]
        named = (response, answer.item, question.wording)
        if isinstance(question, TextItem):
            words = (*named, str(answer.value), answer.may_quote, erase_on)
            yield ResponseWords, (random_key(), *words)
            continue
        values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        for value in values:
            if value is None:
                yield Answer, (random_key(), *named, None, SKIP)
            elif isinstance(value, int):
                yield Answer, (random_key(), *named, value, "")
            else:
                yield Answer, (random_key(), *named, None, str(value))
    for item in ballot.unclear:
        yield Answer, (random_key(), response, item, items[item].wording, None, UNCLEAR)
