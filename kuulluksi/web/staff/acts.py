"""The forms of acts on a voice: each says what the act means and carries it out. What is allowed,
the rules of the rooms below decide, and their sentence lands beside its field.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, TypedDict

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import Feedback, StandardAnswer
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Voice
from kuulluksi.voices.rules import Stale
from kuulluksi.web.staff.forms import Choices, StaffForm


class ActForm(StaffForm):
    """An act on a voice. It carries the version that the writer had read."""

    event: ClassVar[Event]
    heading: ClassVar[Promise]
    lead: ClassVar[Promise]
    button: ClassVar[Promise]
    done: ClassVar[str]
    grave: ClassVar[bool] = False
    template: ClassVar[str] = "staff/act.html"

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, feedback: Feedback, data: Any = None, **initial: str) -> None:
        super().__init__(data, {"seen": feedback.voice.version, **initial})
        self.feedback = feedback
        self.stale: Stale | None = None

    @property
    def possible(self) -> bool:
        """Whether there is anything to do; else the page leads back to the voice."""
        return True

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        raise NotImplementedError

    def carry_out(self, *, by: Person, at: datetime) -> int:
        """Acts. Returns 303, or 422 with faults, or 409 when somebody else acted first."""
        if not self.is_valid():
            return 422
        try:
            self.act(self.feedback.voice, by=by, at=at)
        except Stale as stale:
            self.stale = stale
            return 409
        except Refused as refused:
            self.refuse(refused)
            return 422
        return 303

    def has_read(self, feedback: Feedback) -> None:
        """After the notice of what happened meanwhile, the same words may be sent again."""
        self.feedback = feedback
        typed = {name: self.data.get(name, "") for name in self.fields if name in self.data}
        self.data = {**typed, "seen": str(feedback.voice.version)}

    def words(self, name: str) -> str:
        return str(self.cleaned_data[name])

    @property
    def seen_version(self) -> int:
        return self.cleaned_data["seen"] or 0


def own_words(rows: int) -> forms.Textarea:
    """Serif: a person writes it."""
    return forms.Textarea(attrs={"class": "own", "rows": rows})


class AnswerForm(ActForm):
    event = Event.ANSWERED
    done = "answered"

    opening = forms.ChoiceField(label=gettext_lazy("Ready opening"), required=False)
    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy(
            "An opening is only a beginning. Tell what you will do, who does it and when. Answer"
            " in clear language: short sentences, no abbreviations."
        ),
        error_messages={"required": gettext_lazy("Write the answer.")},
        widget=own_words(9),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Nobody can tell from the answer who gave the feedback."),
        error_messages={
            "required": gettext_lazy(
                "Read your answer once more: can somebody tell from it who gave the feedback?"
                " If not, tick this."
            )
        },
    )

    def __init__(
        self,
        feedback: Feedback,
        openings: Sequence[StandardAnswer],
        data: Any = None,
        **initial: str,
    ) -> None:
        super().__init__(feedback, data, **initial)
        self.openings = openings
        labels = [(str(row.pk), _opening_label(row)) for row in openings]
        self.fields["opening"] = forms.ChoiceField(
            label=_("Ready opening"),
            choices=[("", _("No ready opening")), *labels],
            required=False,
        )
        self.fields["answer"].widget.attrs["lang"] = feedback.voice.language

    def opened(self) -> str:
        """The chosen opening, then what had been written already."""
        typed = str(self.data.get("answer", "")).strip()
        for row in self.openings:
            ready = row.opening.best(self.feedback.voice.language)
            if str(row.pk) == self.data.get("opening") and not typed.startswith(ready):
                return f"{ready}\n\n{typed}"
        return typed

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        cases.answer(voice, by=by, at=at, seen=self.seen_version, words=self.words("answer"))


def _opening_label(row: StandardAnswer) -> str:
    topic = row.get_topic_display() if row.topic else _("any topic")
    return f"{row.get_kind_display()}: {topic}"


class Whither(TypedDict):
    to: Person | None
    unit: Unit | None
    service: Service | None


class ReaderForm(ActForm):
    """An act that chooses the next reader: a colleague, or whoever answers for a place."""

    to = forms.ChoiceField(label=gettext_lazy("Colleague"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Or a place"), required=False)

    def __init__(
        self, feedback: Feedback, people: Choices, places: Choices, data: Any = None, **initial: str
    ) -> None:
        super().__init__(feedback, data, **initial)
        none: Choices = [("", _("Choose"))]
        self.fields["to"] = forms.ChoiceField(
            label=_("Colleague"), choices=[*none, *people], required=False
        )
        self.fields["place"] = forms.ChoiceField(
            label=_("Or a place"), choices=[*none, *places], required=False
        )

    def clean(self) -> None:
        to, place = self.cleaned_data.get("to"), self.cleaned_data.get("place")
        if to and place:
            self.add_error("place", _("Choose either a colleague or a place, not both."))
        elif not to and not place and not {"to", "place"} & self.errors.keys():
            self.add_error("to", _("Choose who reads this next."))

    def whither(self) -> Whither:
        """The colleague or the place that was chosen."""
        to = self.words("to")
        kind, _colon, key = self.words("place").partition(":")
        return {
            "to": Person.objects.get(pk=to) if to else None,
            "unit": Unit.objects.get(pk=key) if kind == "unit" else None,
            "service": Service.objects.get(pk=key) if kind == "service" else None,
        }


class MoveForm(ReaderForm):
    event = Event.MOVED
    heading = gettext_lazy("Move to another reader")
    lead = gettext_lazy(
        "Choose a colleague, or the place that this concerns: then it goes to whoever answers"
        " for that place. The day by which the answer is due stays the same."
    )
    button = gettext_lazy("Move")
    done = "moved"

    reason = forms.CharField(
        label=gettext_lazy("Why do you move this?"),
        help_text=gettext_lazy("Colleagues read the reason. The giver does not."),
        error_messages={"required": gettext_lazy("Write why you move this.")},
        widget=own_words(3),
    )

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        reason = self.words("reason")
        cases.move(voice, by=by, at=at, seen=self.seen_version, reason=reason, **self.whither())


class NoteForm(ActForm):
    event = Event.NOTED
    heading = gettext_lazy("Write a note to colleagues")
    lead = gettext_lazy("Everybody who handles this feedback reads the note. The giver does not.")
    button = gettext_lazy("Save the note")
    done = "noted"

    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=own_words(5))

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.note(voice, by=by, at=at, words=self.words("note"))


class TalkForm(ActForm):
    event = Event.TALKED
    heading = gettext_lazy("Record the talk with the worker")
    lead = gettext_lazy(
        "The giver has allowed a talk about this. The giver learns that it was held, not what"
        " was said."
    )
    button = gettext_lazy("Save the record")
    done = "talked"

    talk = forms.CharField(
        label=gettext_lazy("What did you agree on?"), required=False, widget=own_words(5)
    )

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        cases.record_talk(voice, by=by, at=at, words=self.words("talk"))


class CloseForm(ActForm):
    event = Event.CLOSED
    heading = gettext_lazy("Close this feedback?")
    lead = gettext_lazy(
        "The giver reads your reason. Without an answer it stands in the answer's place. The"
        " giver may still write, and then this opens again."
    )
    button = gettext_lazy("Close and give the reason")
    done = "closed"
    grave = True

    close = forms.CharField(
        label=gettext_lazy("Reason, as the giver reads it"), required=False, widget=own_words(4)
    )

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.close(voice, by=by, at=at, seen=self.seen_version, reason=self.words("close"))


class DiscardForm(ActForm):
    event = Event.DISCARDED
    heading = gettext_lazy("Did a robot send this?")
    lead = gettext_lazy(
        "The feedback is closed and nobody answers it. If a person sent it after all, they see"
        " this with their code and may write again."
    )
    button = gettext_lazy("A robot sent this")
    done = "discarded"
    grave = True

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.discard(voice, by=by, at=at, seen=self.seen_version)


class ReleaseForm(ActForm):
    event = Event.RELEASED
    heading = gettext_lazy("Did a person write this?")
    lead = gettext_lazy("The feedback goes on to whoever answers for the place that it concerns.")
    button = gettext_lazy("A person wrote this")
    done = "released"

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        cases.release(voice, by=by, at=at, seen=self.seen_version)
