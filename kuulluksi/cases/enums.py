"""The words of the feedback form; the seven topics are those of the 2011 form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FeedbackKind(TextChoices):
    CRITICISM = "criticism", pgettext_lazy("feedback kind", "Criticism")
    THANKS = "thanks", pgettext_lazy("feedback kind", "Thanks")
    IDEA = "idea", pgettext_lazy("feedback kind", "Idea")
    QUESTION = "question", pgettext_lazy("feedback kind", "Question")
    OPINION = "opinion", pgettext_lazy("feedback kind", "Other opinion")


class Topic(TextChoices):
    TREATMENT = "treatment", _("How I was treated")
    GUIDANCE = "guidance", _("Guidance, advice or information")
    APPLYING = "applying", _("Applying for a service")
    SPEED = "speed", _("How fast the service was")
    QUALITY = "quality", _("The quality of the service or how it was given")
    TAKING_PART = "taking-part", _("Taking part in planning the service")
    OTHER = "other", _("Something else")


class Hope(TextChoices):
    ANSWER = "answer", _("An answer")
    TALK = "talk", _("A talk together")
    ANOTHER_WORKER = "another-worker", _("Another worker")
    HEARD = "heard", _("It is enough to be heard")


class Speaker(TextChoices):
    CLIENT = "client", _("Client")
    CLOSE = "close", _("Family member or friend")
    ASSOCIATION = "association", _("Association")
    RESIDENT = "resident", _("Resident")


class Concerns(TextChoices):
    """Whether the feedback is about a person, which decides who may read it."""

    NOBODY = "nobody", _("No")
    WORKER = "worker", _("A worker whom I meet")
    HANDLER = "handler", _("The supervisor of this place")
