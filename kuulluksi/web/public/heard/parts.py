"""The parts of a page of being heard: each question with its picture, and what was promised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuulluksi.outcomes.queries.heard import Heard
from kuulluksi.outcomes.queries.heard_promises import Done, Promised
from kuulluksi.pure.heard import LONGEST, Answered, Helped, Item, Led, percent
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.text import sort_key
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.charts import Chart, Line
from kuulluksi.web.kit.figures.presenters import whole
from kuulluksi.web.public.heard.charts import Band, bars
from kuulluksi.web.public.heard.keys import third, wait


@dataclass(frozen=True)
class Part:
    """One question about how people were heard, and its picture by thirds of a year."""

    heading: str
    about: str
    chart: Chart


def parts(heard: Heard, place: str) -> list[Part]:
    least = heard.releases[0].least
    few = _("Not shown. There were fewer than %(least)d, or the number would tell of others.") % {
        "least": least
    }
    givers = _(
        "Not shown. Fewer than %(least)d told, all said the same, or the number would tell of"
        " others."
    ) % {"least": least}
    rare = _("Not shown. It is told only from %(least)d up, so that nobody is recognised.") % {
        "least": least
    }

    def chart(
        item: Item, title: str, told: Callable[[Counts], str], why: str, point: str = ""
    ) -> Chart:
        lines = [Line(third(each), heard.of(each, place, item), why) for each in heard.releases]
        return bars(f"heard-{item}", title, lines, _bands()[item], told, point, _("voices"))

    return [
        Part(
            _("Was it answered?"),
            _("Every voice has a reader and a day by which it is answered."),
            chart(Item.ANSWERED, _("How voices were answered"), _answered, few),
        ),
        Part(
            _("How long did it take?"),
            _("From the day on which somebody wrote to the first answer, in working days."),
            chart(Item.WAITED, _("The wait for the first answer"), wait, few),
        ),
        Part(
            _("Did the answer help?"),
            _("Whoever got an answer can say whether it helped. Not everybody does."),
            chart(
                Item.HELPED,
                _("What givers said of the answer"),
                _share(_("%(percent)d %% say that it helped"), Helped.YES.value),
                givers,
                _("Share of those who say that it helped"),
            ),
        ),
        Part(
            _("What did criticism lead to?"),
            _(
                "One voice can lead to a measure, and so can many together. Sometimes it is not"
                " possible; then the reason is told."
            ),
            chart(
                Item.LED,
                _("What came of criticism"),
                _share(_("%(percent)d %% led to a measure"), Led.MEASURE.value),
                few,
            ),
        ),
        Part(
            _("Did speaking up do harm?"),
            _(
                "Whoever gave feedback can tell whether they were treated worse afterwards. That"
                " goes past the place to an independent reader."
            ),
            chart(
                Item.HARM,
                _("Harm after speaking up"),
                _share(_("%(percent)d %% told of harm"), 1),
                rare,
            ),
        ),
    ]


def places(heard: Heard, place: str, links: Mapping[str, str]) -> Chart | None:
    """The places inside one, side by side: how voices were answered there in the last year."""
    keys = [key for key in heard.inside(place) if key in links]
    if not keys:
        return None
    names = naming.places(keys)
    why = _("Not shown")
    lines = [
        Line(names[key], heard.of_year(key, Item.ANSWERED).published, why, links[key])
        for key in sorted(keys, key=lambda key: sort_key(names[key]))
    ]
    title = _("How voices were answered, place by place")
    return bars("heard-places", title, lines, _bands()[Item.ANSWERED], _answered, n=_("voices"))


def promised(told: Promised) -> str:
    """ "3 of 4 in time. In part or late: 1." """
    if not told.n:
        return _("None was due.")
    said = [_("%(kept)s of %(n)s in time.") % {"kept": whole(told.kept), "n": whole(told.n)}]
    if told.partly:
        said.append(_("In part or late: %(number)s.") % {"number": whole(told.partly)})
    if told.broken:
        said.append(_("Not kept: %(number)s.") % {"number": whole(told.broken)})
    if told.untold:
        said.append(_("Still open and late: %(number)s.") % {"number": whole(told.untold)})
    return " ".join(said)


def measured(done: Done) -> str:
    """ "2 of the 5 that were done." """
    if not done.n:
        return _("None was done.")
    return _("%(number)s of the %(n)s that were done.") % {
        "number": whole(done.measured),
        "n": whole(done.n),
    }


def _answered(counts: Counts) -> str:
    share = percent(counts.number(Answered.LATE.value), counts.n)
    return _("%(percent)d %% got an answer") % {"percent": share}


def _share(words: str, point: int) -> Callable[[Counts], str]:
    return lambda counts: words % {"percent": percent(counts.number(point, point), counts.n)}


def _bands() -> Mapping[Item, tuple[Band, ...]]:
    """The parts of the bars, best known first, in the language of the reader."""
    answered, helped, led = Answered, Helped, Led
    return {
        Item.ANSWERED: (
            _band(answered.IN_TIME.value, "5", pgettext("voices", "In time")),
            _band(answered.LATE.value, "4", pgettext("voices", "Late")),
            _band(answered.NOT.value, "2", pgettext("voices", "No answer")),
            _band(answered.NO_READER.value, "1", pgettext("voices", "No reader was found")),
        ),
        Item.WAITED: (
            Band(0, 3, "5", _("At most 3 working days")),
            Band(4, 7, "4", _("4–7 working days")),
            Band(8, 14, "3", _("8–14 working days")),
            Band(15, LONGEST - 1, "2", _("15–24 working days")),
            _band(LONGEST, "1", _("25 or more, or no answer")),
        ),
        Item.HELPED: (
            _band(helped.YES.value, "5", pgettext("voices", "It helped")),
            _band(helped.PARTLY.value, "3", pgettext("voices", "In part")),
            _band(helped.NO.value, "1", pgettext("voices", "It did not help")),
        ),
        Item.LED: (
            _band(led.MEASURE.value, "5", pgettext("voices", "A measure")),
            _band(led.NOT_POSSIBLE.value, "4", pgettext("voices", "Not possible, with the reason")),
            _band(led.NOTHING.value, "3", pgettext("voices", "Neither, so far")),
        ),
        Item.HARM: (
            _band(1, "1", pgettext("voices", "Harm")),
            _band(0, "5", pgettext("voices", "No harm")),
        ),
    }


def _band(point: int, css: str, text: str) -> Band:
    return Band(point, point, css, text)
