"""Files of figures and of numbers of clients as they are received, by upload or by command: turned
into contents, and every row that is kept apart into a sentence."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.figures.enums import Origin
from kuulluksi.figures.queries import importing
from kuulluksi.figures.queries.importing import ClientPlan, Plan
from kuulluksi.org.rules import Refused
from kuulluksi.pure.figurefile import Apart, Names, read_clients, read_figures, read_names
from kuulluksi.pure.figurefile.sotkanet import COUNTRY
from kuulluksi.web.staff.organisation import upload

Rows = Sequence[Sequence[str]]

REASONS: dict[str, Promise] = {
    "missing-column": gettext_lazy("is a column that the file needs, once"),
    "unknown-column": gettext_lazy("is not a column that we know: what stands there is not taken"),
    "too-many-cells": gettext_lazy("has more cells than the header has columns"),
    "missing": gettext_lazy("is empty"),
    "too-long": gettext_lazy("is too long"),
    "bad-year": gettext_lazy("is not a year like 2011 or years like 2009–2011"),
    "years-swapped": gettext_lazy("ends before it begins"),
    "unknown-statistic": gettext_lazy("is not count, percent, mean or nps"),
    "not-a-number": gettext_lazy("is not a number"),
    "too-exact": gettext_lazy("has more than four decimals"),
    "not-whole": gettext_lazy("is not a whole number of something"),
    "over-hundred": gettext_lazy("is not a share between 0 and 100 per cent"),
    "missing-scale": gettext_lazy("is a mean whose scale is not told"),
    "bad-scale": gettext_lazy("is not the end of a scale of whole numbers"),
    "outside-scale": gettext_lazy("is outside its scale"),
    "unknown-channel": gettext_lazy("is neither survey nor instant"),
    "unknown-indicator": gettext_lazy("is an indicator that is not among those configured"),
    "unknown-gender": gettext_lazy("is not total, male or female"),
    "unknown-region": gettext_lazy("is not a region that we know"),
    "unknown-place": gettext_lazy("is not a place of ours"),
    "unknown-item": gettext_lazy("is not a statement of ours"),
    "unknown-group": gettext_lazy("is not a group of that variable"),
    "scale-changed": gettext_lazy("is on another scale than the newest of its series"),
    "contradicts": gettext_lazy("the file gives several values for the same figure"),
    "outside-years": gettext_lazy("is outside the years of the indicator"),
    "not-a-row": gettext_lazy("is not a row of figures, indicators or regions"),
}


def table(name: str, content: bytes) -> list[list[str]]:
    """The cells of a table, CSV or XLSX. Raises Refused with the field "file"."""
    if len(content) > upload.LARGEST:
        raise Refused(_("The file is too large: at most 20 megabytes."), "file")
    spreadsheet = name.lower().endswith(".xlsx")
    rows = upload.sheet(content) if spreadsheet else upload.table(content)
    if len(rows) - 1 > upload.MOST_ROWS:
        sentence = _("The file has %(rows)d rows. At most %(most)d fit.")
        raise Refused(sentence % {"rows": len(rows) - 1, "most": upload.MOST_ROWS}, "file")
    return rows


def names_of(rows: Rows) -> Names:
    """Raises Refused with the field "names"."""
    try:
        return read_names(rows)
    except ValueError:
        sentence = _("The table of names needs the columns column, table, printed and means.")
        raise Refused(sentence, "names") from None


def figures(
    code: str,
    rows: Rows,
    *,
    origin: Origin,
    names: Names | None = None,
    regions: Mapping[str, str] | None = None,
) -> Plan:
    """What a table of figures would change."""
    names = names or Names()
    known = dict([COUNTRY]) | dict(regions or {})
    contents = read_figures(rows, names=names, regions=known)
    return importing.planned(code, contents, own=origin == Origin.OWN, names=names)


def clients(rows: Rows) -> ClientPlan:
    """What a table of numbers of clients would change."""
    return importing.planned_clients(*read_clients(rows))


def sentence_of(apart: Apart) -> str:
    """ "Row 7, value “5.3” is outside its scale."."""
    where = _("Row %(number)d") % {"number": apart.number}
    column = f", {apart.column}" if apart.column else ""
    found = ""
    if apart.found and apart.found != apart.column:
        found = " " + _("“%(words)s”") % {"words": apart.found[:160]}
    if apart.reason == "contradicts":
        return f"{where}{column}{found}: {REASONS[apart.reason]}."
    return f"{where}{column}{found} {REASONS[apart.reason]}."
