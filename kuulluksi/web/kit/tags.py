"""What templates need everywhere: texts in the reader's language, days with weekdays, waves."""

from collections.abc import Hashable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuulluksi.pure.text import Text

register = template.Library()

WAVE_DOWN = SafeString(
    '<svg class="wave" viewBox="0 0 24 28" aria-hidden="true">'
    '<path d="M12 1c4 1.5 7 3 7 5.5S16 10.5 12 12s-7 3-7 5.5C5 22 12 21 12 28"/></svg>'
)
WAVE = SafeString(
    '<svg class="wave" viewBox="0 0 36 24" aria-hidden="true">'
    '<path d="M1 12C2.5 8 4 4 6.5 4S10.5 8 12 12s3 8 5.5 8C22 20 21 12 27 12h9"/></svg>'
)


@register.simple_tag
def wave(direction: str = "right") -> SafeString:
    """The wave of the mark, or the one that opens a journey ("down")."""
    return WAVE_DOWN if direction == "down" else WAVE


@register.filter
def said(text: Text | None) -> str:
    """A text of the database in the language of the page."""
    return text.best(get_language() or "fi") if text else ""


@register.filter
def tongue(text: Text | None) -> str:
    """The language in which `said` says it: that of the page, or of what stands in for it."""
    language = get_language() or "fi"
    return (text.best_tag(language) if text else "") or language


def day_text(day: date, *, long: bool = False, year: bool = True) -> str:
    """ "ma 30.11.2026", long "maanantaina 30.11.2026" (fi), "Mon 30 November 2026" (en)."""
    language = get_language() or "fi"
    names = WEEKDAYS if long else WEEKDAYS_ABBR
    weekday = str(names[day.weekday()])
    if long and language == "fi":
        weekday += "na"
    if language == "en":
        month = formats.date_format(day, "j F Y" if year else "j F")
        return f"{weekday} {month}"
    weekday = weekday.lower()
    number = f"{day.day}.{day.month}."
    return f"{weekday} {number}{day.year}" if year else f"{weekday} {number}"


@register.filter
def day(value: date | None, style: str = "") -> SafeString | str:
    """A day as a `time` element; style "long" or "short" (without the year)."""
    return "" if value is None else _day(value, style, get_language())


@lru_cache(maxsize=2048)
def _day(value: date, style: str, _spoken: str | None) -> SafeString:
    return format_html(
        '<time class="nowrap" datetime="{}">{}</time>',
        value.isoformat(),
        day_text(value, long=style == "long", year=style != "short"),
    )


@register.filter
@lru_cache(maxsize=512)
def drawn(picture: Hashable, name: str) -> SafeString:
    """A small picture by its template in kit/, drawn once for all rows that show the same."""
    return SafeString(render_to_string(f"kit/{name}.html", {name: picture}))


@register.simple_tag
def part(name: str, **shown: Hashable) -> SafeString:
    """A part of a page by its template, drawn once for all pages that show the same: it sees
    nothing but what is named here and the language. What a giver wrote never stands in one."""
    return _part(name, get_language(), **shown)


@lru_cache(maxsize=512)
def _part(name: str, lang: str | None, **shown: Hashable) -> SafeString:
    return SafeString(render_to_string(name, {**shown, "lang": lang}))


@register.filter
def month(value: date) -> str:
    """A month with its year, where a day would tell too much: "maaliskuu 2026"."""
    return formats.date_format(value, "F Y")


@register.filter
def paragraphs(body: str) -> list[str]:
    """The paragraphs of a text, split where the writer left an empty line."""
    return [part.strip() for part in body.split("\n\n") if part.strip()]


@register.filter
def written(body: str) -> SafeString:
    """What somebody wrote, in its paragraphs and lines; a gap stays one (`kit.skeletons`)."""
    if isinstance(body, SafeString):
        return body
    return SafeString("".join(f"<p>{linebreaksbr(part)}</p>" for part in paragraphs(body)))


@register.filter
def entry(found: Mapping[Any, Any], name: Hashable) -> Any:
    """The entry of that name, or nothing."""
    return found.get(name, "")
