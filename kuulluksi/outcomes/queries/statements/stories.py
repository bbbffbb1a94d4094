"""Stories that may be told: published feedback and quotes, as long as those who told them agree.

The key of a story is "feedback-<number>" for a publication and "quote-<number>" for a quote. Both
numbers are drawn at random, so a key that is gone never leads to the words of somebody else."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy, override, pgettext_lazy

from kuulluksi.figures.models import Quote
from kuulluksi.figures.queries.places import ALL, Paths, named
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.masking import Kind
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import LANGUAGES, TAGS, Text
from kuulluksi.surveys.enums import Audience
from kuulluksi.voices.enums import MAY_BE_PUBLISHED, PublicationState
from kuulluksi.voices.models import Publication

FEEDBACK, QUOTE = "feedback-", "quote-"
MOST = 300
"""So many of each kind are offered at a time."""
_LARGEST = 2**63 - 1
HIDDEN = {
    Kind.NAME: gettext_lazy("name hidden"),
    Kind.IDENTITY_CODE: gettext_lazy("identity code hidden"),
    Kind.PHONE: gettext_lazy("phone number hidden"),
    Kind.EMAIL: gettext_lazy("e-mail hidden"),
    Kind.ADDRESS: gettext_lazy("address hidden"),
    Kind.ACCOUNT: gettext_lazy("account number hidden"),
    Kind.OTHER: gettext_lazy("word hidden"),
}


def tales(keys: Iterable[str]) -> dict[str, Tale]:
    """The words of those stories that may be told now, in the order of their keys; the others are
    not there."""
    asked = sorted(set(keys))
    found = {
        **_of_feedback(_standing().filter(pk__in=_numbers(asked, FEEDBACK))),
        **_of_quotes(_quoted().filter(pk__in=_numbers(asked, QUOTE))),
    }
    return {key: found[key] for key in asked if key in found}


def offered(period: Period, place: str = ALL) -> list[tuple[str, Tale]]:
    """What may be told about a place and a period: feedback that was given in it, and quotes of its
    surveys. Their order tells nothing."""
    inside = None if place == ALL else _inside(place)
    feedback = _standing().filter(voice__given_on__range=(period.starts, period.ends))
    quotes = _quoted().filter(wave__opens_on__lte=period.ends, wave__closes_on__gte=period.starts)
    if inside is not None:
        codes = [key.removeprefix("unit-") for key in inside if key.startswith("unit-")]
        feedback = feedback.filter(unit__code__in=codes)
        quotes = quotes.filter(place__in=inside)
    return [
        *_of_feedback(feedback.order_by("pk")[:MOST]).items(),
        *_of_quotes(quotes.order_by("pk")[:MOST]).items(),
    ]


def _standing() -> QuerySet[Publication]:
    """What stands on a public page, with the permission of its giver."""
    return Publication.objects.filter(
        state=PublicationState.PUBLISHED, voice__publicity__in=MAY_BE_PUBLISHED
    )


def _quoted() -> QuerySet[Quote]:
    """What clients allowed to be quoted. What the staff answered is told to no public."""
    return Quote.objects.exclude(wave__survey__audience=Audience.STAFF)


def _of_feedback(found: QuerySet[Publication]) -> dict[str, Tale]:
    rows = found.select_related("voice", "unit")
    return {
        f"{FEEDBACK}{each.pk}": Tale(
            _words(each.words, each.voice.language),
            said(
                gettext_lazy("Feedback: %(place)s, %(year)s"),
                place=each.unit.name,
                year=each.voice.given_on.year,
            )
            if each.unit
            else said(gettext_lazy("Feedback, %(year)s"), year=each.voice.given_on.year),
        )
        for each in rows
    }


def _of_quotes(found: QuerySet[Quote]) -> dict[str, Tale]:
    rows = list(found.select_related("wave"))
    places = named({each.place for each in rows})
    return {
        f"{QUOTE}{each.pk}": Tale(
            _words(each.body, each.language),
            said(
                pgettext_lazy("whence a quote comes", "%(survey)s: %(place)s"),
                survey=each.wave.title,
                place=place.name,
            )
            if (place := places.get(each.place))
            else each.wave.title,
        )
        for each in rows
    }


def _words(pieces: Sequence[dict[str, str]], language: str) -> Text:
    """The words with what was hidden in brackets, in the language in which they were said."""
    tag = language if language in TAGS else LANGUAGES[0]
    with override(next((each for each in LANGUAGES if tag.startswith(each)), LANGUAGES[0])):
        words = "".join(
            f"[{gettext(str(HIDDEN[Kind(each['gap'])]))}]" if "gap" in each else each["text"]
            for each in pieces
        )
    return Text.from_json({tag: words})


def _inside(place: str) -> set[str]:
    """The keys of a place and of all places in it, as they stand now."""
    return {key for key, path in Paths().by_key().items() if place in path}


def _numbers(keys: Iterable[str], kind: str) -> list[int]:
    """The numbers of the keys of one kind; of what somebody made up only such as there may be."""
    found = [key.removeprefix(kind) for key in keys if key.startswith(kind)]
    return [
        int(each)
        for each in found
        if each.isascii() and each.isdecimal() and len(each) < 20 and int(each) <= _LARGEST
    ]
