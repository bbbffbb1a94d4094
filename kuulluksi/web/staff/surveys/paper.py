"""Papers to be handed out: the PDF of a wave's questionnaire for a place."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Document, Wave
from kuulluksi.web.kit import paper as papers
from kuulluksi.web.kit.doors import StaffRequest, staff


@staff
@require_GET
def paper(request: StaffRequest, wave: str, place: str) -> HttpResponse:
    """The PDF in a language (`?language=sv`), perhaps in large print (`&size=large`); with
    `&format=json` where its boxes stand instead. An empty form is no secret: anyone on the staff
    may print it."""
    target = queries.target_at(wave, place)
    if target is None:
        raise Http404
    try:
        asked = queries.questionnaire(_document(target.wave))
    except BadDocument as bad:
        raise Http404 from bad
    language = request.GET.get("language", "")
    if language not in asked.languages:
        language = asked.languages[0]
    large = request.GET.get("size") == "large"
    made = papers.paper(asked, language, target.wave, target.place, large=large)
    name = "-".join([wave, place, language, *(["large"] if large else [])])
    if request.GET.get("format") == "json":
        return JsonResponse(made.places)
    told = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made.pdf, content_type="application/pdf", headers=told)


def _document(wave: Wave) -> Document:
    """Of a wave that is being prepared as it is now: `target_at` keeps what it has read, and a
    draft may have been written anew since."""
    if wave.state == WaveState.DRAFT:
        return Document.objects.get(pk=wave.document_id)
    return wave.document
