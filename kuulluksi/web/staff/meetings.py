"""What a reader brings to the team: thanks to whom they are due, a matter for the meeting, and what
the team concluded. The giver reads the conclusion."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from kuulluksi.cases import actions, queries, rules
from kuulluksi.cases.models import Feedback
from kuulluksi.org.models import Person
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff.acts import ActForm, own_words
from kuulluksi.web.staff.voice import act


class ThankForm(ActForm):
    event = Event.PASSED_ON
    template = "staff/thank.html"
    heading = gettext_lazy("Tell the worker")
    lead = gettext_lazy(
        "Whom you choose reads these thanks on the team's page, without the names of others. The"
        " giver learns that the thanks were told."
    )
    button = gettext_lazy("Tell them")
    done = "passed-on"

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who is thanked?"),
        help_text=gettext_lazy("Whoever has been told already is not in the list."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, feedback: Feedback, data: Any = None) -> None:
        super().__init__(feedback, data)
        self.colleagues = {str(each.pk): each for each in queries.may_be_told(feedback, today())}
        self.fields["people"] = forms.MultipleChoiceField(
            label=self.fields["people"].label,
            help_text=self.fields["people"].help_text,
            choices=[(key, each.name) for key, each in self.colleagues.items()],
            error_messages={"invalid_choice": gettext_lazy("Choose people from the list.")},
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def possible(self) -> bool:
        return rules.may_praise(self.feedback)

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        chosen = [self.colleagues[key] for key in self.cleaned_data["people"]]
        actions.tell_by_hand(voice, chosen, by=by, at=at)


class AgendaForm(ActForm):
    event = Event.AGENDA
    heading = gettext_lazy("Put this on the team's agenda")
    lead = gettext_lazy(
        "The team finds it on its page and is told in the next digest. Afterwards you record what"
        " the team concluded, and the giver reads that."
    )
    button = gettext_lazy("Put on the agenda")
    done = "agenda"

    subject = forms.CharField(
        label=gettext_lazy("What does the team talk about?"),
        help_text=gettext_lazy(
            "Say it in your own words, so that nobody can tell who gave the feedback. The team"
            " reads this line. It reads the giver's words only once they are published."
        ),
        required=False,
        widget=own_words(3),
    )

    @property
    def possible(self) -> bool:
        return self.feedback.voice.agenda_on is None

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.put_on_agenda(voice, by=by, at=at, subject=self.words("subject"))


class ConclusionForm(ActForm):
    event = Event.CONCLUDED
    heading = gettext_lazy("Record the team's conclusion")
    lead = gettext_lazy("With it the matter leaves the agenda.")
    button = gettext_lazy("Save the conclusion")
    done = "concluded"

    conclusion = forms.CharField(
        label=gettext_lazy("What did the team conclude?"),
        help_text=gettext_lazy(
            "The giver reads this in the journey of the feedback, and the team on its page. Say"
            " what will change, or why it cannot, and name nobody."
        ),
        required=False,
        widget=own_words(5),
    )

    @property
    def possible(self) -> bool:
        return self.feedback.voice.agenda_on is not None

    def act(self, voice: Voice, *, by: Person, at: datetime) -> None:
        actions.conclude(voice, by=by, at=at, words=self.words("conclusion"))


@staff
def thank(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, ThankForm)


@staff
def agenda(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, AgendaForm)


@staff
def conclude(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, ConclusionForm)
