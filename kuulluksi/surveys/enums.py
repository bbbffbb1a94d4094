"""The words of surveys: how a wave lives, whom it asks, in which ways, and who helped."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """What became of a survey in the year's plan."""

    PLANNED = "planned", pgettext_lazy("survey", "Planned")
    HELD = "held", pgettext_lazy("survey", "Held")
    CANCELLED = "cancelled", pgettext_lazy("survey", "Cancelled")
    MOVED = "moved", pgettext_lazy("survey", "Moved")


class Audience(TextChoices):
    CLIENTS = "clients", pgettext_lazy("asked", "Clients")
    CHILDREN = "children", pgettext_lazy("asked", "Children and young people")
    CLOSE = "close", pgettext_lazy("asked", "Persons close to the client")
    STAFF = "staff", pgettext_lazy("asked", "Staff")


class WaveState(TextChoices):
    DRAFT = "draft", pgettext_lazy("wave", "Being prepared")
    OPEN = "open", pgettext_lazy("wave", "Open")
    CLOSED = "closed", pgettext_lazy("wave", "Closed")


class WaveEvent(TextChoices):
    OPENED = "opened", _("Opened for answers")
    CLOSED = "closed", _("Closed and frozen")


WAVE_TRANSITIONS: dict[tuple[WaveState, WaveEvent], WaveState] = {
    (WaveState.DRAFT, WaveEvent.OPENED): WaveState.OPEN,
    (WaveState.OPEN, WaveEvent.CLOSED): WaveState.CLOSED,
}


class Target(TextChoices):
    """Whom a wave asks."""

    UNITS = "units", _("Clients of certain units")
    SERVICES = "services", _("Clients of certain services")
    VISITORS = "visitors", _("All visitors of a period")
    SAMPLE = "sample", _("A sample from a list")
    EVERYBODY = "everybody", _("Everybody")


class Mode(TextChoices):
    """The way in which somebody answers."""

    WEB = "web", pgettext_lazy("answers", "On the web")
    PAPER = "paper", pgettext_lazy("answers", "On paper")
    INTERVIEW = "interview", pgettext_lazy("answers", "In an interview")
    GROUP = "group", pgettext_lazy("answers", "In a group, on one device")


class Helper(TextChoices):
    """Who helped with the answering. Empty: nobody, or it was not told."""

    WORKER = "worker", pgettext_lazy("helper", "A worker")
    RELATIVE = "relative", pgettext_lazy("helper", "Somebody close to me")
    INTERPRETER = "interpreter", pgettext_lazy("helper", "An interpreter")
    OTHER = "other", pgettext_lazy("helper", "Somebody else")


class InviteWhen(TextChoices):
    """When an invitation leaves after a visit."""

    AT_ONCE = "at-once", _("Right after the meeting")
    LATER = "later", _("Some days later")
    AT_END = "at-end", _("When the client relationship ends")


class Kept(TextChoices):
    """Whether the handling promise was kept."""

    YES = "yes", pgettext_lazy("promise", "Kept")
    PARTLY = "partly", pgettext_lazy("promise", "Kept in part")
    NO = "no", pgettext_lazy("promise", "Not kept")


class Excluded(TextChoices):
    """Why a row of a visit feed, or of a list, leads to no invitation."""

    PROTECTED = "protected", _("Protected contact details")
    NO_ADDRESS = "no-address", _("No phone number or e-mail address")
    SEVERAL = "several", _("Several numbers for one visit")
    TWICE = "twice", _("Already in this list")
    # One reason for both: a list of one address must not tell who has said no.
    ASKED = "asked", _("Asked a short while ago, or does not want to be asked")
    AGE = "age", _("Age")
    VISIT_TYPE = "visit-type", _("Another kind of visit")
    ELSEWHERE = "elsewhere", _("A unit that this wave does not ask about")
    OUTSIDE = "outside", _("A visit outside the period")
