"""Themes of own words: who found which in what, how well two coders agree, and how many texts are
about each, once that is settled.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kuulluksi.figures.models import Coding, Release, Theme, ThemeCount
from kuulluksi.figures.queries import places
from kuulluksi.figures.queries.places import ALL
from kuulluksi.figures.queries.texts import Texts, split
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.agreement import Agreement
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave

LEAST_PAIRED = 30
"""Kappa is shown when both coders have read so many of the same texts; from fewer it
says little."""

Chosen = frozenset[int]
Coded = Mapping[int | None, Chosen]
"""What each coder found in one text; None: as it was settled."""


def themes(document: str, item: str = "") -> list[Theme]:
    """The themes of a questionnaire's open question, or of all of them, in their order."""
    found = Theme.objects.filter(document=document)
    if item:
        found = found.filter(item=item)
    return list(found.order_by("item", "position", "pk"))


def theme(document: str, key: int) -> Theme | None:
    return Theme.objects.filter(document=document, pk=key).first()


def codings(wave: Wave, item: str) -> dict[int, dict[int | None, Chosen]]:
    """By text, what each of its coders found."""
    of_question = Coding.objects.filter(words__response__target__wave=wave, words__item=item)
    rows: Iterable[tuple[int, int | None, int | None]] = of_question.values_list(
        "words", "coder_id", "theme_id"
    )
    found: dict[int, dict[int | None, Chosen]] = {}
    for text, coder, chosen in rows:
        of_text = found.setdefault(text, {})
        so_far = of_text.get(coder, frozenset())
        of_text[coder] = so_far if chosen is None else so_far | {chosen}
    return found


def coders(coded: Coded) -> set[int]:
    return {coder for coder in coded if coder is not None}


def verdict(coded: Coded, live: Collection[int]) -> Chosen | None:
    """The themes of a text: as settled, else as its coders agree; None where they differ or nobody
    has read it. Themes that are no longer in use are left out of everything."""
    if None in coded:
        return coded[None].intersection(live)
    found = {chosen.intersection(live) for chosen in coded.values()}
    return found.pop() if len(found) == 1 else None


def differing(keys: Iterable[int], found: Mapping[int, Coded], live: Collection[int]) -> list[int]:
    """The texts in which two have read different themes, and nobody has settled it."""
    return [
        key
        for key in keys
        if len(coders(found.get(key, {}))) > 1 and verdict(found[key], live) is None
    ]


def unread(keys: Iterable[int], found: Mapping[int, Coded]) -> list[int]:
    return [key for key in keys if key not in found]


def queue(
    texts: Texts, item: str, found: Mapping[int, Coded], coder: Person, making: Reach
) -> list[int]:
    """What is still to be read by a coder: first of the sample, which two read; of the rest what
    nobody has read."""
    sample = texts.sample(item)

    def waits(key: int) -> bool:
        read_by = coders(found.get(key, {}))
        return coder.pk not in read_by and len(read_by) < (2 if key in sample else 1)

    return [key for key in texts.readable(item, making) if waits(key)]


@dataclass(frozen=True)
class Pair:
    """The two coders who have read the most of the same texts, and how well they agree."""

    first: Person
    second: Person
    n: int
    # By theme; empty while they have read too few.
    by_theme: Mapping[int, Agreement]


def pair(found: Mapping[int, Coded], live: Collection[int]) -> Pair | None:
    """None while no text has been read by two."""
    shared: Counter[tuple[int, int]] = Counter(
        two for coded in found.values() for two in combinations(sorted(coders(coded)), 2)
    )
    if not shared:
        return None
    (one, other), n = max(shared.items(), key=lambda each: (each[1], each[0]))
    both = [coded for coded in found.values() if one in coded and other in coded]
    by_theme = {
        each: Agreement.of_theme([(each in coded[one], each in coded[other]) for coded in both])
        for each in (live if n >= LEAST_PAIRED else ())
    }
    people = Person.objects.in_bulk([one, other])
    return Pair(people[one], people[other], n, by_theme)


def progress(found: Mapping[int, Coded]) -> list[tuple[Person, int]]:
    """How many texts each coder has read, the most first."""
    read = Counter(coder for coded in found.values() for coder in coders(coded))
    people = Person.objects.in_bulk(list(read))
    return [(people[key], number) for key, number in read.most_common()]


@dataclass(frozen=True)
class ThemesAt:
    """The themes of a question at one place, each as many texts without (0) and with (1) it; the
    number of texts is None where it is hidden, and then so is everything."""

    place: str
    texts: int | None
    found: Sequence[tuple[Theme, Published]]


@dataclass(frozen=True)
class Settled:
    """The counts of a question's themes, frozen."""

    on: date
    themes: Sequence[Theme]
    tree: Place
    least: int
    # By theme (None: all texts) and leaf.
    numbers: Mapping[int | None, Mapping[str, int]]

    @property
    def places(self) -> list[str]:
        """The places whose number of texts may be told, from the whole inwards."""
        told = protection.enough(self.tree, self.numbers.get(None, {}), self.least)
        return [
            place.key
            for place in self.tree
            if place.key in told and not place.key.endswith(places.OWN)
        ]

    def at(self, place: str = ALL) -> ThemesAt:
        texts = self.numbers.get(None, {})
        if place not in self.places:
            return ThemesAt(place, None, [(each, Published(None)) for each in self.themes])
        inside = next(each for each in self.tree if each.key == place)
        total = sum(texts.get(leaf.key, 0) for leaf in inside.leaves)
        found = []
        for each in self.themes:
            counts = split(self.tree, texts, self.numbers.get(each.pk, {}))
            shown = protection.themes(self.tree, counts, self.least)
            found.append((each, Published(shown[place])))
        return ThemesAt(place, total, found)


def is_counted(wave: Wave, item: str) -> bool:
    """Whether the themes of a question have been counted, for good."""
    return ThemeCount.objects.filter(wave=wave, item=item).exists()


def settled(wave: Wave) -> dict[str, Settled]:
    """By question, the themes of a wave whose counts have been frozen. They stay when the words
    go, and everybody may see what is shown of them."""
    rows = list(ThemeCount.objects.filter(wave=wave))
    release = Release.objects.filter(wave=wave, final=True).first() if rows else None
    if release is None:
        return {}
    known = themes(wave.document.code)
    tree = places.from_json(release.tree)
    found = {}
    for item in {row.item for row in rows}:
        numbers: dict[int | None, dict[str, int]] = {}
        for row in rows:
            if row.item == item:
                numbers.setdefault(row.theme_id, {})[row.place] = row.number
        on = max(row.settled_on for row in rows if row.item == item)
        those = [each for each in known if each.pk in numbers]
        found[item] = Settled(on, those, tree, release.least, numbers)
    return found
