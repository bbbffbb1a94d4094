"""What the pages of keying show: papers of each place, error rates, two keyings side by side."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kuulluksi.pure import keying
from kuulluksi.pure.keying import Sent
from kuulluksi.pure.questionnaire.answers import QUOTE, SKIP
from kuulluksi.pure.questionnaire.items import MultipleItem, Question, SingleItem
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Batch, Sheet, Wave, WaveTarget
from kuulluksi.surveys.queries import keying as piles
from kuulluksi.surveys.queries.keying import Pile
from kuulluksi.web.staff.surveys.editor_faults import TONGUES
from kuulluksi.web.staff.surveys.keying_form import HandedOut, place_name


@dataclass(frozen=True)
class PaperRow:
    """A place with its papers: the languages in which they can be printed, with the addresses of
    both sizes, and how many were handed out."""

    code: str
    name: str
    invited: int
    prints: tuple[tuple[str, str, str], ...]
    act: str
    typed: str = ""
    fault: str = ""


def rows(
    wave: Wave, those: list[WaveTarget], at: WaveTarget | None, papers: HandedOut
) -> list[PaperRow]:
    languages = queries.questionnaire(wave.document).languages
    found = []
    for target in those:
        code = queries.slug(target)
        address = reverse("staff:wave-paper", args=[wave.code, code])
        prints = tuple(
            (
                str(TONGUES[tag]),
                f"{address}?language={tag}",
                f"{address}?language={tag}&size=large",
            )
            for tag in languages
        )
        faulty = at is not None and target.pk == at.pk
        found.append(
            PaperRow(
                code,
                place_name(target),
                target.invited,
                prints,
                reverse("staff:wave-papers-given", args=[wave.code, code]),
                typed=str(papers.data.get("papers", "")) if faulty else "",
                fault=papers.faults[0].sentence if faulty else "",
            )
        )
    return found


def rate(batch: Batch, pile: Pile | None = None) -> str:
    """ "1,4 % differed (2 of 140 answers)", "" while nothing has been compared."""
    done = batch.done_on is not None or pile is None
    compared, differed = (batch.compared, batch.differed) if done or pile is None else pile.compared
    if not compared:
        return ""
    share = number_format(100 * differed / compared, 1)
    return _("%(share)s %% differed (%(differed)s of %(compared)s answers)") % {
        "share": share,
        "differed": differed,
        "compared": compared,
    }


@dataclass(frozen=True)
class Side:
    """One question that two keyings tell differently, and which of them was chosen."""

    item: str
    name: str
    number: int
    text: str
    first: str
    second: str
    chosen: str


def differences(sheet: Sheet, data: QueryDict | None) -> list[Side]:
    batch = sheet.batch
    questions = queries.questionnaire(batch.target.wave.document).questions
    asked = {each.id: (number, each) for number, each in enumerate(questions, start=1)}
    sides = []
    for each in piles.compared(sheet).differences:
        number, question = asked[each.item.removesuffix(QUOTE)]
        quote = each.item.endswith(QUOTE)
        name = f"a-{each.item}"
        chosen = data.get(name, "") if data is not None else ""
        sides.append(
            Side(
                item=each.item,
                name=name,
                number=number,
                text=_("May be quoted (ticked: 1)")
                if quote
                else question.text.best(batch.language),
                first=_shown(question, each.first, batch.language, quote=quote),
                second=_shown(question, each.second, batch.language, quote=quote),
                chosen=chosen if chosen in ("first", "second") else "",
            )
        )
    return sides


def _shown(question: Question, sent: Sent, speak: str, *, quote: bool) -> str:
    """What was keyed, in words."""
    if not sent:
        return _("Nothing")
    if quote:
        return _("Ticked")
    if sent == keying.UNCLEAR:
        return _("Unclear")
    if sent == SKIP:
        return _("Does not concern me")
    if isinstance(question, SingleItem | MultipleItem):
        chosen = (sent,) if isinstance(sent, str) else sent
        return ", ".join(each.text.best(speak) for each in question.choices if each.id in chosen)
    return sent if isinstance(sent, str) else ", ".join(sent)
