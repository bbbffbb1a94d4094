"""Templates: each one is used, and none carries a script, a style or a handler inside."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "kuulluksi" / "templates"
NAMED = re.compile(r"""["']([\w./-]+\.(?:html|txt))["']""")
# Django looks for these by name.
BY_DJANGO = {"403.html", "404.html", "500.html"}
# A template per letter and language: `mail/{letter}.{language}.txt`.
LETTER = re.compile(r"mail/([\w-]+)\.(?:fi|sv|en)\.txt")

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*")):
        if path.is_file():
            yield path.relative_to(TEMPLATES).as_posix(), path.read_text()


def sources() -> str:
    return "\n".join(path.read_text() for path in (ROOT / "kuulluksi").rglob("*.py"))


def test_templates_every_one_is_used() -> None:
    python = sources()
    named = set(NAMED.findall(python))
    for name, text in templates():
        named |= set(NAMED.findall(text)) - {name}
    unused = []
    for name, _ in templates():
        letter = LETTER.fullmatch(name)
        used = f'"{letter[1]}"' in python if letter else name in named | BY_DJANGO
        if not used:
            unused.append(name)
    assert unused == []


def test_templates_every_one_that_is_named_is_there() -> None:
    there = {name for name, _ in templates()}
    ours = ("public/", "staff/", "kit/", "mail/")
    named = {name for name in NAMED.findall(sources()) if name.startswith(ours)}
    for _, text in templates():
        named |= set(re.findall(r"""{% (?:extends|include) ["']([\w./-]+)["']""", text))
    assert sorted(named - there) == []


def test_templates_letters_are_one_per_language() -> None:
    letters = {match[1] for name, _ in templates() if (match := LETTER.fullmatch(name))}
    wanted = {f"mail/{name}.{tag}.txt" for name in letters for tag in ("fi", "sv", "en")}
    assert wanted <= {name for name, _ in templates()}


def test_templates_carry_no_script_style_or_handler_inside() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in templates()
        for match in INLINE.finditer(re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "<script>x()</script>",
        "<SCRIPT nonce='a'>",
        "<style>p{}</style>",
        '<p style="color:red">',
        '<a onclick="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_templates_search_finds_what_is_planted(planted: str) -> None:
    assert INLINE.search(planted)


def test_templates_search_leaves_scripts_of_their_own_file_alone() -> None:
    assert not INLINE.search('<script src="/static/kuulluksi.js" defer></script>')
