"""The sheet of paper that a picture is drawn on: lines, bars, marks and words, and how much room
words take. Letters are named, never carried along.
"""

import re
from collections.abc import Callable, Sequence
from html import escape

FONTS = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Arial, sans-serif"
INK, GREY, RULE, PAPER = "#13211f", "#3c4c48", "#b9c4c0", "#ffffff"
SHADES = ("#0b4f4a", "#5a9c93", "#8fbdb5", "#c3ddd8", "#e6f1ef")
"""From dark to light, each apart from its neighbours in grey as well."""
PALE = SHADES[2:]
SIZE, SMALL = 14, 12.5
HAIR = 0.001
"""So much may words stand out: lengths are sums of parts of one."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("iljtfrI.,:;!|'()[]-/ \N{NO-BREAK SPACE}\N{EN DASH}")
_WIDE = frozenset("mwMWÅÄÖ@%&\N{EN DASH}")


class _Widths(dict[str, float]):
    """How wide a sign is beside the height of its letters; it grows with what is drawn."""

    def __missing__(self, sign: str) -> float:
        width = 0.64 if sign.isupper() else 0.54
        self[sign] = 0.33 if sign in _NARROW else 0.86 if sign in _WIDE else width
        return self[sign]


_WIDTHS = _Widths()
Segment = tuple[float, float, float, float]
"""From where to where a line goes: x and y of both."""


def plain(words: str) -> str:
    """Words as XML may hold them."""
    return escape(_NO_XML.sub("", words))


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide words are; rather too wide than too narrow."""
    return size * sum(map(_WIDTHS.__getitem__, words))


def wrapped(words: str, room: float, size: float = SIZE) -> list[str]:
    """Words in lines that fit the room; a word longer than a line is cut where it must be."""
    lines = [""]
    for whole in words.split(" "):
        word = whole
        fits = f"{lines[-1]} {word}".strip()
        if width_of(fits, size) <= room + HAIR:
            lines[-1] = fits
            continue
        if lines[-1]:
            lines.append("")
        while width_of(word, size) > room + HAIR and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and width_of(word[:cut] + "-", size) > room + HAIR:
                cut -= 1
            lines[-1:] = [word[:cut] + "-", ""]
            word = word[cut:]
        lines[-1] = word
    return lines


class Canvas:
    """Grows downwards: whoever lays it out sets `height` to where it ends. What takes long to draw
    may wait in `later` until it is known that the height fits."""

    WIDTH = 680

    def __init__(self, key: str) -> None:
        self.key = re.sub(r"[^A-Za-z0-9_-]", "-", key)
        self.height = 0
        self.later: list[Callable[[], None]] = []
        self._drawn: list[str] = []
        self._patterns: dict[str, str] = {}

    def words(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float = SIZE,
        fill: str = INK,
        anchor: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """`y` is the line that the letters stand on; a halo keeps them readable on a line."""
        weight = ' font-weight="600"' if bold else ""
        if halo:
            weight += f' stroke="{PAPER}" stroke-width="4" stroke-linejoin="round"'
            weight += ' paint-order="stroke"'
        self._drawn.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"'
            f' text-anchor="{anchor}"{weight}>{plain(said)}</text>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        ink: str = INK,
        width: float = 1,
        dash: str = "",
    ) -> None:
        self.lines([(x1, y1, x2, y2)], ink=ink, width=width, dash=dash)

    def lines(
        self, segments: Sequence[Segment], *, ink: str = INK, width: float = 1, dash: str = ""
    ) -> None:
        """Lines of one kind, as one mark."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        told = "".join(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" for x1, y1, x2, y2 in segments)
        self._drawn.append(
            f'<path d="{told}" stroke="{ink}" stroke-width="{_n(width)}" fill="none"{more}/>'
        )

    def bar(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = INK
    ) -> None:
        self._drawn.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"'
            f' fill="{fill}" stroke="{edge}" stroke-width="0.8"/>'
        )

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Where a figure is hidden."""
        lines = f'<path d="M0 0V7" stroke="{GREY}" stroke-width="2.4"/>'
        self.bar(x, y, width, height, self._pattern("hatch", PAPER, lines), GREY)

    def dotted(self, shade: str) -> str:
        """A shade with dots, or where it is dark dots of it, which is another shade."""
        ink, paper = (GREY, shade) if shade in PALE else (shade, PAPER)
        dots = f'<circle cx="3.5" cy="3.5" r="1.3" fill="{ink}"/>'
        return self._pattern(f"dots-{SHADES.index(shade)}", paper, dots)

    def _pattern(self, name: str, paper: str, marks: str) -> str:
        name = f"{self.key}-{name}"
        self._patterns[name] = (
            f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse"'
            f' patternTransform="rotate(45)"><rect width="7" height="7" fill="{paper}"/>'
            f"{marks}</pattern>"
        )
        return f"url(#{name})"

    def interval(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line with two ends, lying or standing, light under dark so that it is seen on a
        bar as well as beside it."""
        across, along = (0, 4) if y1 == y2 else (4, 0)
        ends = [(x - across, y - along, x + across, y + along) for x, y in ((x1, y1), (x2, y2))]
        for ink, width in ((PAPER, 3.2), (INK, 1.6)):
            self.lines([(x1, y1, x2, y2), *ends], ink=ink, width=width)

    def mark(self, x: float, y: float, kind: int) -> None:
        """A disc, a ring, a square, a diamond, a triangle, and so on."""
        r = 5
        shapes = (
            f"M{_n(x - r)} {_n(y)}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z",
            f"M{_n(x - r)} {_n(y - r)}h{2 * r}v{2 * r}h{-2 * r}z",
            f"M{_n(x)} {_n(y - 6.5)}l6.5 6.5l-6.5 6.5l-6.5 -6.5z",
            f"M{_n(x)} {_n(y - 6)}l6 11h-12z",
        )
        fill = SHADES[0] if kind // len(shapes) % 2 == 0 else PAPER
        self._drawn.append(
            f'<path d="{shapes[kind % len(shapes)]}" fill="{fill}" stroke="{SHADES[0]}"'
            ' stroke-width="1.8"/>'
        )

    def svg(self, title: str, told: str, language: str) -> str:
        for act in self.later:
            act()
        patterns = "".join(self._patterns.values())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.WIDTH} {self.height}"'
            f' width="{self.WIDTH}" height="{self.height}" xml:lang="{plain(language)}"'
            f' font-family="{FONTS}" role="img"'
            f' aria-labelledby="{self.key}-title {self.key}-desc">'
            f'<title id="{self.key}-title">{plain(title)}</title>'
            f'<desc id="{self.key}-desc">{plain(told)}</desc>'
            f"{f'<defs>{patterns}</defs>' if patterns else ''}"
            f'<rect width="{self.WIDTH}" height="{self.height}" fill="{PAPER}"/>'
            f"{''.join(self._drawn)}</svg>"
        )


def _n(number: float) -> str:
    """A length in the fewest signs."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
