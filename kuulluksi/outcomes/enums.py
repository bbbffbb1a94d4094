"""The words of what came of it, and the table of what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeasureKind(TextChoices):
    """A trial has a period, participants and a conclusion; any other measure is simply done."""

    MEASURE = "measure", pgettext_lazy("kind of measure", "Measure")
    TRIAL = "trial", pgettext_lazy("kind of measure", "Trial")


class MeasureState(TextChoices):
    """Where a measure stands. That something is not possible is an answer too."""

    PLANNED = "planned", pgettext_lazy("measure", "Planned")
    UNDERWAY = "underway", pgettext_lazy("measure", "Under way")
    DONE = "done", pgettext_lazy("measure", "Done")
    NOT_POSSIBLE = "not-possible", pgettext_lazy("measure", "Not possible")


OPEN = (MeasureState.PLANNED, MeasureState.UNDERWAY)


class MeasureEvent(TextChoices):
    """What can happen to a measure. Each is a line of its history."""

    MADE = "made", pgettext_lazy("measure", "Made")
    EDITED = "edited", pgettext_lazy("measure", "Edited")
    HANDED = "handed", pgettext_lazy("measure", "Given to another owner")
    PUT_OFF = "put-off", pgettext_lazy("measure", "The day was changed")
    BEGUN = "begun", pgettext_lazy("measure", "Begun")
    DONE = "done", pgettext_lazy("measure", "Done")
    REFUSED = "refused", pgettext_lazy("measure", "Found not to be possible")
    TAKEN_UP = "taken-up", pgettext_lazy("measure", "Taken up again")
    CONCLUDED = "concluded", pgettext_lazy("measure", "The conclusion of the trial")
    LINKED = "linked", pgettext_lazy("measure", "What it stems from was added")
    NAMED = "named", pgettext_lazy("measure", "What should change was named")
    DROPPED = "dropped", pgettext_lazy("measure", "What should change was taken away")
    PUBLISHED = "published", pgettext_lazy("measure", "Shown to the public")
    WITHDRAWN = "withdrawn", pgettext_lazy("measure", "Taken off the public pages")
    MEASURED = "measured", pgettext_lazy("measure", "The effect was measured")


# From which state an event is allowed, and where it leads. What is not here cannot happen.
TRANSITIONS: dict[tuple[MeasureState, MeasureEvent], MeasureState] = {
    (MeasureState.PLANNED, MeasureEvent.BEGUN): MeasureState.UNDERWAY,
    (MeasureState.PLANNED, MeasureEvent.DONE): MeasureState.DONE,
    (MeasureState.PLANNED, MeasureEvent.REFUSED): MeasureState.NOT_POSSIBLE,
    (MeasureState.UNDERWAY, MeasureEvent.DONE): MeasureState.DONE,
    (MeasureState.UNDERWAY, MeasureEvent.REFUSED): MeasureState.NOT_POSSIBLE,
    (MeasureState.DONE, MeasureEvent.TAKEN_UP): MeasureState.UNDERWAY,
    (MeasureState.NOT_POSSIBLE, MeasureEvent.TAKEN_UP): MeasureState.PLANNED,
}
# What leaves the state as it is.
STILL = frozenset(MeasureEvent) - {event for _state, event in TRANSITIONS}


class Conclusion(TextChoices):
    """What was decided when a trial ended."""

    KEPT = "kept", pgettext_lazy("trial", "It stays")
    CHANGED = "changed", pgettext_lazy("trial", "It goes on in a changed form")
    ENDED = "ended", pgettext_lazy("trial", "It does not go on")


class Who(TextChoices):
    """Who took part, or with whom something was talked about."""

    CLIENTS = "clients", pgettext_lazy("who", "Clients")
    CLOSE = "close", pgettext_lazy("who", "People close to clients")
    STAFF = "staff", pgettext_lazy("who", "Staff")
    EXPERTS = "experts", pgettext_lazy("who", "Experts by experience")
    PARTNERS = "partners", pgettext_lazy("who", "Partners")
    LEADERS = "leaders", pgettext_lazy("who", "Management")


class Better(TextChoices):
    """What a giver says of the measure behind which their voice stands."""

    YES = "yes", pgettext_lazy("better", "Yes, it is better now")
    PARTLY = "partly", pgettext_lazy("better", "In part")
    NO = "no", pgettext_lazy("better", "No, nothing has changed")
    WORSE = "worse", pgettext_lazy("better", "It is worse now")


class Results(TextChoices):
    """Which results were talked about."""

    SURVEY = "survey", pgettext_lazy("results", "Results of a survey")
    FEEDBACK = "feedback", pgettext_lazy("results", "Feedback to the unit")
    COMPLAINTS = "complaints", pgettext_lazy("results", "Complaints and decisions on them")
    PULSE = "pulse", pgettext_lazy("results", "What the staff answered")
    PANEL = "panel", pgettext_lazy("results", "What a client panel said")


class Where(TextChoices):
    """Where results were talked about."""

    TEAM = "team", pgettext_lazy("where", "Team meeting")
    DAY = "day", pgettext_lazy("where", "Development day")
    CLIENTS = "clients", pgettext_lazy("where", "Evening or meeting with clients")
    PANEL = "panel", pgettext_lazy("where", "Client panel")
    LEADERS = "leaders", pgettext_lazy("where", "Meeting of the management")
    OTHER = "other", pgettext_lazy("where", "Elsewhere")


class Practice(TextChoices):
    """The short self-assessment of participation in the unit's own work: what a unit says of
    itself once a year, each on `LEVELS`."""

    INVITED = "invited", _("Clients take part in deciding how our services are given.")
    EASY = "easy", _("It is easy to give us feedback, also with help and in one's own language.")
    TALKED = "talked", _("We talk about feedback together regularly.")
    CHANGED = "changed", _("Feedback has changed something in our work this year.")
    TOLD = "told", _("We tell clients what their feedback led to.")
    SAFE = "safe", _("Our staff can speak openly about what does not work.")


class Level(TextChoices):
    """How far a practice has come."""

    NOT_YET = "1", pgettext_lazy("level", "Not yet")
    BEGUN = "2", pgettext_lazy("level", "Begun")
    MOSTLY = "3", pgettext_lazy("level", "Mostly")
    ALWAYS = "4", pgettext_lazy("level", "Always")


class ToldBy(TextChoices):
    """By which channel those who spoke were told what came of it."""

    JOURNEY = "journey", pgettext_lazy("told by", "In the journey of each feedback")
    WALL = "wall", pgettext_lazy("told by", "On the wall of the waiting room")
    PAGES = "pages", pgettext_lazy("told by", "On public web pages")
    LETTER = "letter", pgettext_lazy("told by", "By letter or e-mail")
    TEXT = "text", pgettext_lazy("told by", "By text message")
    MEETING = "meeting", pgettext_lazy("told by", "At a meeting with clients")
    WORKERS = "workers", pgettext_lazy("told by", "By the workers, face to face")


class WhyNot(TextChoices):
    """Why a figure is not named as what should change: nothing could ever be measured, or it is
    known already."""

    OUTSIDE = "outside", _("This place is outside the measure.")
    NOT_ASKED = "not-asked", _("This was not asked about this place.")
    NO_ORDER = "no-order", _("These choices have no order, so nothing can rise or fall.")
    HIDDEN = "hidden", _("This figure is not shown, so no change of it could be told.")
    TOO_FEW = "too-few", _("Too few answered for a comparison.")
    KNOWN = "known", _("This has been asked again since, so it is known already how it changed.")
    NOT_AGAIN = (
        "not-again",
        _(
            "This is not asked about this place once more after the measure, so no effect could be"
            " measured."
        ),
    )


class Waits(TextChoices):
    """Why the effect of a measure is not measured yet."""

    NEVER = "never", _("The measure is not possible, so no effect is measured.")
    NOT_DONE = "not-done", _("It is measured when the measure has been done.")
    AGAIN = "again", _("It is measured when the same has been asked again.")
    NOT_AGAIN = (
        "not-again",
        _("This is not asked once more after the measure, so the effect is not measured."),
    )


class StatementState(TextChoices):
    """Where a statement stands. What is signed stays as it is; it may be corrected by another
    edition."""

    DRAFT = "draft", pgettext_lazy("statement", "Being written")
    REVIEW = "review", pgettext_lazy("statement", "Being reviewed")
    REVIEWED = "reviewed", pgettext_lazy("statement", "Ready to be signed")
    SIGNED = "signed", pgettext_lazy("statement", "Signed")


class StatementEvent(TextChoices):
    """What can happen to a statement. Each is a line of its history."""

    BEGUN = "begun", pgettext_lazy("statement", "Begun")
    HANDED_IN = "handed-in", pgettext_lazy("statement", "Given to be reviewed")
    RETURNED = "returned", pgettext_lazy("statement", "Returned to be written")
    APPROVED = "approved", pgettext_lazy("statement", "Reviewed")
    SIGNED = "signed", pgettext_lazy("statement", "Signed")
    CORRECTING = "correcting", pgettext_lazy("statement", "Taken up to be corrected")
    STORY_GONE = "story-gone", pgettext_lazy("statement", "A story is no longer told")


# From which state an event is allowed, and where it leads. What is not here cannot happen.
STATEMENT_TRANSITIONS: dict[tuple[StatementState, StatementEvent], StatementState] = {
    (StatementState.DRAFT, StatementEvent.HANDED_IN): StatementState.REVIEW,
    (StatementState.REVIEW, StatementEvent.RETURNED): StatementState.DRAFT,
    (StatementState.REVIEW, StatementEvent.APPROVED): StatementState.REVIEWED,
    (StatementState.REVIEWED, StatementEvent.RETURNED): StatementState.DRAFT,
    (StatementState.REVIEWED, StatementEvent.SIGNED): StatementState.SIGNED,
    (StatementState.SIGNED, StatementEvent.CORRECTING): StatementState.DRAFT,
}


class Part(TextChoices):
    """What somebody does for a statement."""

    WRITES = "writes", pgettext_lazy("part in a statement", "Writes")
    REVIEWS = "reviews", pgettext_lazy("part in a statement", "Reviews")
    SIGNS = "signs", pgettext_lazy("part in a statement", "Signs")


class Why(TextChoices):
    """Why there is another edition of a statement."""

    FIRST = "first", pgettext_lazy("edition", "The first edition")
    CORRECTED = "corrected", pgettext_lazy("edition", "Corrected")
    STORY_GONE = "story-gone", pgettext_lazy("edition", "A story is no longer told")
