"""The forms for what cannot wait and for what is said while somebody waits."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy

from kuulluksi.org.models import Person
from kuulluksi.voices import actions
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Voice
from kuulluksi.web.staff.acts import ActForm, own_words


class InterimForm(ActForm):
    event = Event.INTERIM
    heading = gettext_lazy("Tell the giver how it is going")
    lead = gettext_lazy(
        "The giver reads your message with the code. It is not yet the answer: the clock goes on,"
        " and you still answer by the promised day."
    )
    button = gettext_lazy("Send the message")
    done = "told"

    interim = forms.CharField(
        label=gettext_lazy("What are you doing about it, and when does the giver hear more?"),
        required=False,
        widget=own_words(5),
    )

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.interim(voice, by=by, at=at, seen=self.seen_version, words=self.words("interim"))


class UrgentForm(ActForm):
    event = Event.URGENT
    heading = gettext_lazy("Can this not wait?")
    lead = gettext_lazy(
        "Whoever is on duty gets a letter at once and reads this, wherever it belongs. It stands"
        " first in the inbox until it is answered. In danger to life call 112 yourself."
    )
    button = gettext_lazy("Mark as urgent")
    done = "urgent"

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.mark_urgent(voice, by=by, at=at)


class CalmForm(ActForm):
    event = Event.CALMED
    heading = gettext_lazy("Is it not urgent after all?")
    lead = gettext_lazy(
        "Then it stands in the inbox by its day like the others, and whoever is on duty reads it no"
        " more. The day of the answer stays."
    )
    button = gettext_lazy("It is not urgent")
    done = "calmed"

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.calm(voice, by=by, at=at)
