"""The words of a voice's journey, and the table of what may follow what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class About(TextChoices):
    """What a voice concerns."""

    UNIT = "unit", _("A place")
    SERVICE = "service", _("A service")
    AUTHORITY = "authority", _("The whole wellbeing services county")
    WEB = "web", _("The web pages")
    UNKNOWN = "unknown", _("I do not know")


class Channel(TextChoices):
    WEB = "web", _("web form")
    POSTER = "poster", _("QR poster")
    SITE = "site", _("link on a web page")
    MEETING = "meeting", _("told in a meeting")
    HOME = "home", _("told at home")
    PHONE = "phone", _("told on the phone")
    PAPER = "paper", _("paper form")
    LETTER = "letter", _("letter")


# What a worker writes down for somebody.
STAFF_CHANNELS = (Channel.MEETING, Channel.HOME, Channel.PHONE, Channel.PAPER, Channel.LETTER)


class State(TextChoices):
    """Whose turn it is."""

    HELD = "held", _("Held for review")
    WAITING = "waiting", _("Waiting for its reader")
    READ = "read", _("Read, waiting for an answer")
    ANSWERED = "answered", _("Answered, the giver's turn")
    CLOSED = "closed", _("Closed")


OPEN = (State.WAITING, State.READ)


class Stand(TextChoices):
    """The lists of the inbox, by whose turn it is."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Waiting for the giver")
    CLOSED = "closed", _("Finished")


class Event(TextChoices):
    """What can happen to a voice. Each event is written as a step of the journey."""

    GIVEN = "given", _("Given")
    HELD = "held", _("Held for review")
    RELEASED = "released", _("Found to be from a person")
    ROUTED = "routed", _("Routed")
    READ = "read", _("Read")
    MOVED = "moved", _("Moved to another reader")
    NOTED = "noted", _("Note to colleagues")
    TALKED = "talked", _("Talked about with the worker")
    ANSWERED = "answered", _("Answered")
    ADDED = "added", _("The giver added words")
    HELPED = "helped", _("The answer helped")
    PARTLY = "partly", _("The answer helped in part")
    NOT_HELPED = "not-helped", _("The answer did not help")
    WITHDRAWN = "withdrawn", _("Permission to publish withdrawn")
    CLOSED = "closed", _("Closed with a reason")
    DISCARDED = "discarded", _("Found to be from a robot")
    URGENT = "urgent", _("Marked as urgent")
    CALMED = "calmed", _("Found not to be urgent")
    REMINDED = "reminded", _("The reader was reminded")
    ESCALATED = "escalated", _("Late: went one step up")
    INTERIM = "interim", _("The giver was told how it is going")
    HANDED_ON = "handed-on", _("No feedback: handed on")
    AS_FEEDBACK = "as-feedback", _("Found to be feedback after all")
    PASSED_ON = "passed-on", _("The thanks were told to the worker")
    AGENDA = "agenda", _("Put on the team's agenda")
    CONCLUDED = "concluded", _("The team's conclusion")
    ASK_FIRST = "ask-first", _("The giver wants to see the edited text first")
    EDITED = "edited", _("Text edited for publishing")
    APPROVED = "approved", _("The giver approved the edited text")
    REFUSED = "refused", _("The giver refused the edited text")
    PUBLISHED = "published", _("Published with its answer")
    TAKEN_DOWN = "taken-down", _("Taken down from the public pages")
    LED_TO = "led-to", _("Led to a measure")
    FOLLOWED = "followed", _("News of the measure")
    TOLD = "told", _("Told what came of it")


