"""The words of figures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """Where figures come from that were not counted here."""

    OWN = "own", _("Our own, from earlier years")
    ELSEWHERE = "elsewhere", _("Other authorities")
    NATIONAL = "national", _("National statistics")


class Statistic(TextChoices):
    """What a printed figure tells."""

    COUNT = "count", pgettext_lazy("statistic", "number")
    PERCENT = "percent", pgettext_lazy("statistic", "per cent")
    MEAN = "mean", pgettext_lazy("statistic", "mean")
    NPS = "nps", pgettext_lazy("statistic", "recommendation (NPS)")


class Taken(TextChoices):
    """What left the protected store, or looked past it."""

    ROWS = "rows", _("Research extract: answers row by row")
    FILTER = "filter", _("Own selection")
    BASE = "base", _("Looked at the answers behind a figure")
    NATIONAL = "national", _("Rows for the national collection")
