"""Danger is found in three languages, in any inflected form; what only sounds like it is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import words
from kuulluksi.pure.text import folded_token
from kuulluksi.pure.urgency import PATTERNS, tells_of_danger

DANGER = (
    "En jaksa enää elää.",
    "Haluaisin vain kuolla.",
    "Mieheni löi minua eilen illalla.",
    "Hän uhkaa tappaa minut.",
    "Mies uhkasi, että tappaa meidät.",
    "Ajattelen itsemurhaa.",
    "Tapan itseni.",
    "Minulla on itsetuhoisia ajatuksia.",
    "Lapsi on vaarassa.",
    "Lapset ovat yksin kotona öisin.",
    "Meillä ei ole ruokaa.",
    "Lapsilla ei ole mitään ruokaa tänään.",
    "Ei ole rahaa ruokaan.",
    "Näemme nälkää.",
    "Joudumme kadulle.",
    "Nukun ulkona.",
    "Isä hakkaa lapsiaan.",
    "Lapsia lyödään kotona.",
    "Pelkään henkeni puolesta.",
    "Mieheni on väkivaltainen.",
    "Minulla ei ole yöpaikkaa.",
    "Häätö on huomenna.",
    "Minut raiskattiin.",
    "Pelkään miestäni.",
    "Hengenvaarassa olen.",
    "Jag vill inte leva längre.",
    "Jag vill dö.",
    "Han slår mig varje dag.",
    "Han hotar att döda oss.",
    "Vi har ingen mat hemma.",
    "Jag har ingenstans att sova.",
    "Självmordstankar.",
    "Han har dödshotat mig.",
    "Barnen är i fara.",
    "Jag sover ute på gatan.",
    "Jag är rädd för mitt liv.",
    "I want to die.",
    "I don't want to live anymore.",
    "My husband hits me.",
    "He threatened to kill us.",
    "The children are in danger.",
    "We have no food.",
    "I have nowhere to sleep.",
    "I think of suicide.",
    "My kids are left alone at night.",
    "I sleep in my car.",
    "Inga pengar till mat.",
    "Jag tänker ta livet av mig",
    "Lapsi jätetään yksin kotiin.",
    "Olemme ilman ruokaa.",
)
NO_DANGER = (
    "Löi luurin korvaan.",
    "Ruoka ei ole hyvää.",
    "Kahvilassa ei ole ruokaa tarjolla.",
    "Vauva nukkuu ulkona päiväunia.",
    "Kiitos väkivaltatyöntekijälle.",
    "Lyön vetoa, että kukaan ei soita.",
    "Tapoin aikaa odotushuoneessa.",
    "Odotus tappaa minut.",
    "Äitini kuoli viime vuonna.",
    "Itsemurhien ehkäisyn ryhmä oli hyvä.",
    "Uhkasakko tuli postissa.",
    "Hakkaan päätä seinään.",
    "Minut potkittiin ulos jonosta.",
    "Ovi oli yksin minun vastuullani.",
    "Lapsi on yksin.",
    "Kiitos hyvästä palvelusta.",
    "Puhelin oli kuollut.",
    "Ei ole paikkaa parkkipaikalla.",
    "Elämäni paras palvelu.",
    "Det slog mig att ingen ringde.",
    "Maten var god.",
    "Jag vill inte ringa igen.",
    "Det är ingen fara.",
    "Hett om öronen.",
    "This wait is killing me.",
    "I would kill for a coffee.",
    "The food was cold.",
    "Beat me to it.",
    "There was no food served at the meeting.",
    "Suicide prevention course was good.",
    "My deadline is tomorrow.",
    "Ruokaa ei ole mainittu päätöksessä.",
    "Ei ole valittamista ruoasta.",
    "Hotellet var bra.",
    "Jag dog nästan av skratt.",
    "Kuolin melkein nauruun.",
    "Pelkään, että päätös myöhästyy.",
    "Vaara on ohi.",
    "En halua soittaa enää.",
    "Asia on hoidettu itse.",
    "Hakkasin puita.",
    "Yksin kotona asuva vanhus sai avun.",
)
EVERYDAY = st.lists(
    st.sampled_from(["kiitos", "hyvä", "palvelu", "vastauksen", "tack", "svar", "thank", "help"]),
    max_size=12,
)


def test_urgency_examples_are_read_with_finnish_inflection() -> None:
    assert words.available()


@pytest.mark.parametrize("text", DANGER)
def test_urgency_is_found(text: str) -> None:
    assert tells_of_danger(text)


@pytest.mark.parametrize("text", DANGER)
def test_urgency_is_found_whatever_the_letters_and_the_company(text: str) -> None:
    assert tells_of_danger(text.upper())
    assert tells_of_danger(f"Hyvää päivää. Asia on näin: {text} Mitä nyt teen?")


@pytest.mark.parametrize("text", NO_DANGER)
def test_urgency_is_no_false_alarm(text: str) -> None:
    assert not tells_of_danger(text)


@given(EVERYDAY)
def test_urgency_is_never_found_in_everyday_words(said: list[str]) -> None:
    assert not tells_of_danger(" ".join(said))


@given(st.text(max_size=400))
def test_urgency_reads_any_text(text: str) -> None:
    assert tells_of_danger(text) in (True, False)


@given(st.sampled_from(DANGER), EVERYDAY)
def test_urgency_is_not_hidden_by_everyday_words_before_it(text: str, said: list[str]) -> None:
    assert tells_of_danger(f"{' '.join(said)}. {text}")


def test_urgency_reads_a_very_long_text() -> None:
    assert tells_of_danger("Kiitos avusta. " * 600 + "En jaksa enää elää.")
    assert not tells_of_danger("Elämä on hyvää. " * 600)


def test_urgency_without_the_finnish_library_still_finds_plain_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words, "_voikko", lambda: None)
    assert tells_of_danger("Ajattelen itsemurhaa.")
    assert tells_of_danger("He threatened to kill us.")


def test_urgency_patterns_are_written_as_words_are_folded() -> None:
    for pattern in PATTERNS:
        for form in set().union(*pattern.slots, pattern.unless):
            assert folded_token(form.rstrip("*")) == form.rstrip("*")
