"""One claim judged: of which figures it speaks, and whether they bear it out."""

from dataclasses import replace

from kuulluksi.pure.audit.text import changes, ranks, shares, significance, spans, values, yearly
from kuulluksi.pure.audit.text.binding import Binder, Context
from kuulluksi.pure.audit.text.claims import (
    Change,
    Claim,
    Compared,
    Extreme,
    Middle,
    Significant,
    Skipped,
    Value,
)
from kuulluksi.pure.audit.text.doubt import another_way, elsewhere
from kuulluksi.pure.audit.text.given import Known, misplaced, moved, narrowed, told_by
from kuulluksi.pure.audit.text.lexicon import Cue, Hedge
from kuulluksi.pure.audit.text.matching import fits
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part, Sentence
from kuulluksi.pure.audit.text.series import ITEM, Series, Wanted
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import IN_PART, Vocabulary

_MEANS = Wanted(frozenset({"mean"}))
_SHARES = Wanted(frozenset({"percent"}))
_COUNTS = Wanted(frozenset({"count"}))
_ANSWERS = Wanted(frozenset({"count"}), respondents=True)
_LIMITS = frozenset({Hedge.OVER, Hedge.LEAST, Hedge.UNDER, Hedge.MOST})


class Judge:
    """Knows the figures of a file."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.binder = Binder(vocabulary)

    def judge(
        self,
        claim: Claim,
        sentence: Sentence,
        part: Part,
        context: Context,
        why: Skipped,
        known: Known | None = None,
    ) -> Verdict:
        """What is to be said of a claim; `why` it is none about what was, if so. Of the numbers
        that are `known` it is not asked what they tell of."""
        if isinstance(claim, Value) and known and known.has([claim.number]):
            return self._given(claim, sentence, part, context, why, known)
        if why and why != "negated":
            return unknown(why)
        if isinstance(claim, Change) and known and not why and (told := moved(claim, known)):
            return told
        return self._unknown(claim, sentence, part, context, why, known)

    def _given(
        self,
        claim: Value,
        sentence: Sentence,
        part: Part,
        context: Context,
        why: Skipped,
        known: Known,
    ) -> Verdict:
        """A number that stands by reference is right, unless the sentence tells of another."""
        cell = known.cell(claim.number)
        if cell is None:
            return holds()
        if why:
            return holds(cell)
        # Of a number by reference it need not be doubted whose it is.
        verdict = self._judged(claim, sentence, part, context, None)
        if verdict.rule == "text-range":
            return verdict
        return misplaced(verdict, claim.number, part, context, known)

    def _unknown(
        self,
        claim: Claim,
        sentence: Sentence,
        part: Part,
        context: Context,
        why: Skipped,
        known: Known | None,
    ) -> Verdict:
        """What is to be said of a claim by the words around it."""
        verdict = (
            self._denied(claim, sentence, part, context, known)
            if why
            else self._judged(claim, sentence, part, context, known)
        )
        if verdict.rule == "text-value" and elsewhere(
            claim, part, sentence.words, context, self.vocabulary, verdict.cells[0]
        ):
            return unknown("not-sure")
        if verdict.rule == "text-change" and another_way(
            claim, part, sentence.words, self.vocabulary, verdict.cells
        ):
            return unknown("not-sure")
        return verdict

    def _denied(
        self, claim: Claim, sentence: Sentence, part: Part, context: Context, known: Known | None
    ) -> Verdict:
        """A denied change may be judged; a number beside a denial is bound when it fits, and never
        accused."""
        if isinstance(claim, Value):
            verdict = self._judged(claim, sentence, part, context, known)
            return verdict if verdict.state == "holds" else unknown("negated")
        qualified = part.has(Cue.THAN, Cue.AS, Cue.CONSIDERABLE, Cue.ALL, Cue.MORE, Cue.LESS)
        if isinstance(claim, Change) and claim.denied and not qualified:
            return self._judged(claim, sentence, part, context, known)
        return unknown("negated")

    def _judged(
        self, claim: Claim, sentence: Sentence, part: Part, context: Context, known: Known | None
    ) -> Verdict:
        match claim:
            case Value(number):
                return self.value(number, part, context)
            case Change():
                return self._change(claim, part, context, known)
            case Extreme():
                return self._extreme(claim, part, context, known)
            case Middle():
                return self._middle(claim, sentence, part, context)
            case Compared():
                return self._compared(claim, part, context)
            case Significant():
                subject = self.binder.subject(part.words, part, context, Wanted(moving=True))
                return significance.judge(claim, part, narrowed(subject, part, known), context)

    def _change(self, claim: Change, part: Part, context: Context, known: Known | None) -> Verdict:
        subject = self.binder.subject(part.words, part, context, _moving(claim, part))
        if part.has(Cue.ALL):
            subject = self.binder.family(subject, part.words)
        else:
            subject = told_by(claim, known) or narrowed(subject, part, known)
        return changes.judge(claim, part, subject, context, self.vocabulary)

    def _extreme(
        self, claim: Extreme, part: Part, context: Context, known: Known | None
    ) -> Verdict:
        subject = self.binder.subject(part.words, part, context, _ranked(claim, part))
        shared = self.binder.subject(part.words, part, context, _SHARES)
        if claim.quality and shared.sides & ~subject.sides & ITEM:
            subject = shared
        subject = narrowed(subject, part, known)
        return ranks.judge_extreme(claim, part, subject, context, self.vocabulary)

    def value(self, number: Quantity, part: Part, context: Context) -> Verdict:
        """Whether a number is that of what the part speaks of."""
        kinds = values.statistics_of(number, part)
        subject = self.binder.subject(part.words, part, context, Wanted(kinds))
        if number.to is not None:
            verdict = values.range_of(number, part, subject, context)
            if verdict.state != "unknown":
                return verdict
            return yearly.judge(number, part, self.vocabulary)
        verdict = values.judge(number, part, subject, context)
        if verdict.state == "holds":
            return verdict
        period = spans.of_value(part, number, context).spans
        if part.has(Cue.SUM):
            total = shares.whole(number, self.vocabulary.wholes, period)
            if total is not None:
                return Verdict("holds", (total,))
        if number.soft:
            return verdict
        if number.unit == "percent":
            return self._share(number, part, context, verdict)
        answering = self._answering(number, part, context)
        if answering is not None:
            return answering
        if verdict.state == "fails" and self._partly(number, part, context, kinds):
            return unknown("not-sure")
        return verdict

    def _answering(self, number: Quantity, part: Part, context: Context) -> Verdict | None:
        """ "Answered by 302": a number of respondents of what the sentence names."""
        if not part.has(Cue.RESPONDENTS):
            return None
        subject = self.binder.subject(part.words, part, context, _ANSWERS)
        told = values.judge(number, part, subject, context)
        if told.state == "holds":
            return told
        near = [each for each in self._heard(part, context) if _ANSWERS.fits(each)]
        period = spans.of_value(part, number, context).spans
        cells = [cell for _, cell in spans.in_years(near, period) if fits(number, cell)]
        return holds(cells[0]) if cells else None

    def _share(self, number: Quantity, part: Part, context: Context, verdict: Verdict) -> Verdict:
        """ "Two thirds of all visits were to the nurse": a share of one count in another."""
        if verdict.state == "fails" and number.hedge in _LIMITS:
            # "Over half" is true of almost any two counts.
            return verdict
        told = [word for word in part.words if not self.vocabulary.plain(word)]
        whole = tuple(word for word in told if word.base)
        if whole and len(whole) < len(told):
            mine = self.binder.subject(part.words, part, context, _COUNTS)
            of = self.binder.subject(whole, part, context, _COUNTS)
            share = shares.judge(number, part, mine, of, context)
            if share is None and not of.heard:
                share = shares.of_all(number, part, mine, context, self.vocabulary)
            if share is not None:
                return share
        if verdict.state == "fails" and number.hedge in _LIMITS:
            # "Over half" is true of almost any two counts.
            return verdict
        period = spans.of_value(part, number, context).spans
        worked = shares.ratio(number, self._heard(part, context), period)
        return Verdict("holds", worked) if worked else verdict

    def _partly(
        self, number: Quantity, part: Part, context: Context, kinds: frozenset[str]
    ) -> bool:
        """Whether a figure fits whose name holds a word of the sentence inside a longer one."""
        numbers = {
            each
            for word in part.words
            if not self.vocabulary.plain(word)
            for each, how in self.vocabulary.hear(word).items()
            if how.clearness <= IN_PART
        }
        series = [self.vocabulary.series[each] for each in sorted(numbers)]
        told = [each for each in series if each.statistic in kinds]
        period = spans.of_value(part, number, context).spans
        return any(fits(number, cell) for _, cell in spans.in_years(told, period))

    def _heard(self, part: Part, context: Context) -> list[Series]:
        """Every series that a clear word of the sentence speaks of."""
        near = [*part.words, *(context.before[0] if context.before else ())]
        numbers = {
            number
            for word in near
            if not word.plain
            for number, how in self.vocabulary.hear(word).items()
            if how.clearness > IN_PART
        }
        return [self.vocabulary.series[number] for number in sorted(numbers)]

    def _middle(self, claim: Middle, sentence: Sentence, part: Part, context: Context) -> Verdict:
        subject = self.binder.subject(part.words, part, context, _MEANS)
        stated = ranks.middle_alone(claim, sentence.cut.text, subject, self.vocabulary)
        if stated is not None:
            return stated
        if part.has(Cue.RESULTS, Cue.ALL):
            subject = self.binder.family(subject, part.words)
        return ranks.judge_middle(claim, part, subject, context)

    def _compared(self, claim: Compared, part: Part, context: Context) -> Verdict:
        left = tuple(word for word in part.words if word.start < claim.end)
        right = tuple(word for word in part.words if word.start >= claim.end)
        wanted = _MEANS if part.has(Cue.MEAN) else Wanted()
        if claim.average:
            one = self.binder.subject(left, part, context, wanted)
            return ranks.judge_compared(claim, part, one, one, context, self.vocabulary)
        # What is compared may be told on either side: "girls oftener than boys met the nurse".
        before = replace(context, before=(right, *context.before))
        one = self.binder.subject(left, part, before, wanted)
        beyond = replace(context, before=(left, *context.before))
        another = self.binder.subject(right, part, beyond, wanted)
        return ranks.judge_compared(claim, part, one, another, context, self.vocabulary)


def _moving(claim: Change, part: Part) -> Wanted:
    """What kinds of figures a change may speak of."""
    numbers = [each for each in (claim.source, claim.target) if each is not None]
    by = claim.by.unit if claim.by is not None else ""
    kinds: frozenset[str] | None = None
    if any(each.unit == "percent" for each in numbers):
        kinds = frozenset({"percent"})
    elif numbers:
        kinds = frozenset().union(*(values.statistics_of(each, part) for each in numbers))
    elif part.has(Cue.MEAN):
        kinds = frozenset({"mean"})
    elif by == "points" or (claim.shared and not claim.counted):
        kinds = frozenset({"percent"})
    elif claim.counted or by == "percent":
        kinds = frozenset({"count", "percent", "other"})
    return Wanted(kinds, moving=True)


def _ranked(claim: Extreme, part: Part) -> Wanted:
    """What kinds of figures a rank may speak of."""
    units = {each.unit for each in part.quantities if not each.soft}
    if "percent" in units or (part.has(Cue.SHARE) and not part.has(Cue.MEAN)):
        return Wanted(frozenset({"percent"}))
    if part.has(Cue.MEAN) or claim.quality:
        return Wanted(frozenset({"mean", "nps"}))
    return Wanted()
