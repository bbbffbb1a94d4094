"""Papers are keyed in: sheet by sheet into a batch, some of them twice, and when the batch is done
into the ballot box, from where no way leads back to a sheet."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, insert
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.keying import UNCLEAR, Keyed, Sent, compare
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions.answering import hold_open
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import Ballot, Batch, Sheet, Wave, WaveTarget
from kuulluksi.surveys.queries import keying as piles


def hand_out(target: WaveTarget, papers: int) -> None:
    """So many papers more were given out at a place: answers are compared with them. Raises Refused
    when the wave takes no paper, or is closed, for then its numbers are frozen."""
    with transaction.atomic():
        hold_open(target.wave_id)
        wave = Wave.objects.get(pk=target.wave_id)
        rules.check_goals(wave)
        _check_on_paper(wave)
        WaveTarget.objects.filter(pk=target.pk).update(invited=models.F("invited") + papers)


def start(
    target: WaveTarget, language: str, *, twice_every: int, by: Person, at: datetime
) -> Batch:
    """A new batch of papers of one place in one language. Raises WaveClosed; Refused when the wave
    takes no paper, or does not ask in that language."""
    wave = target.wave
    _check_open(wave, at)
    _check_on_paper(wave)
    if language not in queries.questionnaire(wave.document).languages:
        raise Refused(_("The questionnaire is not offered in this language."), "language")
    return Batch.objects.create(
        target=target,
        language=language,
        twice_every=twice_every,
        keyed_by=by,
        began_on=deadlines.day(at),
    )


def key_in(batch: Batch, number: int, keyed: Keyed, helped: str, *, at: datetime) -> Sheet:
    """A sheet is keyed in for the first time. Raises Refused when its number is taken."""
    with transaction.atomic():
        _hold(batch, at)
        if Sheet.objects.filter(batch=batch, number=number).exists():
            raise Refused(
                _("Sheet %(number)s has been keyed in already. Look at the number on the paper.")
                % {"number": number},
                "number",
            )
        return Sheet.objects.create(
            batch=batch,
            number=number,
            helped=helped,
            answers=keyed.answers,
            unclear=list(keyed.unclear),
        )


def mend(sheet: Sheet, keyed: Keyed, helped: str, *, at: datetime) -> None:
    """A sheet is gone back to and put right; what its two keyings were counted as stays so."""
    with transaction.atomic():
        _hold(sheet.batch, at)
        twice = _now(sheet).again
        again = {**twice, "settled": True} if twice else None
        Sheet.objects.filter(pk=sheet.pk).update(
            answers=keyed.answers, unclear=list(keyed.unclear), helped=helped, again=again
        )


def key_again(sheet: Sheet, keyed: Keyed, *, at: datetime) -> bool:
    """The second keying of a sheet; returns whether it is as the first. Once only: whoever has seen
    both keyings keys no third."""
    with transaction.atomic():
        _hold(sheet.batch, at)
        sheet = _now(sheet)
        if sheet.again is not None:
            raise Refused(_("This sheet has been keyed in twice already."))
        asked = queries.questionnaire(sheet.batch.target.wave.document)
        found = compare(
            asked,
            piles.said(sheet.answers, sheet.unclear),
            piles.said(dict(keyed.answers), list(keyed.unclear)),
        )
        sheet.again = {
            "answers": keyed.answers,
            "unclear": list(keyed.unclear),
            "compared": found.answers,
            "differed": len(found.differences),
            "settled": not found.differences,
        }
        sheet.save(update_fields=["again"])
    return not found.differences


def settle(sheet: Sheet, second: Mapping[str, bool], *, at: datetime) -> None:
    """Where two keyings differ, `second` tells for each item whether the second is right.

    Raises Refused when an item is left open.
    """
    with transaction.atomic():
        _hold(sheet.batch, at)
        sheet = _now(sheet)
        differences = piles.compared(sheet).differences
        if any(each.item not in second for each in differences):
            raise Refused(_("Choose what stands on the paper for each question."))
        right = piles.said(sheet.answers, sheet.unclear)
        for each in differences:
            if second[each.item]:
                right[each.item] = each.second
        sheet.unclear = [item for item, value in right.items() if value == UNCLEAR]
        sheet.answers = _kept(queries.questionnaire(sheet.batch.target.wave.document), right)
        sheet.again = {**(sheet.again or {}), "settled": True}
        sheet.save(update_fields=["answers", "unclear", "again"])


def take_out(sheet: Sheet, *, at: datetime) -> None:
    """A sheet leaves its batch, because it does not belong there."""
    with transaction.atomic():
        _hold(sheet.batch, at)
        Sheet.objects.filter(pk=sheet.pk).delete()


def finish(batch: Batch, *, by: Person, at: datetime) -> Batch:
    """The sheets of a batch go into the ballot box in random order and under random keys, and are
    sheets no more; how many they were and how many keying errors were found stays.

    Raises Refused when sheets wait to be keyed twice or to be settled.
    """
    with transaction.atomic():
        batch = _hold(batch, at)
        pile = piles.pile(batch)
        if not pile.ready:
            raise Refused(_("Some sheets are still to be keyed a second time or compared."))
        ballots = [
            Ballot(
                target_id=batch.target_id,
                language=batch.language,
                mode=Mode.PAPER,
                helped=sheet.helped,
                answers=sheet.answers,
                unclear=sheet.unclear,
            )
            for sheet in pile.sheets
        ]
        random.SystemRandom().shuffle(ballots)
        insert(ballots)
        Sheet.objects.filter(batch=batch).delete()
        batch.done_on = deadlines.day(at)
        batch.sheets = len(ballots)
        batch.compared, batch.differed = pile.compared
        batch.save(update_fields=["done_on", "sheets", "compared", "differed"])
        detail = {
            "sheets": batch.sheets, "compared": batch.compared, "differed": batch.differed
        }  # fmt: skip
        org_actions.audit(Audited.KEYED, f"batch {batch.pk}", by=by, at=at, detail=detail)
    return batch


def abandon(batch: Batch, *, at: datetime) -> None:
    """An empty batch is no batch. Raises Refused when it has sheets."""
    with transaction.atomic():
        _hold(batch, at)
        if Sheet.objects.filter(batch=batch).exists():
            raise Refused(_("There are sheets in this batch. Finish it, or take them out first."))
        Batch.objects.filter(pk=batch.pk).delete()


def _hold(batch: Batch, at: datetime) -> Batch:
    """The batch as it is now, held until the transaction ends, in a wave that is not frozen."""
    hold_open(batch.target.wave_id)
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.done_on is not None:
        raise Refused(_("This batch is finished. Its sheets are in the ballot box."))
    _check_open(Wave.objects.get(pk=batch.target.wave_id), at)
    return held


def _now(sheet: Sheet) -> Sheet:
    """A sheet as it is by now: somebody else may have it before them, too."""
    found = Sheet.objects.filter(pk=sheet.pk).first()
    if found is None:
        raise Refused(_("The sheet was taken out."))
    found.batch = sheet.batch
    return found


def _check_on_paper(wave: Wave) -> None:
    if Mode.PAPER not in wave.modes:
        raise Refused(_("This wave is not answered on paper."))


def _check_open(wave: Wave, at: datetime) -> None:
    """Papers are keyed in until the wave is frozen, also after its last day."""
    on = deadlines.day(at)
    rules.check_answerable(wave, on, began_on=min(on, wave.closes_on))


def _kept(asked: Questionnaire, right: Mapping[str, Sent]) -> dict[str, Any]:
    """What is left when the right values are read together: a corrected answer may close the way
    to a question that was answered in both keyings."""
    return clean(asked, {key: sent for key, sent in right.items() if sent != UNCLEAR}).raw()
