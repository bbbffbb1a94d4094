"""What each step of a journey is called, for the giver and for staff."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.outcomes.enums import MeasureEvent, MeasureState
from kuulluksi.pure.clocks import Mark
from kuulluksi.pure.routing import Stage
from kuulluksi.voices.enums import Event

GIVERS_HEADINGS: dict[Event, Promise] = {
    Event.GIVEN: gettext_lazy("You gave feedback"),
    Event.HELD: gettext_lazy("The feedback came in for a check"),
    Event.RELEASED: gettext_lazy("The feedback was checked"),
    Event.ROUTED: gettext_lazy("%(role)s received the feedback"),
    Event.READ: gettext_lazy("%(role)s read it"),
    Event.MOVED: gettext_lazy("The feedback moved to: %(role)s"),
    Event.TALKED: gettext_lazy("It was talked about with the worker"),
    Event.ANSWERED: gettext_lazy("You got an answer"),
    Event.ADDED: gettext_lazy("You wrote more"),
    Event.HELPED: gettext_lazy("You told us that the answer helped"),
    Event.PARTLY: gettext_lazy("You told us that the answer helped in part"),
    Event.NOT_HELPED: gettext_lazy("You told us that the answer did not help"),
    Event.WITHDRAWN: gettext_lazy("You took back the permission to publish"),
    Event.CLOSED: gettext_lazy("The feedback was closed"),
    Event.DISCARDED: gettext_lazy("The feedback looked like a program had sent it"),
    Event.URGENT: gettext_lazy("The feedback was marked as urgent"),
    Event.CALMED: gettext_lazy("A reader found that it is not urgent"),
    Event.ESCALATED: gettext_lazy("The answer was late, so it went to: %(role)s"),
    Event.INTERIM: gettext_lazy("%(role)s told you how it is going"),
    Event.HANDED_ON: gettext_lazy("Your matter was handed on to: %(role)s"),
    Event.AS_FEEDBACK: gettext_lazy("Your matter is feedback after all, and is answered as such"),
    Event.PASSED_ON: gettext_lazy("Your thanks were told to the worker"),
    Event.CONCLUDED: gettext_lazy("The team talked about this"),
    Event.ASK_FIRST: gettext_lazy("You asked to see the edited text first"),
    Event.EDITED: gettext_lazy("The text was edited for publishing"),
    Event.APPROVED: gettext_lazy("You approved the edited text"),
    Event.REFUSED: gettext_lazy("You refused the edited text"),
    Event.PUBLISHED: gettext_lazy("Your feedback was published with the answer"),
    Event.TAKEN_DOWN: gettext_lazy("Your feedback was taken down from the public pages"),
    Event.LED_TO: gettext_lazy("Your feedback led to a measure"),
    Event.FOLLOWED: gettext_lazy("There is news of the measure"),
    Event.TOLD: gettext_lazy("You were told what came of it"),
}
# What a worker wrote down for somebody, as the giver reads it.
WRITTEN_DOWN: dict[Event, Promise] = {
    Event.GIVEN: gettext_lazy("A worker wrote down what you said"),
    Event.ADDED: gettext_lazy("A worker wrote down more of what you said"),
}
STAFF_HEADINGS: dict[Event, Promise] = {
    Event.GIVEN: gettext_lazy("Given"),
    Event.HELD: gettext_lazy("Held for review"),
    Event.RELEASED: gettext_lazy("Found to be from a person"),
    Event.ROUTED: gettext_lazy("Sent to: %(role)s"),
    Event.READ: gettext_lazy("Read"),
    Event.MOVED: gettext_lazy("Moved to: %(role)s"),
    Event.NOTED: gettext_lazy("Note to colleagues"),
    Event.TALKED: gettext_lazy("Talked about with the worker"),
    Event.ANSWERED: gettext_lazy("Answered"),
    Event.ADDED: gettext_lazy("The giver wrote more"),
    Event.HELPED: gettext_lazy("The answer helped"),
    Event.PARTLY: gettext_lazy("The answer helped in part"),
    Event.NOT_HELPED: gettext_lazy("The answer did not help"),
    Event.WITHDRAWN: gettext_lazy("The giver took back the permission to publish"),
    Event.CLOSED: gettext_lazy("Closed"),
    Event.DISCARDED: gettext_lazy("Found to be from a robot"),
    Event.URGENT: gettext_lazy("Urgent, told at once to: %(role)s"),
    Event.CALMED: gettext_lazy("Found not to be urgent"),
    Event.REMINDED: gettext_lazy("Reminded"),
    Event.ESCALATED: gettext_lazy("Late: went one step up to: %(role)s"),
    Event.INTERIM: gettext_lazy("The giver was told how it is going"),
    Event.HANDED_ON: gettext_lazy("No feedback, handed on to: %(role)s"),
    Event.AS_FEEDBACK: gettext_lazy("Found to be feedback after all"),
    Event.PASSED_ON: gettext_lazy("The thanks were told to the worker"),
    Event.AGENDA: gettext_lazy("Put on the team's agenda"),
    Event.CONCLUDED: gettext_lazy("The team's conclusion"),
    Event.ASK_FIRST: gettext_lazy("The giver wants to see the edited text first"),
    Event.EDITED: gettext_lazy("Text edited for publishing"),
    Event.APPROVED: gettext_lazy("The giver approved the edited text"),
    Event.REFUSED: gettext_lazy("The giver refused the edited text"),
    Event.PUBLISHED: gettext_lazy("Published with its answer"),
    Event.TAKEN_DOWN: gettext_lazy("Taken down from the public pages"),
    Event.LED_TO: gettext_lazy("Led to a measure"),
    Event.FOLLOWED: gettext_lazy("News of the measure"),
    Event.TOLD: gettext_lazy("The giver was told what came of it"),
}
# Turns of a measure, by what the step tells of it, for the giver and for staff alike.
TURNS: dict[tuple[str, str], Promise] = {
    (Event.LED_TO, MeasureState.DONE): gettext_lazy("Something has been done about this"),
    (Event.LED_TO, MeasureState.NOT_POSSIBLE): gettext_lazy("It was told why this is not possible"),
    (Event.FOLLOWED, MeasureEvent.BEGUN): gettext_lazy("The measure was begun"),
    (Event.FOLLOWED, MeasureEvent.DONE): gettext_lazy("The measure is done"),
    (Event.FOLLOWED, MeasureEvent.REFUSED): gettext_lazy(
        "The measure turned out not to be possible"
    ),
    (Event.FOLLOWED, MeasureEvent.TAKEN_UP): gettext_lazy("The measure was taken up again"),
    (Event.FOLLOWED, MeasureEvent.CONCLUDED): gettext_lazy("The trial ended"),
    (Event.FOLLOWED, MeasureEvent.MEASURED): gettext_lazy("It was measured what changed"),
}
WHY_ROUTED: dict[str, Promise] = {
    Stage.RULE: gettext_lazy("by a rule of the authority"),
    Stage.PLACE: gettext_lazy("answers for the place that the giver named"),
    Stage.ABOVE: gettext_lazy("answers for the level above"),
    Stage.SUPERIOR: gettext_lazy("one step up"),
    Stage.DISPATCHER: gettext_lazy("no other reader was found"),
    Stage.INDEPENDENT: gettext_lazy("nobody whom it concerns may read it"),
    Stage.ON_DUTY: gettext_lazy("is on duty"),
    Stage.NOBODY: gettext_lazy("nobody could be found"),
}
WHY_REMINDED: dict[str, Promise] = {
    Mark.SOON: gettext_lazy("the answer is due soon"),
    Mark.LATE: gettext_lazy("the answer is late"),
    Mark.ESCALATED: gettext_lazy("the answer is late, and nobody is one step up"),
}
