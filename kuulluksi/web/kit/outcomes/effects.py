"""What is said of an effect, in sentences for people who have never read a table of tests.

One thing comes after another, never because of it. What has not been measured is said to be so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kuulluksi.outcomes.enums import OPEN, MeasureState, Waits
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries.effects import Found
from kuulluksi.pure.stats.comparing import Reason
from kuulluksi.pure.stats.effects import Verdict
from kuulluksi.pure.stats.headline import Measure as Stands
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.amounts import count_of, limit, told
from kuulluksi.web.kit.figures.sentences import CAUTIONS, INNER, OTHER_PLACES, REFUSED
from kuulluksi.web.kit.tags import day_text, said

Sayings = Mapping[Verdict, Callable[[], str]]


@dataclass(frozen=True)
class Said:
    """What is said of one figure that a measure should move."""

    title: str
    place: str
    words: str
    others: str
    cautions: tuple[str, ...]
    verdict: Verdict

    @property
    def whole(self) -> str:
        """All of it in one paragraph."""
        return " ".join([f"{self.title} ({self.place}).", self.words, self.others, *self.cautions])


def all_said(founds: Sequence[Found]) -> tuple[Said, ...]:
    """What is said of those that have been measured."""
    names = naming.places({found.target.place for found in founds})
    return tuple(
        _said_of(found, found.verdict, names[found.target.place])
        for found in founds
        if found.verdict is not None
    )


def line(measure: Measure, founds: Sequence[Found]) -> str:
    """What is said of a measure whose effect has not been measured yet; nothing of what has."""
    if any(found.verdict is not None for found in founds):
        return ""
    again = next((found.asked_again for found in founds if found.asked_again), None)
    asked = ""
    if again is not None:
        asked = _("The same is asked again in the survey “%(title)s” (from %(day)s).") % {
            "title": said(again.title),
            "day": day_text(again.opens_on),
        }
    if measure.state in OPEN:
        return asked
    if measure.state != MeasureState.DONE:
        return ""
    unmeasured = _("Done. The effect has not been measured.")
    if not asked and any(found.waits == Waits.NOT_AGAIN for found in founds):
        asked = _("It is not planned to ask the same again.")
    return f"{unmeasured} {asked}".strip()


def _said_of(found: Found, verdict: Verdict, place: str) -> Said:
    before, after = found.before, found.after
    words = _filled(found, _HERE[verdict](), before, after)
    if verdict is Verdict.NOT_COMPARABLE:
        words = f"{words} {REFUSED[found.refused or Reason.ITEM]}"
    beside = _OTHERS.get(found.apart) if found.apart and verdict in _HAPPENED else None
    others = _filled(found, beside(), found.others_before, found.others_after) if beside else ""
    kept = [str(CAUTIONS[caution]) for caution in found.cautions]
    if found.places:
        kept.append(str(OTHER_PLACES))
    return Said(
        title=naming.of_wave(found.target.before).title(found.asked.counted),
        place=place,
        words=words,
        others=others,
        cautions=tuple(kept) if verdict in _HAPPENED else (),
        verdict=verdict,
    )


def _filled(found: Found, words: str, then: Published, now: Published) -> str:
    """A sentence with its two figures and their bases."""
    numbers: dict[str, object] = {
        "what": _what(found),
        "least": found.least,
        "limit": limit(found.bound, found.measure),
    }
    if then.counts is not None and now.counts is not None:
        figures = told(then.counts, now.counts, found.measure)
        numbers |= {
            "before": figures.before,
            "after": figures.after,
            "amount": figures.amount,
            "n": count_of(then.counts.n),
            "m": count_of(now.counts.n),
        }
    return words % numbers


def _what(found: Found) -> str:
    """What is compared; of a share also what those have in common who are counted into it."""
    inner = str(INNER[found.measure])
    top = naming.of_wave(found.target.before).top(found.asked.counted)
    return f"{inner} ({top})" if found.measure is Stands.SHARE and top else inner


_HAPPENED = (Verdict.BETTER, Verdict.WORSE, Verdict.ABSENT, Verdict.UNSEEN)
"""What was measured and could be judged."""

_HERE: Sayings = {
    Verdict.BETTER: lambda: _(
        "Changed for the better after this, by %(amount)s: %(what)s was %(before)s (%(n)s) and is"
        " now %(after)s (%(m)s)."
    ),
    Verdict.WORSE: lambda: _(
        "Changed for the worse after this, by %(amount)s: %(what)s was %(before)s (%(n)s) and is"
        " now %(after)s (%(m)s)."
    ),
    Verdict.ABSENT: lambda: _(
        "Nothing changed after this: %(what)s was %(before)s (%(n)s) and is now %(after)s (%(m)s)."
        " Only a difference of %(limit)s or more would be a change."
    ),
    Verdict.UNSEEN: lambda: _(
        "No change can be seen after this: %(what)s was %(before)s (%(n)s) and is now %(after)s"
        " (%(m)s). The difference may be chance."
    ),
    Verdict.TOO_FEW: lambda: _(
        "There are too few answers to tell of a change: both times need at least %(least)d."
    ),
    Verdict.NOT_COMPARABLE: lambda: _("The two times cannot be compared."),
    Verdict.HIDDEN: lambda: _(
        "Nothing can be told of a change: one of the two figures is not shown, so that nobody is"
        " recognised."
    ),
}
_OTHERS: Sayings = {
    Verdict.BETTER: lambda: _(
        "At comparable places without this measure it changed less for the better: from %(before)s"
        " (%(n)s) to %(after)s (%(m)s)."
    ),
    Verdict.WORSE: lambda: _(
        "At comparable places without this measure it went better in the same time: from"
        " %(before)s (%(n)s) to %(after)s (%(m)s)."
    ),
    Verdict.ABSENT: lambda: _(
        "At comparable places without this measure it went the same way: from %(before)s (%(n)s)"
        " to %(after)s (%(m)s)."
    ),
    Verdict.UNSEEN: lambda: _(
        "At comparable places without this measure: from %(before)s (%(n)s) to %(after)s (%(m)s)."
        " That it went otherwise there may be chance."
    ),
    Verdict.TOO_FEW: lambda: _("There are too few answers from comparable places."),
    Verdict.HIDDEN: lambda: _("Of comparable places nothing can be shown."),
    Verdict.NONE: lambda: _("There are no comparable places without such a measure."),
}
