"""A number that may be meant of another figure of its sentence is not called wrong."""

import pytest

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit import corpus


def faults(town: str, text: str) -> list[str]:
    report = audit(corpus.sheet(town), text)
    return [each.rule for each in report.of(Kind.FAULT) if each.place.source == "text"]


@pytest.mark.parametrize(
    "text",
    [
        # The second name of the sentence has the second number.
        "Bergets skola gav elevhälsan det högsta vitsordet, 8,6, och högstadiet det lägsta, 7,3.",
        "Högstadiet gav vitsordet 7,3 och Strandskolan 8,0 år 2024.",
    ],
)
def test_doubt_another_figure_of_the_sentence(text: str) -> None:
    assert faults("skolor-2024", text) == []


def test_doubt_a_figure_of_another_name_excuses_nothing() -> None:
    assert faults("skolor-2024", "Högstadiet gav vitsordet 7,3 år 2024.") == []
    assert faults("skolor-2024", "Högstadiet gav vitsordet 8,6 år 2024.") == ["text-value"]


@pytest.mark.parametrize(
    "text",
    [
        "Sosiaaliasemien arvosana oli 8,4, ja nousua oli 0,1.",
        "Arvosanojen ero parhaan ja heikoimman sosiaaliaseman välillä oli 1,1.",
        "Länsikosken sosiaaliaseman arvosana 8,9 oli sosiaaliasemien keskiarvoa 8,4 parempi.",
    ],
)
def test_doubt_differences_and_the_whole_beside_a_part(text: str) -> None:
    assert faults("koskela-2024", text) == []
