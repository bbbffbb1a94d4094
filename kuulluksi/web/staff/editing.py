"""A text as its reviewer edits it for the public: what a program found comes first and is hidden
unless the reviewer shows it; every other word can be hidden too.

A browser may send only so many fields, so a long text is edited in parts. What was chosen in the
other parts travels in one field.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import Feedback
from kuulluksi.org.models import Person
from kuulluksi.pure.masking import Kind, Span, find, merged, pieces, words
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event, PublicationState
from kuulluksi.voices.models import Voice
from kuulluksi.voices.queries import Original
from kuulluksi.web.staff.acts import ActForm, own_words

# How many words stand on a page; fewer than the fields that a request may hold.
PART = 300
# How much of the text stands around a found thing in the list.
AROUND = 30
LABELS = {
    Kind.NAME: gettext_lazy("a name"),
    Kind.IDENTITY_CODE: gettext_lazy("an identity code"),
    Kind.PHONE: gettext_lazy("a phone number"),
    Kind.EMAIL: gettext_lazy("an e-mail address"),
    Kind.ADDRESS: gettext_lazy("an address"),
    Kind.ACCOUNT: gettext_lazy("an account number"),
    Kind.OTHER: gettext_lazy("a link"),
}


@dataclass(frozen=True)
class Choice:
    """Something that can be hidden as one: what was found, or a word. `side`: "w" in the giver's
    words, "a" in the answer."""

    side: str
    text: str
    span: Span
    found: bool

    @property
    def key(self) -> str:
        return f"{self.side}{self.span.start}-{self.span.end}"

    @property
    def shown(self) -> str:
        return self.text[self.span.start : self.span.end]

    @property
    def label(self) -> str:
        return str(LABELS[self.span.kind])

    @property
    def before(self) -> str:
        start = max(0, self.span.start - AROUND)
        return ("…" if start else "") + self.text[start : self.span.start]

    @property
    def after(self) -> str:
        end = self.span.end + AROUND
        return self.text[self.span.end : end] + ("…" if end < len(self.text) else "")


@dataclass(frozen=True)
class Stretch:
    """The text up to a choice, the choice, and whether it is hidden."""

    before: str
    choice: Choice | None
    hidden: bool = False


@dataclass(frozen=True)
class Side:
    """What of the words or the answer stands in one part."""

    name: str
    stretches: Sequence[Stretch]


@dataclass(frozen=True)
class Part:
    """One part of the texts, ready to be shown; `kept` is what was chosen in the others."""

    number: int
    parts: int
    found: Sequence[Stretch]
    sides: Sequence[Side]
    kept: str
    # A word of the running text is hidden, so the text is shown unfolded.
    unfolded: bool

    @property
    def turns(self) -> list[int]:
        """The parts before and after, where there are any."""
        return [n for n in (self.number - 1, self.number + 1) if 1 <= n <= self.parts]


def choices(original: Original) -> list[Choice]:
    """Everything that can be hidden, in order."""
    return [*_of("w", original.words), *_of("a", original.answer)]


def found_in(original: Original) -> set[str]:
    """What is hidden until the reviewer decides otherwise."""
    return {choice.key for choice in choices(original) if choice.found}


def spans(original: Original, picked: Iterable[str]) -> tuple[list[Span], list[Span]]:
    """What was picked, in the words and in the answer; whatever is no choice is passed over."""
    kept = set(picked)
    chosen = [choice for choice in choices(original) if choice.key in kept]
    return (
        [choice.span for choice in chosen if choice.side == "w"],
        [choice.span for choice in chosen if choice.side == "a"],
    )


@dataclass(frozen=True)
class Preview:
    """A publication as it would be, in no database."""

    voice: Voice
    words: Sequence[dict[str, str]]
    answer: Sequence[dict[str, str]]


def preview(voice: Voice, original: Original, picked: Iterable[str]) -> Preview:
    told, answered = spans(original, picked)
    return Preview(
        voice,
        pieces(original.words, merged(original.words, told)),
        pieces(original.answer, merged(original.answer, answered)),
    )


def part(original: Original, number: int, picked: set[str]) -> Part:
    """The part of that number; one that does not exist is the nearest."""
    every = choices(original)
    parts = max(1, -(-len(every) // PART))
    number = min(max(number, 1), parts)
    here = every[(number - 1) * PART : number * PART]
    keys = {choice.key for choice in here}
    sides = []
    for side, text in (("w", original.words), ("a", original.answer)):
        mine = [choice for choice in here if choice.side == side]
        if mine:
            first, last = mine[0] is _first(every, side), mine[-1] is _last(every, side)
            sides.append(Side(side, list(_stretches(text, mine, picked, first=first, last=last))))
    return Part(
        number,
        parts,
        [Stretch("", choice, choice.key in picked) for choice in here if choice.found],
        sides,
        ",".join(sorted(picked - keys)),
        any(choice.key in picked and not choice.found for choice in here),
    )


def _first(every: Sequence[Choice], side: str) -> Choice | None:
    return next((choice for choice in every if choice.side == side), None)


def _last(every: Sequence[Choice], side: str) -> Choice | None:
    return _first(every[::-1], side)


def _of(side: str, text: str) -> Iterator[Choice]:
    """What was found, and the words in the gaps between."""
    place = 0
    for span in [*find(text), None]:
        end = span.start if span else len(text)
        for start, stop in words(text[place:end]):
            yield Choice(side, text, Span(place + start, place + stop, Kind.OTHER), found=False)
        if span:
            yield Choice(side, text, span, found=True)
            place = span.end


def _stretches(
    text: str, chosen: Sequence[Choice], picked: set[str], *, first: bool, last: bool
) -> Iterator[Stretch]:
    place = 0 if first else chosen[0].span.start
    for choice in chosen:
        yield Stretch(text[place : choice.span.start], choice, choice.key in picked)
        place = choice.span.end
    if last:
        yield Stretch(text[place:], None)


class PublishForm(ActForm):
    event = Event.EDITED
    heading = gettext_lazy("Edit for publishing")
    button = gettext_lazy("Publish")
    done = "published"

    # The things that a reviewer picks have no fields of their own; this one takes their faults.
    pick = forms.CharField(required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    part = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=gettext_lazy("I have read it all. Nobody can be recognised from it."),
        error_messages={
            "required": gettext_lazy(
                "Read the text once more: can somebody be recognised from it? If not, tick this."
            )
        },
    )

    def __init__(self, feedback: Feedback, original: Original, data: Any = None) -> None:
        super().__init__(feedback, data)
        self.original = original
        self.outcome = self.done

    @property
    def picked(self) -> set[str]:
        """What is hidden: on a new page all that was found, then what the reviewer chose."""
        if not isinstance(self.data, QueryDict) or not self.is_bound:
            return found_in(self.original)
        return {*self.data.get("kept", "").split(","), *self.data.getlist("pick")} - {""}

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        told, answered = spans(self.original, self.picked)
        publication = cases.publish(
            voice, by=by, at=at, seen=self.seen_version, words=told, answer=answered
        )
        if publication.state == PublicationState.ASKED:
            self.outcome = "asked"


class TakeDownForm(ActForm):
    event = Event.TAKEN_DOWN
    heading = gettext_lazy("Take it down from the public pages?")
    lead = gettext_lazy(
        "The feedback and its answer leave the public pages at once, and the edited text is erased."
        " The giver reads your reason."
    )
    button = gettext_lazy("Take it down")
    done = "taken-down"
    grave = True

    reason = forms.CharField(
        label=gettext_lazy("Reason, as the giver reads it"), required=False, widget=own_words(4)
    )

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.take_down(voice, by=by, at=at, seen=self.seen_version, reason=self.words("reason"))
