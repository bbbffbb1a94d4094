"""Plans become sections of which nothing points nowhere."""

from typing import Any

from kuulluksi.pure.statement.document import Picture, Section, Table, Words
from kuulluksi.pure.statement.planning import Dropped, Filling, planned, sheets_of
from kuulluksi.pure.statement.sheets import HIDDEN, Column, Form, Line, Sheet, filled, shown
from kuulluksi.pure.text import Text

YEARS = tuple(Column(each, Text.of(fi=each), int(each), int(each)) for each in ("2025", "2026"))
LINES = (Line("given", Text.of(fi="Annettu")), Line("few", Text.of(fi="Harvan")))


def sheet(key: str, *years: str, cautions: tuple[str, ...] = ()) -> Sheet:
    """`cautions` are those of the first year; what is printed is so in every year."""
    cells = {("given", each): shown(7, n=20) for each in years}
    cells["given", years[0]] = shown(7, n=20, cautions=cautions)
    if "printed" in cautions:
        cells |= {("given", each): shown(7, n=20, cautions=cautions) for each in years}
    cells |= {("few", each): HIDDEN for each in years}
    return filled(key, Text.of(fi=key), LINES, YEARS, cells)


def made(
    *blocks: Any, cautions: tuple[str, ...] = ()
) -> tuple[tuple[Section, ...], tuple[Dropped, ...]]:
    """One section of these blocks; "a" tells of both years, "b" of the one before."""
    sheets = {"a": sheet("a", "2025", "2026", cautions=cautions), "b": sheet("b", "2025")}
    filling = Filling(
        sheets,
        "2026",
        "2025",
        lambda each, late: each.key == "a" or late,
        {"year": Text.of(fi="2026", sv="2026")},
    )
    plan = {"sections": [{"key": "one", "heading": {"fi": "Vuosi <year>"}, "blocks": list(blocks)}]}
    return planned(plan, filling)


def words(said: str, **more: Any) -> dict[str, Any]:
    return {"words": {"fi": said, "sv": said}, **more}


def test_figures_and_years_are_put_in() -> None:
    (section,), dropped = made(
        words("Vuonna <year> {a.given.now} ({a.given.now|n}), ennen {a.given.before}.")
    )
    said = "Vuonna 2026 {a.given.2026} ({a.given.2026|n}), ennen {a.given.2025}."
    assert section == Section("one", Text.of(fi="Vuosi 2026"), (Words(Text.of(fi=said, sv=said)),))
    assert dropped == ()


def test_what_points_nowhere_is_dropped_and_named() -> None:
    for reference in ("{b.given.now}", "{a.few.now}", "{c.given.now}", "{a.given.now|interval}"):
        sections, (dropped,) = made(words(reference))
        assert sections == ()
        assert dropped.missing == (reference.replace("now", "2026"),)
        assert dropped.words.get("fi") == reference.replace("now", "2026")


def test_first_way_that_can_stand_is_said() -> None:
    ways = [words("{b.given.now}"), words("{b.given.before}"), words("Ei lukuja.")]
    (section,), _dropped = made({"any": ways})
    assert section.blocks == (Words(Text.of(fi="{b.given.2025}", sv="{b.given.2025}")),)
    _sections, (dropped,) = made({"any": ways[:1]})
    assert dropped.missing == ("{b.given.2026}",)


def test_years_that_may_not_be_compared_are_not_set_side_by_side() -> None:
    ways = [words("{a.given.now}, ennen {a.given.before}"), words("{a.given.now}")]
    (section,), _dropped = made({"any": ways}, cautions=("wording",))
    assert section.blocks == (Words(Text.of(fi="{a.given.2026}", sv="{a.given.2026}")),)
    _sections, (dropped,) = made(ways[0], cautions=("wording",))
    assert dropped.missing == ("{a.given.2025}",)
    for told, cautions in (
        ("Ennen {a.given.before}", "wording"),
        (ways[0]["words"]["fi"], "printed"),
    ):
        (section,), _dropped = made(words(told), cautions=(cautions,))
        assert section.blocks


def test_words_beside_words_are_one_block() -> None:
    told = words("Yksi."), words("- a"), words("- b"), words("Kaksi.")
    (section,), _dropped = made(*told, {"table": "a"}, words("Kolme."))
    said = "Yksi.\n\n- a\n- b\n\nKaksi."
    three = Words(Text.of(fi="Kolme.", sv="Kolme."))
    assert section.blocks == (Words(Text.of(fi=said, sv=said)), Table("a"), three)


def test_table_stands_when_it_tells_of_the_period() -> None:
    (section,), dropped = made({"table": "a"}, {"table": "b"}, words("Vain b.", **{"with": "b"}))
    assert section.blocks == (Table("a"),)
    assert [(each.sheet, each.missing) for each in dropped] == [("b", ("b",)), ("", ("b",))]
    (section,), _dropped = made({"table": "b", "late": True})
    assert section.blocks == (Table("b"),)


def test_line_over_the_years_needs_two_of_them() -> None:
    blocks = [{"picture": each, "form": "trend", "late": True} for each in ("a", "b")]
    (section,), _dropped = made(*blocks)
    assert section.blocks == (Picture("a", Form.TREND), Picture("b", Form.BARS))


def test_chapter_stays_for_the_sake_of_its_parts() -> None:
    parts = [("one", 1, []), ("two", 2, [words("Jotain.")]), ("three", 1, []), ("four", 2, [])]
    sections = [
        {"key": key, "level": level, "heading": {"fi": key}, "blocks": blocks}
        for key, level, blocks in parts
    ]
    found, _dropped = planned({"sections": sections}, Filling({}, "", "", lambda *_: False, {}))
    assert [each.key for each in found] == ["one", "two"]


def test_sheets_of_a_plan_are_all_that_it_may_show_or_cite() -> None:
    blocks = [
        {"any": [words("{a.given.now}"), {"table": "b"}]},
        {"picture": "c", "form": "bars"},
        words("Jotain.", **{"with": "d"}),
    ]
    assert sheets_of({"sections": [{"blocks": blocks}]}) == {"a", "b", "c", "d"}


def test_table_in_place_of_a_picture_is_not_shown_twice() -> None:
    instead = {"any": [{"picture": "b", "form": "means"}, {"table": "a"}]}
    (section,), dropped = made(instead, words("Luvut."), {"table": "a"})
    assert section.blocks == (Table("a"), Words(Text.of(fi="Luvut.", sv="Luvut.")))
    assert dropped == ()
