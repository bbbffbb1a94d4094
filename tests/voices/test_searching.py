"""A word finds every inflected form of itself; whatever is typed, nothing breaks."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kuulluksi.org.models import Person
from kuulluksi.pure import words
from kuulluksi.voices import actions, queries
from kuulluksi.voices.models import Voice
from kuulluksi.voices.queries import searching
from tests.factories.org import County
from tests.factories.voices import given as give

SAID = (
    "Asiakkaille ei kerrottu mitään jonosta.",
    "Perhetyöntekijälle kiitos avusta, vaa'an sai lainaksi.",
    "Toimeentulotukihakemukseni oli kadonnut 3 kertaa.",
    "Jag fick ingen hjälp av socialarbetaren på Åland.",
)


@pytest.fixture
def findable(house: County, at: datetime) -> dict[str, int]:
    found = {said: give(at, unit=house.kamppi, words=said).voice.pk for said in SAID}
    actions.make_findable()
    return found


def found(typed: str) -> set[int]:
    return set(queries.matching(Voice.objects.all(), typed).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("asiakas", 0),
        ("ASIAKKAALLE", 0),
        ("jonoon asiakas", 0),
        ("perhetyöntekijä", 1),
        ("työntekijä", 1),
        ("vaaka", 1),
        ("toimeentulotukihakemus", 2),
        ("3", 2),
        ("åland", 3),
        ("socialarbetaren hjälp", 3),
    ],
)
def test_searching_finds_inflected_words(findable: dict[str, int], typed: str, place: int) -> None:
    assert words.available(), "Voikko is missing: install libvoikko1 and voikko-fi"
    assert found(typed) == {findable[SAID[place]]}


def test_searching_needs_every_word(findable: dict[str, int]) -> None:
    assert found("asiakas kiitos") == set()
    assert found("asiakasta vailla") == set()


def test_searching_without_words_filters_nothing(findable: dict[str, int]) -> None:
    for typed in ("", "  ", "!!!", "“”", "😀", "'", '"', "*"):
        assert found(typed) == set(findable.values()), typed


SIGNS = ('"', "'", "*", "AND", "OR", "NOT", "NEAR(", ":", "-", "|", "!", "&", "<->", "^", "(", ")")


@pytest.mark.parametrize("sign", [*SIGNS, "\\", "%", "_", "--", ";", "\0", "😀", "lemmas:", "$1"])
def test_searching_takes_signs_of_query_languages_for_text(
    findable: dict[str, int], sign: str
) -> None:
    expected = {findable[SAID[0]]} if not words.query(sign) else set()
    for typed in (sign + "asiakas", f"asiakas {sign}", f"asiakas {sign} jono", f'"asiakas{sign}"'):
        got = found(typed)
        assert got in (expected, {findable[SAID[0]]}), typed


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(typed="a" * 5000)
@example(typed=" ".join(f"sana{number}" for number in range(400)))
@example(typed="½ ² ⅷ ﬁ ꙮ 𞤀 ٣ 一")
@given(typed=st.text(max_size=60))
def test_searching_never_raises(findable: dict[str, int], typed: str) -> None:
    found(typed)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(said="½ ² ⅷ ﬁ 12abc 5e3 1.5 a_b x'y 3:n")
@given(said=st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["Cs", "Cc"])))
def test_searching_finds_each_word_as_it_was_written(
    house: County, at: datetime, said: str
) -> None:
    voice = give(at, unit=house.kamppi, words=f"sana {said}").voice
    actions.make_findable()
    for forms in words.query(said):
        assert voice.pk in found(forms[0]), forms


def test_searching_words_added_later_and_after_erasing(house: County, at: datetime) -> None:
    voice = give(at, unit=house.kamppi, words="Ensin tämä.").voice
    actions.make_findable()
    actions.add_words(voice, words="Sitten kissoista.", nonce="a", at=at)
    assert found("kissa") == set()
    actions.make_findable()
    assert found("kissa") == {voice.pk}
    Voice.objects.all().delete()
    assert found("kissa") == set()


def test_searching_never_widens_what_a_person_may_see(house: County, at: datetime) -> None:
    give(at, unit=house.kamppi, words="Asiakkaille.")
    actions.make_findable()

    def seen(person: Person) -> int:
        return queries.matching(queries.visible_to(person, at.date()), "asiakas").count()

    assert seen(house.supervisor) == 1
    assert seen(house.neighbour) == 0


@pytest.mark.parametrize("many", [1, 1_000_000])
def test_searching_finds_the_same_however_it_looks(
    findable: dict[str, int], monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(searching, "MANY", many)
    got = queries.matching(Voice.objects.all(), "asiakas", most=True)
    assert set(got.values_list("pk", flat=True)) == {findable[SAID[0]]}
    assert not queries.matching(Voice.objects.all(), "asiakas kirjasto", most=True).exists()
