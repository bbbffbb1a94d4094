"""Questionnaires as they are asked, and what is known of their questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kuulluksi.pure.questionnaire import bank, editing, wordings
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.pure.questionnaire.wordings import Asked, Wordings
from kuulluksi.surveys.models import Document

Key = tuple[int, int]
"""A document as it was after so many edits: what is worked out of it holds as long as these."""


@dataclass(frozen=True)
class Summary:
    """What a list tells of a document: `complete` languages, how many texts the others lack."""

    questions: int
    complete: tuple[str, ...]
    missing: tuple[tuple[str, int], ...]
    faults: int = 0


def questionnaire(document: Document) -> Questionnaire:
    """The document as a value; what is frozen is read once per process.

    Raises BadDocument for a draft with faults.
    """
    return _frozen(document.hash, document.pk) if document.hash else parse(document.body)


@lru_cache(maxsize=128)
def _frozen(_hash: str, key: int) -> Questionnaire:
    return parse(Document.objects.values_list("body", flat=True).get(pk=key))


def documents() -> list[Document]:
    """All questionnaires of the house without their bodies, the one saved last at the top."""
    found = Document.objects.defer("body").select_related(
        "area", "service__area", "unit__service__area", "made_by"
    )
    return list(found.order_by("-saved_on", "code", "-version"))


def document(code: str, version: int) -> Document | None:
    found = Document.objects.select_related(
        "area", "service__area", "unit__service__area", "made_by"
    )
    return found.filter(code=code, version=version).first()


def versions(code: str) -> list[Document]:
    """The versions of a questionnaire, the newest first."""
    return list(Document.objects.defer("body").filter(code=code).order_by("-version"))


def summaries(found: Iterable[Document]) -> dict[int, Summary]:
    """By key of the document; each is worked out once after it was saved."""
    keys = [(each.pk, each.edits) for each in found]
    known = _known(keys)
    return {key[0]: known[key].summary for key in keys if key in known}


def wordings_besides(besides: Document | None = None) -> Wordings:
    """Every question of the bank and of the saved questionnaires, but not of this one."""
    saved = Document.objects.order_by("pk").values_list("pk", "edits")
    own = besides.pk if besides is not None else None
    return _wordings(tuple(key for key in saved if key[0] != own))


@lru_cache(maxsize=8)
def _wordings(keys: tuple[Key, ...]) -> Wordings:
    known = _known(keys)
    asked = [each for key in keys if key in known for each in known[key].asked]
    return Wordings([*_bank(), *asked])


@cache
def _bank() -> tuple[Asked, ...]:
    every = [
        bank.instrument(name, version) for name in bank.names() for version in bank.versions(name)
    ]
    return tuple(Asked(item, each.id, each.title) for each in every for item in each.items)


@dataclass(frozen=True)
class _Known:
    summary: Summary
    asked: tuple[Asked, ...]


# So many documents are kept worked out; a county has some hundred.
_KEPT = 1000
_worked_out: dict[Key, _Known] = {}


def _known(keys: Sequence[Key]) -> dict[Key, _Known]:
    """What is worked out of these documents; the bodies of those not yet known are read at once."""
    new = {key: edits for key, edits in keys if (key, edits) not in _worked_out}
    if new:
        if len(_worked_out) + len(new) > _KEPT:
            _worked_out.clear()
        found = Document.objects.filter(pk__in=new).only(
            "pk", "edits", "code", "title", "body", "frozen_on"
        )
        for each in found:
            _worked_out[each.pk, each.edits] = _work_out(each)
    return {key: _worked_out[key] for key in keys if key in _worked_out}


def _work_out(document: Document) -> _Known:
    items = wordings.readable(document.body)
    draft = document.frozen_on is None
    asked = tuple(Asked(item, document.code, document.title, draft) for item in items.values())
    try:
        read = parse(document.body)
    except BadDocument as bad:
        count = sum(item["kind"] != "note" for item in editing.items(document.body))
        return _Known(Summary(count, (), (), len(bad.faults)), asked)
    return _Known(summary_of(read), asked)


def summary_of(read: Questionnaire) -> Summary:
    lacking = read.missing()
    return Summary(
        questions=len(read.questions),
        complete=tuple(tag for tag in read.languages if tag not in lacking),
        missing=tuple((tag, len(paths)) for tag, paths in lacking.items()),
    )
