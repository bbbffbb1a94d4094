"""Themes of own words are written, found in texts, settled where coders differ, and counted."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.figures.models import Coding, Theme, ThemeCount
from kuulluksi.figures.queries import themes as queries
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.figures.queries.themes import Chosen
from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.surveys.models import Wave

MOST = 20
"""So many themes of one question are in use at once; nobody looks through more."""


@dataclass(frozen=True)
class Outcome:
    """How many texts were kept as they were coded, and how many two others had read meanwhile."""

    kept: int
    passed: int


def note_reading(wave: Wave, *, by: Person, at: datetime) -> None:
    """That somebody read own words of a wave: once a day."""
    subject = f"wave {wave.pk}"
    org_actions.audit(Audited.TEXTS_READ, subject, by=by, at=at, once_a_day=True)


def save_theme(theme: Theme, *, by: Person, at: datetime) -> Theme:
    """Writes a new theme, or changes one. Raises Refused with the field."""
    with transaction.atomic():
        others = _of_question(theme.document, theme.item)
        others = [each for each in others if each.pk != theme.pk]
        said = {name.casefold() for each in others for name in each.name.to_json().values()}
        if said & {name.casefold() for name in theme.name.to_json().values()}:
            raise Refused(_("This question has a theme of that name already."), "name")
        if theme.in_use and sum(each.in_use for each in others) >= MOST:
            raise Refused(
                _("At most %(most)d themes of a question are in use at once.") % {"most": MOST},
                "name",
            )
        if not theme.pk:
            theme.position = max((each.position for each in others), default=0) + 1
        theme.save()
        _tell(theme, by=by, at=at)
    return theme


def use_theme(theme: Theme, *, in_use: bool, by: Person, at: datetime) -> None:
    """Retires a theme, or takes it back into use. What was found of it stays."""
    theme.in_use = in_use
    save_theme(theme, by=by, at=at)


def move_theme(theme: Theme, step: int, *, by: Person, at: datetime) -> None:
    """Changes places with the theme before (-1) or after it (1)."""
    with transaction.atomic():
        order = _of_question(theme.document, theme.item)
        at_ = next(number for number, each in enumerate(order) if each.pk == theme.pk)
        to = min(max(at_ + step, 0), len(order) - 1)
        order.insert(to, order.pop(at_))
        for number, each in enumerate(order, start=1):
            Theme.objects.filter(pk=each.pk).update(position=number)
        _tell(theme, by=by, at=at)


def code(
    wave: Wave, item: str, chosen: Mapping[int, Chosen], *, by: Person, at: datetime
) -> Outcome:
    """Keeps what a coder found in some texts, all of it or nothing; sent twice it is kept once.
    A text that two others have read meanwhile needs no third: it is passed over.

    Raises Refused at the text (`text-KEY`): for a theme that is not in use, for words that have
    been erased or are not the coder's to read, for a coding that a second one stands against.
    """
    with transaction.atomic():
        texts = _hold(wave, item)
        open_ = set(texts.readable(item, org.making(by, deadlines.day(at))))
        found, live = queries.codings(wave, item), _live(wave, item)
        passed = 0
        for key, themes in chosen.items():
            _check(key, themes, open_, live)
            coded = found.get(key, {})
            others = queries.coders(coded) - {by.pk}
            if by.pk not in coded and len(others) > 1:
                passed += 1
            elif by.pk not in coded or (coded[by.pk] != themes and not others):
                _write(key, by, themes)
            elif coded[by.pk] != themes:
                raise Refused(
                    _(
                        "A colleague has read this text too, so what each of you found stays."
                        " Where you differ, it is settled under Differences."
                    ),
                    f"text-{key}",
                )
    return Outcome(len(chosen) - passed, passed)


def settle(
    wave: Wave, item: str, chosen: Mapping[int, Chosen], *, by: Person, at: datetime
) -> None:
    """Decides what texts are about in which two coders differ. Raises Refused as `code` does."""
    with transaction.atomic():
        texts = _hold(wave, item)
        open_ = set(texts.readable(item, org.making(by, deadlines.day(at))))
        found, live = queries.codings(wave, item), _live(wave, item)
        for key, themes in chosen.items():
            _check(key, themes, open_, live)
            if len(queries.coders(found.get(key, {}))) > 1:
                _write(key, None, themes)


def freeze(wave: Wave, item: str, *, by: Person, at: datetime) -> None:
    """Counts the themes of a question, for good: every text read, every difference settled. The
    counts of each innermost place stay when the words go."""
    with transaction.atomic():
        texts = _hold(wave, item)
        found, live = queries.codings(wave, item), _live(wave, item)
        keys = list(texts.rows[item])
        left = len(queries.unread(keys, found)) + len(queries.differing(keys, found, live))
        if left or not keys:
            raise Refused(
                _("Every text is read and every difference settled before themes are counted.")
            )
        verdicts = {key: queries.verdict(found[key], live) or frozenset() for key in keys}
        _count(texts, item, verdicts, live, at)
        org_actions.audit(
            Audited.THEMES_SETTLED, f"wave {wave.pk}", by=by, at=at, detail={"item": item}
        )


def _count(
    texts: Texts, item: str, verdicts: Mapping[int, Chosen], live: Collection[int], at: datetime
) -> None:
    leaves = {key: row.leaf for key, row in texts.rows[item].items()}
    numbers: Counter[tuple[str, int | None]] = Counter((leaves[key], None) for key in verdicts)
    numbers.update((leaves[key], theme) for key, chosen in verdicts.items() for theme in chosen)
    every = [(leaf, theme) for leaf in set(leaves.values()) for theme in (None, *live)]
    ThemeCount.objects.bulk_create(
        ThemeCount(
            wave=texts.wave,
            item=item,
            place=leaf,
            theme_id=theme,
            number=numbers[leaf, theme],
            settled_on=deadlines.day(at),
        )
        for leaf, theme in every
    )


def _hold(wave: Wave, item: str) -> Texts:
    """One at a time for each wave. Raises Refused when there is nothing to code any more."""
    Wave.objects.select_for_update().get(pk=wave.pk)
    if queries.is_counted(wave, item):
        raise Refused(_("The themes of this question have been counted. That stays as it is."))
    texts = texts_of(wave)
    if texts is None or item not in texts.rows:
        raise Refused(_("There is nothing to read here."))
    return texts


def _live(wave: Wave, item: str) -> frozenset[int]:
    found = Theme.objects.filter(document=wave.document.code, item=item, in_use=True)
    return frozenset(found.values_list("pk", flat=True))


def _check(key: int, themes: Chosen, open_: Collection[int], live: Collection[int]) -> None:
    if key not in open_:
        raise Refused(
            _("These words are not here to be read any more. Nothing of this page was saved."),
            f"text-{key}",
        )
    if not themes <= set(live):
        raise Refused(
            _("A theme that you chose was taken out of use meanwhile. Choose again."),
            f"text-{key}",
        )


def _write(key: int, coder: Person | None, themes: Chosen) -> None:
    Coding.objects.filter(words=key, coder=coder).delete()
    Coding.objects.bulk_create(
        Coding(words_id=key, coder=coder, theme_id=theme) for theme in (themes or {None})
    )


def _of_question(document: str, item: str) -> list[Theme]:
    found = Theme.objects.select_for_update().filter(document=document, item=item)
    return list(found.order_by("position", "pk"))


def _tell(theme: Theme, *, by: Person, at: datetime) -> None:
    detail = {"document": theme.document, "item": theme.item}
    org_actions.audit(Audited.THEME_SAVED, f"theme {theme.pk}", by=by, at=at, detail=detail)
