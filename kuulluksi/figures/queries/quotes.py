"""Quotes of a wave: what may be shown of own words, place by place."""

from collections.abc import Sequence
from dataclasses import dataclass

from kuulluksi.figures.models import Quote
from kuulluksi.figures.queries.places import ALL
from kuulluksi.figures.queries.texts import texts_of
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Quotes:
    """The quotes of one question at a place and inside it, and of how many texts there (1, among
    all) the author allowed quoting: hidden where that could tell, and when the words are gone."""

    item: str
    quotes: Sequence[Quote]
    allowed: Published


def quotes_of(wave: Wave, place: str = ALL) -> list[Quotes]:
    """What may be quoted of a wave in a report of a place, question by question; questions without
    a quote are left out. Each quote's `body` is what `kit/masked.html` shows."""
    texts = texts_of(wave)
    if texts is None:
        return []
    inside = {part.key for each in texts.tree if each.key == place for part in each}
    quotes = [quote for quote in quotes_kept(wave) if quote.place in inside]
    return [
        Quotes(item.id, those, texts.quotable(item.id, place))
        for item in texts.items
        if (those := [quote for quote in quotes if quote.item == item.id])
    ]


def quotes_kept(wave: Wave) -> list[Quote]:
    """All quotes of a wave; their keys are random, so their order tells nothing."""
    return list(Quote.objects.filter(wave=wave).select_related("theme").order_by("pk"))
