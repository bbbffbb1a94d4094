"""A questionnaire's items as fields: each kind at its place, with values and faults."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from kuulluksi.pure.questionnaire import flow
from kuulluksi.pure.questionnaire.answers import BadAnswers, clean
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.web.kit import asking, begun
from kuulluksi.web.kit.asking import Look
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.sitting import steps
from tests.pure.questionnaire.documents import (
    asked,
    document,
    matrix,
    multiple,
    number,
    page,
    scale,
    single,
    text,
)

LOOK = Look("fi")


@pytest.fixture
def all_kinds() -> Questionnaire:
    return parse(
        document(
            page(
                "one",
                asked("told", "note"),
                scale("fine", may_skip=False),
                matrix("both", "left", "right"),
                single("one-of", "a", "b"),
            ),
            page(
                "two",
                multiple("several", "c", "d", "e", "none", max=2),
                number("children", 0, 20),
                asked("when-was-it", "date"),
                text("long"),
                text("short", long=False, quotable=False),
            ),
        )
    )


def drawn(questionnaire: Questionnaire, **raw: list[str]) -> str:
    named = {key.replace("_", "-"): value for key, value in raw.items()}
    return "".join(asking.shown(questionnaire.items, LOOK, named))


def test_every_row_of_a_matrix_is_a_question_of_its_own(all_kinds: Questionnaire) -> None:
    shown = drawn(all_kinds)
    section = shown.partition('<section id="q-both"')[2].partition("</section>")[0]
    assert section.count("<fieldset") == section.count("<legend") == 2
    assert section.count('value="skip"') == 2


def test_what_was_answered_stands_at_its_place(all_kinds: Questionnaire) -> None:
    shown = drawn(
        all_kinds,
        fine=["2"],
        left=["skip"],
        several=["c", "e"],
        children=["3"],
        when_was_it=["2.3.2026"],
        long=["\nAlku & loppu"],
        **{"long.quote": ["yes"]},
    )
    for piece in (
        'name="a.fine" value="2" checked',
        'name="a.left" value="skip" checked',
        'name="a.several" value="c" checked',
        'name="a.several" value="e" checked',
        'name="w.children" value="3"',
        'name="w.when-was-it" value="2.3.2026"',
        "\n\nAlku &amp; loppu</textarea>",
        'name="a.long.quote" value="yes" checked',
    ):
        assert piece in shown
    assert shown.count(" checked") == 5
    assert "a.short.quote" not in shown


def test_a_form_says_what_answers_take(all_kinds: Questionnaire) -> None:
    sent = QueryDict(
        "a.fine=1&a.several=c&a.several=d&w.long=Kyll%C3%A4&a.long.quote=yes&w.children=&a.odd=1&x=2"
    )
    raw = asking.read(all_kinds, sent)
    assert raw == {
        "fine": ["1"],
        "several": ["c", "d"],
        "long": ["Kyllä"],
        "long.quote": ["yes"],
    }
    carried = asking.carried(all_kinds, clean(all_kinds, raw).raw() | {"several": ("c", "d")})
    assert carried.count(("a.several", "c")) == 1
    again = QueryDict(mutable=True)
    for name, value in asking.carried(all_kinds, raw):
        again.appendlist(name, value)
    assert asking.read(all_kinds, again) == raw


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ({"fine": ["7"]}, "Vastaus ”7” ei ole asteikolla 1–3. Valitse uudelleen."),
        ({"fine": ["skip"]}, "Vastaus ”skip” ei ole asteikolla 1–3. Valitse uudelleen."),
        ({"fine": ["1", "2"]}, "Valitse vain yksi."),
        ({"one-of": ["z"]}, "Vastaus ”z” ei ole mikään vaihtoehdoista. Valitse uudelleen."),
        ({"several": ["c", "d", "e"]}, "Valitse enintään 2."),
        (
            {"several": ["c", "none"]},
            "”none fi” ei sovi yhteen muiden kanssa. Jätä pois se tai muut.",
        ),
        ({"children": ["monta"]}, "Kirjoita kokonaisluku numeroin, esimerkiksi 3."),
        ({"children": ["21"]}, "Kirjoita luku väliltä 0–20."),
        ({"when-was-it": ["eilen"]}, "Kirjoita päivä näin: 2.3.2026."),
        ({"when-was-it": ["1.1.1066"]}, "Kirjoita päivä näin: 2.3.2026."),
        ({"short": ["x" * 201]}, "Lyhennä tekstiä: tähän mahtuu enintään 200 merkkiä."),
        (
            {"long": ["x"], "long.quote": ["ehkä"]},
            "Vastaus ”x” ei ole mikään vaihtoehdoista. Valitse uudelleen.",
        ),
    ],
)
def test_each_fault_is_named_at_its_question(
    all_kinds: Questionnaire, raw: dict[str, list[str]], sentence: str
) -> None:
    with pytest.raises(BadAnswers) as bad:
        clean(all_kinds, raw)
    found = asking.faults(all_kinds, bad.value.faults, raw, "fi")
    assert [fault.sentence for fault in found] == [sentence]
    shown = "".join(asking.shown(all_kinds.items, LOOK, raw, found))
    place = shown.partition(f'id="{found[0].field}"')[2]
    assert f'id="{found[0].field}-error"' in place
    assert "bad" in place[:80]


def test_a_page_in_another_language_says_which(all_kinds: Questionnaire) -> None:
    assert 'lang="sv"' in asking.shown(all_kinds.items, Look("sv"))[1]
    with override("sv"):
        assert "lang=" not in asking.shown(all_kinds.items, Look("sv"))[1]


def test_steps_are_single_questions_and_a_note_goes_with_the_next(all_kinds: Questionnaire) -> None:
    found = list(steps(flow.path(all_kinds, {})))
    assert [step.id for step in found][:4] == ["fine", "left", "right", "one-of"]
    assert [item.id for item in found[0].items] == ["told", "fine"]
    assert found[1].matrix is not None


def test_what_was_begun_is_signed_and_has_no_moment() -> None:
    token = begun.fresh(today())
    assert begun.read(token.signed) == token
    assert begun.read(token.signed[:-1]) is None
    assert begun.fresh(today()).nonce != token.nonce
    assert token.signed.split(":")[0].endswith(today().isoformat())
