"""The sentences of what an audit finds in a file of figures, one for each rule.

`%(printed)s` and `%(right)s` are the printed and the right value, a figure is told with its row;
they stand so that no language must inflect them.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RULES: Mapping[str, str | Promise] = {
    "printed-otherwise": _(
        "Elsewhere the same is %(right)s: %(elsewhere)s. With it this adds up: %(totals)s."
    ),
    "sum-follows": _(
        "It was added up with a wrong figure: %(because)s, when %(instead)s is right. The right sum"
        " is %(right)s, and only with it this adds up: %(totals)s."
    ),
    "sum": _("%(along)s are %(right)s together: %(parts)s."),
    "sum-one-cell": _(
        "%(along)s are %(right)s together: %(parts)s. Perhaps the fault is in one of them: if"
        " %(cell)s were %(instead)s, this total would be right, and this too: %(others)s."
    ),
    "sum-slip": _(
        "%(along)s are %(right)s together: %(parts)s. Perhaps two digits of one of them changed"
        " places: if %(cell)s were %(instead)s, the total would be right."
    ),
    "sum-perhaps": _(
        "%(along)s are %(right)s together: %(parts)s. The file does not tell whether this is their"
        " total."
    ),
    "sum-overlap": _(
        "%(along)s are %(right)s together: %(parts)s. One person may stand in several of them, but"
        " the file does not tell so."
    ),
    "sum-disclosed": _(
        "%(along)s are %(right)s together: %(parts)s. The file itself tells why: a note, or figures"
        " that it does not print."
    ),
    "printed-twice": _(
        "The same figure is printed as %(right)s elsewhere: %(elsewhere)s. The file does not tell"
        " which one is right."
    ),
    "printed-twice-perhaps": _(
        "Elsewhere the same name and year have %(right)s: %(elsewhere)s. The two may tell of"
        " different people, but the file does not tell so. Other such pairs in these tables:"
        " %(others)s."
    ),
    "late": _(
        "The same numbers stand elsewhere for the year %(right)s: %(elsewhere)s. Printed under"
        " other years: %(years)s."
    ),
    "hundred": _(
        "The shares are %(sum)s together: %(parts)s. As answers of which everybody gives one they"
        " should be 100 %%, as far as rounding allows."
    ),
    "hundred-slip": _(
        "The shares are %(sum)s together: %(parts)s. They should be 100 %%, as far as rounding"
        " allows; they are with %(right)s here."
    ),
    "hundred-perhaps": _(
        "The shares are %(sum)s together: %(parts)s. If everybody gives one answer, they should be"
        " 100 %%."
    ),
    "bases-differ": _(
        "The shares of the same items are %(printed)s together in one year (%(years)s), but"
        " %(sums)s in another (%(others)s). Their bases probably differ, so the years cannot be"
        " compared."
    ),
    "share-of-count": _("%(count)s of %(base)s is %(right)s."),
    "rate": _("%(count)s of %(base)s have answered. That is %(right)s."),
    "more-than-asked": _("More have answered than were asked: %(asked)s."),
    "more-answers": _("There are more answers than people who answered: %(answered)s."),
    "note-differs": _("The note tells of fewer who answered, %(right)s: “%(note)s”."),
    "impossible-for-n": _(
        "No so many answers (%(n)s) give this value; the nearest ones are %(right)s. The base may"
        " be another one, or the answers were weighted."
    ),
    "outside-hundred": _("Such a value is always within %(right)s."),
    "outside-scale": _("The scale is %(right)s: no mean on it can be outside it."),
    "below-nought": _("A number of something is never less than nought."),
    "part-over-whole": _("A part is not more than its whole: %(whole)s."),
    "scale-middle": _("Half-way between the ends of the scale %(scale)s is %(right)s."),
    "scale-changed": _(
        "The scale is %(printed)s here and %(right)s elsewhere: %(elsewhere)s. The means cannot be"
        " compared."
    ),
    "without-scale": _("The scale of means is not told, so they cannot be read. Rows: %(rows)s."),
    "average-outside": _(
        "The figure of all must be between those of its parts. The least is %(low)s, the greatest"
        " %(high)s."
    ),
    "mean-of-items": _("The mean of the figures above is %(right)s: %(figures)s."),
    "mean-unweighted": _(
        "This is the plain mean of the parts (%(figures)s). Weighed with the numbers of answers the"
        " figure of all is %(right)s."
    ),
    "mean-weighted": _(
        "Weighed with the numbers of answers the figure of all is %(right)s: %(figures)s."
    ),
    "change": _("The change is %(right)s. Before: %(before)s. After: %(after)s."),
    "net-share": _("%(promoters)s less %(detractors)s is %(right)s."),
    "unread": _("This cannot be read: %(reason)s. It was checked against nothing."),
    "absent": _("The file prints no figure in all of its rows. Rows without one: %(rows)s."),
    "repeated": _("The row is in the file twice: %(elsewhere)s. Such rows: %(rows)s."),
    "estimate": _("These figures are estimates, and are not exact: %(figures)s."),
    "partial-year": _("The file tells that the year %(year)s is told only in part: “%(printed)s”."),
    "told-late": _(
        "The file tells that what is printed for %(printed)s was counted in %(right)s. Years"
        " printed so: %(years)s."
    ),
    "units-differ": _(
        "Not the same is counted in all years: %(one)s, but %(other)s. The years cannot be compared"
        " or added up."
    ),
    "changed": _("The file tells that the figures cannot be compared as such: “%(printed)s”."),
    "incomplete": _("The file tells that something is left out: “%(printed)s”."),
}

CODES: Mapping[str, str | Promise] = {
    "items": pgettext_lazy("added up", "The rows"),
    "areas": pgettext_lazy("added up", "The areas"),
    "groups": pgettext_lazy("added up", "The groups"),
    "years": pgettext_lazy("added up", "The years"),
    "surveys": pgettext_lazy("added up", "Those who answered the surveys"),
    "missing-column": _("a column that the file needs, once"),
    "unknown-column": _("a column that is not known"),
    "too-many-cells": _("more cells than the header has columns"),
    "missing": _("it is empty"),
    "bad-year": _("not a year like 2011 or years like 2009–2011"),
    "years-swapped": _("years that end before they begin"),
    "unknown-statistic": _("not count, percent, mean or nps"),
    "not-a-number": _("not a number"),
    "not-whole": _("not a whole number of people"),
    "bad-scale": _("not the two ends of a scale"),
}
