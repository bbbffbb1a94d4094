"""The themes of a questionnaire's open questions: written, explained, put in order, retired."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.figures.actions import themes as actions
from kuulluksi.figures.models import Theme
from kuulluksi.figures.queries import themes
from kuulluksi.figures.queries.texts import Texts
from kuulluksi.org.rules import Refused
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.figures.texts_frame import back_to, item_of, page, texts_for
from kuulluksi.web.staff.organisation.fields import TextField
from kuulluksi.web.staff.surveys.frame import wave_of
from kuulluksi.web.staff.surveys.plan_forms import WordsForm

LONGEST = {"name": 80, "meaning": 1000}


class ThemeForm(WordsForm):
    name = TextField(
        label=gettext_lazy("Name of the theme"),
        help_text=gettext_lazy("As it stands in reports: a few words."),
    )
    meaning = Typed(
        label=gettext_lazy("What belongs to it, and what does not"),
        help_text=gettext_lazy("For the second reader: two readers agree when they know this."),
        required=False,
        max_length=LONGEST["meaning"],
        error_messages={"max_length": gettext_lazy("At most 1,000 signs.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, theme: Theme, data: Any = None) -> None:
        super().__init__(data, {"name": theme.name, "meaning": theme.meaning})
        self.theme = theme

    def clean_name(self) -> Any:
        name = self.cleaned_data["name"]
        if any(len(words) > LONGEST["name"] for words in name.to_json().values()):
            raise forms.ValidationError(_("At most %(most)d signs.") % {"most": LONGEST["name"]})
        return name

    def stored(self, request: StaffRequest) -> bool:
        """Whether it was sent, sound, and is kept now."""
        if not self.is_bound or not self.is_valid():
            return False
        self.theme.name = self.cleaned_data["name"]
        self.theme.meaning = self.cleaned_data["meaning"]
        try:
            actions.save_theme(self.theme, by=request.user, at=now())
        except Refused as refused:
            self.refuse(refused)
            return False
        return True


@staff
def listed(request: StaffRequest, wave: str) -> HttpResponse:
    """The themes of one question, and a form for the next one."""
    texts = _held(request, wave)
    item = item_of(request, texts)
    theme = Theme(document=texts.wave.document.code, item=item)
    form = ThemeForm(theme, request.POST if request.method == "POST" else None)
    if form.stored(request):
        return back_to("staff:wave-themes", texts.wave, item=item, done="saved")
    return _listed(request, texts, item, form)


@staff
def theme(request: StaffRequest, wave: str, theme: int) -> HttpResponse:
    """One theme is changed, moved, retired or taken back into use."""
    texts = _held(request, wave)
    found = themes.theme(texts.wave.document.code, theme)
    if found is None or found.item not in {each.id for each in texts.items}:
        raise Http404
    step = request.POST.get("do", "")
    by, at = request.user, now()
    if request.method == "POST" and step in ("up", "down"):
        actions.move_theme(found, -1 if step == "up" else 1, by=by, at=at)
    elif request.method == "POST" and step in ("retire", "return"):
        try:
            actions.use_theme(found, in_use=step == "return", by=by, at=at)
        except Refused as refused:
            empty = ThemeForm(Theme(document=found.document, item=found.item))
            return _listed(request, texts, found.item, empty, refused.sentence)
    else:
        form = ThemeForm(found, request.POST if request.method == "POST" else None)
        if not form.stored(request):
            return _changed(request, texts, found, form)
    return back_to("staff:wave-themes", texts.wave, item=found.item, done="saved")


def _held(request: StaffRequest, code: str) -> Texts:
    """Themes are written by those who hold the survey."""
    wave_of(request, code)
    return texts_for(request, code)


def _listed(
    request: StaffRequest, texts: Texts, item: str, form: ThemeForm, refused: str = ""
) -> HttpResponse:
    known = themes.themes(texts.wave.document.code, item)
    faults = form.faults if form.is_bound else []
    return page(
        request,
        "staff/figures/texts/themes.html",
        texts.wave,
        status=422 if faults or refused else 200,
        items=texts.items,
        item=next(each for each in texts.items if each.id == item),
        in_use=[each for each in known if each.in_use],
        retired=[each for each in known if not each.in_use],
        form=form,
        faults=faults,
        refused=refused,
    )


def _changed(request: StaffRequest, texts: Texts, found: Theme, form: ThemeForm) -> HttpResponse:
    faults = form.faults if form.is_bound else []
    return page(
        request,
        "staff/figures/texts/theme.html",
        texts.wave,
        status=422 if faults else 200,
        theme=found,
        form=form,
        faults=faults,
    )
