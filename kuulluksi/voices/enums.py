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


class State(TextChoices):
    """Whose turn it is."""

    HELD = "held", _("Held for review")
    WAITING = "waiting", _("Waiting for its reader")
    READ = "read", _("Read, waiting for an answer")
    ANSWERED = "answered", _("Answered, the giver's turn")
    CLOSED = "closed", _("Closed")


OPEN = (State.WAITING, State.READ)


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

# Steps that the giver sees. Notes stay among colleagues; a talk is told of, not its words.
SEEN_BY_GIVER = frozenset(Event) - {Event.NOTED}
# Steps whose words the giver may read.
WORDS_FOR_GIVER = frozenset(
    {Event.GIVEN, Event.ANSWERED, Event.ADDED, Event.NOT_HELPED, Event.CLOSED}
    | {Event.HELPED, Event.PARTLY}
)
GIVERS_OWN = frozenset(
    {Event.GIVEN, Event.ADDED, Event.HELPED, Event.PARTLY, Event.NOT_HELPED, Event.WITHDRAWN}
)


class Publicity(TextChoices):
    """What the giver decided about publishing."""

    HANDLER_ONLY = "handler", _("Only whoever handles it reads it")
    ALLOWED = "allowed", _("May be published with the answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("publicity", "Permission withdrawn")


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
