"""Quotes: chosen among texts whose authors allowed it, hidden word by word, shown, taken back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kuulluksi.figures import rules
from kuulluksi.figures.actions import quotes as actions
from kuulluksi.figures.actions.themes import note_reading
from kuulluksi.figures.models import Quote, Theme
from kuulluksi.figures.queries import named, themes
from kuulluksi.figures.queries.quotes import quotes_kept
from kuulluksi.figures.queries.texts import Said, Texts
from kuulluksi.org.rules import Refused
from kuulluksi.pure.masking import merged, pieces
from kuulluksi.voices.queries import Original
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.tags import said as in_words
from kuulluksi.web.staff import editing
from kuulluksi.web.staff.figures.texts_frame import back_to, item_of, making, page, texts_for
from kuulluksi.web.staff.forms import StaffForm

PAGE = 10


class QuoteForm(StaffForm):
    # The things that a reviewer picks have no fields of their own; this one takes their faults.
    pick = forms.CharField(required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Which theme it is an example of"), required=False)
    sure = forms.BooleanField(
        label=gettext_lazy("I have read it all. Nobody can be recognised from it."),
        error_messages={
            "required": gettext_lazy(
                "Read the text once more: can somebody be recognised from it? If not, tick this."
            )
        },
    )

    def __init__(self, original: Original, known: list[Theme], data: Any = None) -> None:
        super().__init__(data)
        self.original = original
        self.known = {str(each.pk): each for each in known}
        choices = self.fields["theme"]
        if isinstance(choices, forms.ChoiceField):
            named = [(key, in_words(each.name)) for key, each in self.known.items()]
            choices.choices = [("", gettext_lazy("None")), *named]

    @property
    def picked(self) -> set[str]:
        """What is hidden: on a new page all that was found, then what the reviewer chose."""
        if not isinstance(self.data, QueryDict) or not self.is_bound:
            return editing.found_in(self.original)
        return {*self.data.get("kept", "").split(","), *self.data.getlist("pick")} - {""}


@staff
def quotes(request: StaffRequest, wave: str) -> HttpResponse:
    """What is quoted, and which texts this reader may quote."""
    texts = texts_for(request, wave)
    item = item_of(request, texts)
    row = texts.rows[item]
    allowed = [
        key
        for key in texts.readable(item, making(request))
        if row[key].may_quote and texts.quoted_at(key)
    ]
    asked = request.GET.get("from", "")
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    said = texts.said(allowed[first : first + PAGE])
    if said:
        note_reading(texts.wave, by=request.user, at=now())
    kept = [each for each in quotes_kept(texts.wave) if each.item == item]
    mine = _mine(request, kept)
    names = naming.places([*(each.place for each in kept), *(each.place for each in said)])
    return page(
        request,
        "staff/figures/texts/quotes.html",
        texts.wave,
        items=texts.items,
        item=next(each for each in texts.items if each.id == item),
        quotes=[(each, names[each.place], each.pk in mine) for each in kept],
        texts=[(each, names[each.place]) for each in said],
        number=len(allowed),
        more=first + PAGE if first + PAGE < len(allowed) else 0,
    )


@staff
def quote(request: StaffRequest, wave: str, words: int) -> HttpResponse:
    """Choosing, looking and quoting: three pages of one address, as for a public feedback."""
    texts = texts_for(request, wave)
    said, item = _said(request, texts, words)
    original = Original(said.body, "", said.erase_on)
    known = [each for each in themes.themes(texts.wave.document.code, item) if each.in_use]
    form = QuoteForm(original, known, request.POST if request.method == "POST" else None)
    note_reading(texts.wave, by=request.user, at=now())
    step, _colon, number = request.POST.get("do", "").partition(":")
    if request.method != "POST" or step == "part":
        return _choose(request, texts, said, form, number=number)
    if step == "look":
        return _look(request, texts, said, form)
    if not form.is_valid():
        only = form.has_error("sure") and len(form.errors) == 1
        return (_look if only else _choose)(request, texts, said, form, 422)
    hidden, _answer = editing.spans(original, form.picked)
    theme = form.known.get(form.cleaned_data["theme"])
    try:
        actions.quote(texts.wave, words, hidden, theme, by=request.user, at=now())
    except Refused as refused:
        form.refuse(refused)
        return _choose(request, texts, said, form, 422)
    return back_to("staff:wave-quotes", texts.wave, item=item, done="quoted")


@staff
@require_POST
def take_back(request: StaffRequest, wave: str, quote: int) -> HttpResponse:
    texts = texts_for(request, wave)
    found = next((each for each in quotes_kept(texts.wave) if each.pk == quote), None)
    if found is None:
        return back_to("staff:wave-quotes", texts.wave, done="taken-back")
    if not _mine(request, [found]):
        raise PermissionDenied
    actions.take_back(found, by=request.user, at=now())
    return back_to("staff:wave-quotes", texts.wave, item=found.item, done="taken-back")


def _mine(request: StaffRequest, quotes: list[Quote]) -> set[int]:
    """Those of the places that this person may research."""
    reach = making(request)
    known = named({each.place for each in quotes})
    return {each.pk for each in quotes if rules.may_research(reach, known.get(each.place))}


def _said(request: StaffRequest, texts: Texts, words: int) -> tuple[Said, str]:
    """The text, when this person may read it, its author allowed quoting and enough wrote about the
    place; else 404, which tells nothing."""
    for item, rows in texts.rows.items():
        if words in rows and words in texts.readable(item, making(request)):
            found = texts.said([words])
            if found and found[0].may_quote and found[0].place:
                return found[0], item
    raise Http404


def _choose(
    request: StaffRequest,
    texts: Texts,
    said: Said,
    form: QuoteForm,
    status: int = 200,
    *,
    number: str = "",
) -> HttpResponse:
    asked = number or request.POST.get("part", "")
    turn = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return _page(
        request,
        "staff/figures/texts/quote.html",
        texts,
        said,
        form,
        status,
        part=editing.part(form.original, turn, form.picked),
    )


def _look(
    request: StaffRequest, texts: Texts, said: Said, form: QuoteForm, status: int = 200
) -> HttpResponse:
    hidden, _answer = editing.spans(form.original, form.picked)
    return _page(
        request,
        "staff/figures/texts/quote_look.html",
        texts,
        said,
        form,
        status,
        pieces=pieces(said.body, merged(said.body, hidden)),
        kept=",".join(sorted(form.picked)),
    )


def _page(
    request: StaffRequest,
    template: str,
    texts: Texts,
    said: Said,
    form: QuoteForm,
    status: int,
    **context: Any,
) -> HttpResponse:
    faults = form.faults if status == 422 else []
    place = naming.places({said.place})[said.place]
    return page(
        request,
        template,
        texts.wave,
        status=status,
        said=said,
        form=form,
        faults=faults,
        place=place,
        **context,
    )
