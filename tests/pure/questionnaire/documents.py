"""Small documents of questionnaires: one tiny piece for each kind of item, put on pages."""

from typing import Any

Json = dict[str, Any]


def said(word: str) -> dict[str, str]:
    return {"fi": f"{word} fi", "sv": f"{word} sv", "en": f"{word} en"}


def three() -> Json:
    """A scale whose middle is silent."""
    return {"min": 1, "max": 3, "labels": {"1": said("low"), "3": said("high")}}


def asked(id_: str, kind: str, **more: Any) -> Json:
    return {"id": id_, "kind": kind, "wording": 1, "text": said(id_), **more}


def scale(id_: str, *, may_skip: bool = True, **more: Any) -> Json:
    return asked(id_, "scale", scale="three", may_skip=may_skip, **more)


def matrix(id_: str, *rows: str) -> Json:
    listed = [{"id": row, "wording": 1, "text": said(row)} for row in rows]
    return asked(id_, "matrix", scale="three", may_skip=True, rows=listed)


def choices(*ids: str) -> list[Json]:
    """Choices of these ids; one that begins with "no" is exclusive."""
    return [
        {"id": id_, "text": said(id_), **({"exclusive": True} if id_.startswith("no") else {})}
        for id_ in ids
    ]


def single(id_: str, *ids: str, **more: Any) -> Json:
    return asked(id_, "single", choices=choices(*ids), **more)


def multiple(id_: str, *ids: str, **more: Any) -> Json:
    return asked(id_, "multiple", choices=choices(*ids), **more)


def number(id_: str, lowest: int, highest: int, **more: Any) -> Json:
    return asked(id_, "number", min=lowest, max=highest, **more)


def text(id_: str, *, long: bool = True, quotable: bool = True, **more: Any) -> Json:
    return asked(id_, "text", long=long, quotable=quotable, **more)


def page(id_: str, *items: Json, **more: Any) -> Json:
    return {"id": id_, **more, "items": list(items)}


def document(*pages: Json) -> Json:
    """A questionnaire of these pages; the scale "three" is there when something uses it."""
    used = any(item.get("scale") == "three" for page_ in pages for item in page_["items"])
    return {
        "id": "small",
        "version": 1,
        "title": said("title"),
        "purpose": said("purpose"),
        "languages": ["fi", "sv", "en"],
        "scales": {"three": three()} if used else {},
        "pages": list(pages),
    }


def of(*items: Json) -> Json:
    """A questionnaire of one page."""
    return document(page("only", *items))


def small() -> Json:
    """Two items on a three-point scale whose middle is silent."""
    return of(scale("a"), scale("b-2", may_skip=False))


def full() -> Json:
    """Every kind of item, hints, titles and conditions of every shape."""
    return document(
        page(
            "first",
            scale("score", hint=said("hint")),
            matrix("grid", "row-1", "row-2"),
            single("one", "x", "y"),
            title=said("first page"),
        ),
        page(
            "second",
            multiple("some", "x", "y", "z", "none", max=2),
            number("age", 0, 120, unit=said("years")),
            asked("day", "date"),
            when={"any": [{"item": "score", "at_least": 2}, {"item": "one", "in": ["x", "y"]}]},
        ),
        page(
            "third",
            asked("told", "note"),
            text("why", when={"not": {"item": "row-2", "answered": True}}),
            text(
                "short",
                long=False,
                quotable=False,
                when={"all": [{"item": "some", "is": "z"}, {"item": "age", "at_least": 18}]},
            ),
        ),
    )
