"""The forms for what came through the wrong door: handed on with a word to the giver, or taken as
feedback after all."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import Feedback
from kuulluksi.org.models import Person
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event, Misdirected
from kuulluksi.voices.models import Contact, Voice
from kuulluksi.web.kit.clock import today
from kuulluksi.web.staff import voice_page
from kuulluksi.web.staff.acts import ActForm, ReaderForm, own_words

# What the giver is told, by what they came for. Whoever hands on reads it first and may change it.
READY: dict[str, Promise] = {
    Misdirected.OWN_WORKER: gettext_lazy(
        "You want to reach your own worker. These pages are for feedback, so we handed your"
        " message on."
    ),
    Misdirected.APPOINTMENT: gettext_lazy(
        "You want an appointment. Times are not booked through these pages, so we handed your"
        " message on."
    ),
    Misdirected.DECISION: gettext_lazy(
        "You ask about a decision or an application of your own. These pages are for feedback, so"
        " we handed your message on."
    ),
    Misdirected.OTHER: gettext_lazy(
        "These pages are for feedback, and your matter is something else. We handed your message"
        " on to somebody who can help."
    ),
}


class HandOnForm(ReaderForm):
    event = Event.HANDED_ON
    template = "staff/hand_on.html"
    heading = gettext_lazy("This is no feedback: hand it on")
    lead = gettext_lazy(
        "Somebody seeks their own worker, wants an appointment or asks about their own matter."
        " Choose who helps them. The giver reads your message, and the matter stays open until it"
        " is answered. It is counted apart from feedback."
    )
    button = gettext_lazy("Hand it on and tell the giver")
    done = "handed-on"
    field_order = ("wanted", "to", "place", "message")

    wanted = forms.ChoiceField(
        label=gettext_lazy("What does the giver want?"),
        choices=[("", gettext_lazy("Choose")), *Misdirected.choices],
        error_messages={"required": gettext_lazy("Choose what the giver wants.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the giver"),
        help_text=gettext_lazy("The giver reads it with the code. Say what happens next."),
        error_messages={"required": gettext_lazy("Write what the giver is told.")},
        widget=own_words(6),
    )

    def __init__(self, feedback: Feedback, data: Any = None, **initial: str) -> None:
        people, places = voice_page.readers(feedback.voice, today()), voice_page.places(today())
        super().__init__(feedback, people, places, data, **initial)
        self.fields["message"].widget.attrs["lang"] = feedback.voice.language

    def filled(self) -> "HandOnForm":
        """The same form with a ready message, unless the writer has begun one of their own."""
        typed = {name: str(self.data.get(name, "")) for name in (*self.fields, "seen")}
        if not typed["message"].strip() or typed["message"] in ready_messages(self.feedback.voice):
            typed["message"] = ready_message(self.feedback.voice, typed["wanted"])
        return HandOnForm(self.feedback, **typed)

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        cases.hand_on(
            voice,
            by=by,
            at=at,
            seen=self.seen_version,
            reason=Misdirected(self.words("wanted")),
            words=self.words("message"),
            **self.whither(),
        )


def ready_message(voice: Voice, reason: str) -> str:
    """In the giver's language: what was done, and how to be helped, by phone if there is one."""
    if reason not in READY:
        return ""
    phone = voice.unit.phone if voice.unit else ""
    with override(voice.language):
        parts = [str(READY[reason])]
        if phone and Contact.objects.filter(voice=voice).exists():
            parts.append(_("You can also call: %(phone)s.") % {"phone": phone})
        elif phone:
            parts.append(
                _("We do not know who you are. Please call, so that we can help: %(phone)s.")
                % {"phone": phone}
            )
        return "\n\n".join(parts)


def ready_messages(voice: Voice) -> set[str]:
    return {ready_message(voice, reason).replace("\n", "\r\n") for reason in READY}


class AsFeedbackForm(ActForm):
    event = Event.AS_FEEDBACK
    heading = gettext_lazy("Is this feedback after all?")
    lead = gettext_lazy(
        "It is then answered and counted like other feedback. The day by which the answer is due"
        " stays the same. The giver sees it with the code."
    )
    button = gettext_lazy("Handle it as feedback")
    done = "as-feedback"

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.take_as_feedback(voice, by=by, at=at, seen=self.seen_version)
