"""A wave as files: its published figures for everybody here, its responses with a permit."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kuulluksi.figures import rules
from kuulluksi.figures.queries import extracts, of_wave, research
from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.extracts import taking
from kuulluksi.web.kit.extracts.taking import Format
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.figures.frame import page
from kuulluksi.web.staff.forms import StaffForm

MOST = 20_000
"""More responses than this leave by command: a page would take too long."""

CODEBOOK, NATIONAL = "codebook", "national"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
FORMATS = {
    Format.XLSX: gettext_lazy("Spreadsheet (.xlsx)"),
    Format.CSV: gettext_lazy("Text (.csv)"),
    Format.SAV: gettext_lazy("SPSS (.sav)"),
    Format.PARQUET: gettext_lazy("Columns (.parquet)"),
}


class ExtractForm(StaffForm):
    """What is taken past the protected figures, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[*FORMATS.items(), (NATIONAL, gettext_lazy("Rows for the national collection"))],
        initial=Format.SAV,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of labels"), choices=[*NAMES.items()])
    words = forms.BooleanField(
        label=gettext_lazy("Own words too, as they were written"), required=False
    )
    permit = Typed(
        label=gettext_lazy("Permit, or the reason"),
        help_text=gettext_lazy("Number of the permit and the purpose. It is kept for five years."),
        error_messages={"required": gettext_lazy("Name the permit, or the reason.")},
    )


@staff
@require_GET
def export(request: StaffRequest, wave: str) -> HttpResponse:
    """What can be taken of a wave, and what has been taken past its protected figures."""
    row = wave_of(wave)
    context: dict[str, Any] = {
        "wave": row,
        "figures": of_wave(row),
        "formats": [(form.value, label) for form, label in FORMATS.items()],
        "researches": may_research(request, row),
        "taken": extracts.of_wave(row) if sees_log(request, row) else None,
    }
    return page(request, "staff/figures/export.html", **context)


@staff
@require_GET
def table(_request: StaffRequest, wave: str, kind: str) -> HttpResponse:
    """The published figures as a file, or its codebook."""
    row = wave_of(wave)
    if kind != CODEBOOK and kind not in list(Format):
        raise Http404
    form = Format.CSV if kind == CODEBOOK else Format(kind)
    with TemporaryDirectory() as folder:
        out = Path(folder, f"{row.code}.{form}")
        language = get_language() or "fi"
        try:
            taking.take_published(row, form, out, language=language, at=now())
        except Refused as refused:
            raise Http404 from refused
        file = taking.codebook_of(out) if kind == CODEBOOK else out
        return sent(file.name, file.read_bytes())


@staff
def extract(request: StaffRequest, wave: str) -> HttpResponse:
    """A page of its own: what leaves the house, why, and into which log that is written."""
    row = wave_of(wave)
    if not may_research(request, row):
        raise PermissionDenied
    number = research.number_of(row)
    form = ExtractForm(
        request.POST if request.method == "POST" else None, {"language": get_language()}
    )
    if form.is_bound and form.is_valid():
        try:
            return taken(request, row, form, number)
        except Refused as refused:
            form.refuse(refused)
    context: dict[str, Any] = {
        "wave": row,
        "form": form,
        "faults": form.faults if form.is_bound else [],
        "number": number,
        "closed": row.state == WaveState.CLOSED,
        "too_many": number > MOST,
        "most": MOST,
        "words": research.has_words(row),
        "questions": len(surveys.questionnaire(row.document).questions),
    }
    status = 422 if form.is_bound else 200
    return page(request, "staff/figures/extract.html", status=status, **context)


def taken(request: StaffRequest, wave: Wave, form: ExtractForm, number: int) -> HttpResponse:
    """The file, when its line stands in the log; rows go together with their codebook."""
    if number > MOST:
        told = _("More than %(most)d responses leave by command, not from this page.")
        raise Refused(told % {"most": MOST})
    chosen = form.cleaned_data
    by, at, permit = request.user, now(), chosen["permit"]
    with TemporaryDirectory() as folder:
        if chosen["kind"] == NATIONAL:
            out = Path(folder, f"{wave.code}-national.csv")
            taking.take_national(wave, out, permit=permit, by=by, at=at)
            return sent(out.name, out.read_bytes())
        out = Path(folder, f"{wave.code}-responses.{chosen['kind']}")
        taking.take_rows(
            wave,
            Format(chosen["kind"]),
            out,
            language=chosen["language"],
            permit=permit,
            words=chosen["words"],
            by=by,
            at=at,
        )
        packed = io.BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as both:
            for file in sorted(Path(folder).iterdir()):
                both.write(file, file.name)
        return sent(f"{wave.code}-responses.zip", packed.getvalue())


def sent(name: str, content: bytes) -> HttpResponse:
    media = MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})


def wave_of(code: str) -> Wave:
    """404 when there is no such wave, or nobody has been asked yet."""
    found = surveys.wave(code)
    if found is None or found.state == WaveState.DRAFT:
        raise Http404
    return found


def may_research(request: StaffRequest, wave: Wave) -> bool:
    return rules.may_read_answers(org.making(request.user, today()), wave, wave.survey.place)


def sees_log(request: StaffRequest, wave: Wave) -> bool:
    """Whoever may take something out, and those who answer for the whole authority."""
    reach = org.reach(request.user, today())
    return may_research(request, wave) or reach.everything or reach.administers
