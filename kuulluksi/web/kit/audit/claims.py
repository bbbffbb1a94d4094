"""The sentences of what an audit finds in a text, one for each rule; and why a number or a claim
was checked against nothing.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RULES: Mapping[str, str | Promise] = {
    "text-value": _("In the file it is %(right)s: %(figure)s."),
    "text-cited": _(
        "The reference leads to another figure than the sentence tells of. It leads here:"
        " %(cited)s. The sentence tells of this: %(figure)s."
    ),
    "text-sum": _("What is named here is %(right)s together."),
    "text-share": _(
        "The part is %(right)s of the whole. The part: %(figure)s. The whole: %(whole)s."
    ),
    "text-repeats": _(
        "The file prints it so, but there it is wrong, and %(right)s is right: see row %(row)s."
    ),
    "text-range": _("The least is %(smallest)s, the greatest %(largest)s."),
    "text-change": _(
        "%(first)s: %(from)s, %(last)s: %(to)s. So it was %(right)s. The figure: %(figure)s."
    ),
    "text-change-unseen": _(
        "The printed values are the same, %(from)s (%(first)s) and %(to)s (%(last)s). Rounding may"
        " hide a change, but the file shows none: %(figure)s."
    ),
    "text-same": _(
        "It did not stay the same. %(first)s: %(from)s, %(last)s: %(to)s. The figure: %(figure)s."
    ),
    "text-same-nearly": _(
        "It stayed nearly the same, but not quite. %(first)s: %(from)s, %(last)s: %(to)s. The"
        " figure: %(figure)s."
    ),
    "text-percent-points": _(
        "A difference of shares is told in percentage points. From %(from)s to %(to)s the change is"
        " %(right)s. The figure: %(figure)s."
    ),
    "text-change-by": _(
        "From %(from)s (%(first)s) to %(to)s (%(last)s) the change is %(right)s. The figure:"
        " %(figure)s."
    ),
    "text-factor": _(
        "From %(from)s (%(first)s) to %(to)s (%(last)s): %(right)s. The figure: %(figure)s."
    ),
    "text-every-year": _("Not so in every year: %(years)s."),
    "text-counted": _(
        "Worked out of the shares and their bases the numbers are about %(right)s. Bases:"
        " %(bases)s."
    ),
    "text-not-comparable": _(
        "These years cannot be compared as such (%(first)s: %(from)s, %(last)s: %(to)s): the file"
        " tells that what was counted has changed, or that a year is told only in part. The figure:"
        " %(figure)s."
    ),
    "text-extreme": _("Another one stands first. What the sentence tells of: %(figure)s."),
    "text-middle": _("The middle of the scale %(scale)s is %(right)s."),
    "text-side": _(
        "The middle of the scale %(scale)s is %(middle)s. Figures that are not where the sentence"
        " says: %(number)s of %(of)s. The first of them is %(right)s."
    ),
    "text-compared": _("The first is %(right)s: %(figure)s. The second: %(rival)s."),
    "text-significance": _(
        "By the printed shares and numbers of answers (%(first)s: %(from)s, %(last)s: %(to)s) the"
        " difference is %(right)s: p = %(chance)s. The figure: %(figure)s."
    ),
    "text-significance-untested": _(
        "The file prints no test, and not how many answered: whether this is significant cannot be"
        " known."
    ),
}

CODES: Mapping[str, str | Promise] = {
    "rose": pgettext_lazy("what happened", "a rise"),
    "fell": pgettext_lazy("what happened", "a fall"),
    "unchanged": pgettext_lazy("what happened", "no change"),
    "above": pgettext_lazy("beside the middle", "above it"),
    "below": pgettext_lazy("beside the middle", "below it"),
    "at": pgettext_lazy("beside the middle", "at it"),
    "more": pgettext_lazy("of two figures", "greater"),
    "less": pgettext_lazy("of two figures", "smaller"),
    "equal": pgettext_lazy("of two figures", "equal to the second"),
    "significant": pgettext_lazy("of a difference", "significant"),
    "not-significant": pgettext_lazy("of a difference", "not significant"),
}

REASONS: Mapping[str, str | Promise] = {
    "no-subject": _("what it tells of is not in the file"),
    "no-figure": _("the file has no figure of those years"),
    "no-base": _("the file does not tell of how many the share is"),
    "no-test": _("the file does not tell how many answered"),
    "not-sure": _("it is not clear of which figure it tells"),
    "another-year": _("it fits another year than the sentence seems to tell of"),
    "other-quality": _("it tells of quality, and the file of something else"),
    "estimates": _("the figures are estimates that lie too near each other"),
    "equal": _("the figures are printed alike"),
    "negated": _("it denies something"),
    "question": _("it is a question"),
    "unreal": _("it is a plan, a wish or a condition"),
}