# From which state an event is allowed, and where it leads. What is not here cannot happen.
TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.HELD, Event.RELEASED): State.WAITING,
    (State.HELD, Event.DISCARDED): State.CLOSED,
    (State.HELD, Event.ADDED): State.HELD,
    (State.HELD, Event.WITHDRAWN): State.HELD,
    (State.HELD, Event.NOTED): State.HELD,
    (State.WAITING, Event.ROUTED): State.WAITING,
    (State.WAITING, Event.READ): State.READ,
    (State.WAITING, Event.MOVED): State.WAITING,
    (State.WAITING, Event.NOTED): State.WAITING,
    (State.WAITING, Event.TALKED): State.WAITING,
    (State.WAITING, Event.ANSWERED): State.ANSWERED,
    (State.WAITING, Event.ADDED): State.WAITING,
    (State.WAITING, Event.WITHDRAWN): State.WAITING,
    (State.WAITING, Event.CLOSED): State.CLOSED,
    (State.READ, Event.ROUTED): State.WAITING,
    (State.READ, Event.MOVED): State.WAITING,
    (State.READ, Event.NOTED): State.READ,
    (State.READ, Event.TALKED): State.READ,
    (State.READ, Event.ANSWERED): State.ANSWERED,
    (State.READ, Event.ADDED): State.READ,
    (State.READ, Event.WITHDRAWN): State.READ,
    (State.READ, Event.CLOSED): State.CLOSED,
    (State.ANSWERED, Event.ANSWERED): State.ANSWERED,
    (State.ANSWERED, Event.NOTED): State.ANSWERED,
    (State.ANSWERED, Event.TALKED): State.ANSWERED,
    (State.ANSWERED, Event.ADDED): State.WAITING,
    (State.ANSWERED, Event.HELPED): State.CLOSED,
    (State.ANSWERED, Event.PARTLY): State.CLOSED,
    (State.ANSWERED, Event.NOT_HELPED): State.WAITING,
    (State.ANSWERED, Event.WITHDRAWN): State.ANSWERED,
    (State.ANSWERED, Event.CLOSED): State.CLOSED,
    (State.CLOSED, Event.ADDED): State.WAITING,
    (State.CLOSED, Event.NOT_HELPED): State.WAITING,
    (State.CLOSED, Event.WITHDRAWN): State.CLOSED,
    (State.CLOSED, Event.NOTED): State.CLOSED,
    (State.CLOSED, Event.TALKED): State.CLOSED,
}

EVERYWHERE = tuple(State)
RECEIVED = (State.WAITING, State.READ, State.ANSWERED, State.CLOSED)
# What leaves the turn where it was, and in which states it can happen.
STILL: dict[Event, tuple[State, ...]] = {
    Event.URGENT: (State.HELD, *OPEN),
    Event.CALMED: (State.HELD, *OPEN),
    Event.REMINDED: (State.HELD, *OPEN),
    Event.AS_FEEDBACK: OPEN,
    Event.PASSED_ON: RECEIVED,
    Event.AGENDA: RECEIVED,
    Event.CONCLUDED: RECEIVED,
    Event.ASK_FIRST: EVERYWHERE,
    Event.EDITED: (State.ANSWERED, State.CLOSED),
    Event.APPROVED: RECEIVED,
    Event.REFUSED: RECEIVED,
    Event.PUBLISHED: RECEIVED,
    Event.TAKEN_DOWN: RECEIVED,
    Event.LED_TO: RECEIVED,
    Event.FOLLOWED: RECEIVED,
    Event.TOLD: RECEIVED,
}
TRANSITIONS |= {(state, event): state for event, states in STILL.items() for state in states}
TRANSITIONS |= {
    (State.HELD, Event.ESCALATED): State.HELD,
    (State.WAITING, Event.ESCALATED): State.WAITING,
    (State.READ, Event.ESCALATED): State.WAITING,
    (State.WAITING, Event.INTERIM): State.READ,
    (State.READ, Event.INTERIM): State.READ,
    (State.WAITING, Event.HANDED_ON): State.WAITING,
    (State.READ, Event.HANDED_ON): State.WAITING,
}

# Steps that the giver sees. Notes and reminders stay among colleagues; a talk is told of, not its
# words.
SEEN_BY_GIVER = frozenset(Event) - {Event.NOTED, Event.REMINDED, Event.AGENDA}
# Steps whose words the giver may read.
WORDS_FOR_GIVER = frozenset(
    {Event.GIVEN, Event.ANSWERED, Event.ADDED, Event.NOT_HELPED, Event.CLOSED}
    | {Event.HELPED, Event.PARTLY, Event.INTERIM, Event.HANDED_ON, Event.CONCLUDED}
    | {Event.TAKEN_DOWN, Event.TOLD}
)
GIVERS_OWN = frozenset(
    {Event.GIVEN, Event.ADDED, Event.HELPED, Event.PARTLY, Event.NOT_HELPED, Event.WITHDRAWN}
    | {Event.ASK_FIRST, Event.APPROVED, Event.REFUSED}
)


class Publicity(TextChoices):
    """What the giver decided about publishing."""

    HANDLER_ONLY = "handler", _("Only whoever handles it reads it")
    ALLOWED = "allowed", _("May be published with the answer")
    ASK_FIRST = "ask", _("May be published once I have seen the edited text")
    WITHDRAWN = "withdrawn", pgettext_lazy("publicity", "Permission withdrawn")


MAY_BE_PUBLISHED = (Publicity.ALLOWED, Publicity.ASK_FIRST)


class Urgency(TextChoices):
    """Who or what made a voice urgent."""

    GIVER = "giver", _("the giver says that it is urgent")
    WORDS = "words", _("words that tell of danger were found")
    READER = "reader", _("a reader marked it as urgent")


class Misdirected(TextChoices):
    """What somebody wanted who came through the wrong door; counted apart from feedback."""

    OWN_WORKER = "own-worker", _("Seeks their own worker")
    APPOINTMENT = "appointment", _("Wants an appointment")
    DECISION = "decision", _("Asks about a decision or an application of their own")
    OTHER = "other", _("Another matter that is no feedback")


class Reason(TextChoices):
    """Why somebody gets a letter; a digest says how many of each, never more."""

    NEW = "new", _("new to you")
    MOVED = "moved", _("moved to you")
    HANDED_ON = "handed-on", _("handed on to you: no feedback but a matter of a client")
    ADDED = "added", _("the giver wrote more")
    NOT_HELPED = "not-helped", _("the answer did not help, and it is your turn")
    SOON = "soon", _("to be answered within two working days")
    LATE = "late", _("late")
    ESCALATED = "escalated", _("late, and therefore yours now")
    THANKS = "thanks", _("thanks to you")
    AGENDA = "agenda", _("on your team's agenda")
    DECIDED = "decided", _("the giver decided about publishing")
    HARM = "harm", _("told of harm after giving feedback")
    SURGE = "surge", _("more feedback than usual on one subject")
    PROMISE_SOON = "promise-soon", _("results of a survey to be handled within five working days")
    PROMISE_LATE = "promise-late", _("results of a survey whose handling is late")
    MEASURE = "measure", _("a measure that is yours now")
    MEASURE_SOON = "measure-soon", _("a measure to be done within five working days")
    MEASURE_LATE = "measure-late", _("a measure whose day has passed")
    EFFECT = "effect", _("the effect of a measure was measured")
    CIRCLE_SOON = "circle-soon", _("those who spoke to be told within five working days")
    CIRCLE_LATE = "circle-late", _("those who spoke have not been told in time")
    USE_OPEN = "use-open", _("to be told: how results were used")
    USE_LATE = "use-late", _("not told in time: how results were used")
    STATEMENT = "statement", _("a statement that waits for you")
    EDITION = "edition", _("a statement that you sign has a new edition, without a story")
    TEAM_THANKS = "team-thanks", _("thanks to your team last week")
    TEAM_CRITICISM = "team-criticism", _("criticism to your team last week")
    TEAM_ANSWERED = "team-answered", _("answered in your team last week")


class PublicationState(TextChoices):
    """Where a text edited for publishing stands."""

    ASKED = "asked", _("The giver is looking at it")
    REFUSED = "refused", _("The giver refused it")
    PUBLISHED = "published", pgettext_lazy("publication", "Published")
    TAKEN_DOWN = "taken-down", pgettext_lazy("publication", "Taken down")


class Verdict(TextChoices):
    """Whether the answer helped, in the giver's own judgement."""

    YES = "yes", pgettext_lazy("verdict", "Yes")
    PARTLY = "partly", pgettext_lazy("verdict", "Partly")
    NO = "no", pgettext_lazy("verdict", "No")


VERDICT_EVENT = {
    Verdict.YES: Event.HELPED,
    Verdict.PARTLY: Event.PARTLY,
    Verdict.NO: Event.NOT_HELPED,
}


class HoldReason(TextChoices):
    """Why a voice was held for review instead of going straight to its reader."""

    TOO_FAST = "too-fast", _("sent within seconds of opening the form")
    HONEYPOT = "honeypot", _("a field that people do not see was filled in")
    BUDGET = "budget", _("more voices than usual for one day")
