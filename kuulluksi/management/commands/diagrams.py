"""Draws the pictures of `docs/diagrams` from their tables, or finds one that is old."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from kuulluksi.outcomes.enums import (
    STATEMENT_TRANSITIONS,
    STILL,
    MeasureEvent,
    MeasureState,
    StatementEvent,
    StatementState,
)
from kuulluksi.outcomes.enums import TRANSITIONS as MEASURE_TRANSITIONS
from kuulluksi.surveys.enums import WAVE_TRANSITIONS, WaveEvent, WaveState
from kuulluksi.voices.enums import SEEN_BY_GIVER, TRANSITIONS, Event, State

# The first step of every voice, before any state (`voices.actions.begin`).
STARTS = (State.WAITING, State.HELD)


def voice_states() -> str:
    """The journey of a voice: a picture of the moves between states, and a table of all events."""
    arrows: dict[tuple[State, State], list[str]] = {}
    for (state, event), after in TRANSITIONS.items():
        if state != after:
            arrows.setdefault((state, after), []).append(event.value)
    lines = [
        "# The states of a voice",
        "",
        "Made by `kuulluksi diagrams` from `kuulluksi/voices/enums.py`. Do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in State),
        *(f"    [*] --> {state.value}: {Event.GIVEN.value}" for state in STARTS),
        *(
            f"    {state.value} --> {after.value}: {', '.join(events)}"
            for (state, after), events in arrows.items()
        ),
        "```",
        "",
        "What may happen in each state, and the state it leads to. An empty cell cannot happen.",
        "",
        "| event | seen by the giver | " + " | ".join(state.value for state in State) + " |",
        "|---|---|" + "---|" * len(State),
    ]
    for event in Event:
        after_each = [TRANSITIONS.get((state, event)) for state in State]
        cells = ["" if after is None else after.value for after in after_each]
        seen = "yes" if event in SEEN_BY_GIVER else "no"
        lines.append(f"| {event.value}: {event.label} | {seen} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def wave_states() -> str:
    """The life of a wave: few moves, and none of them back."""
    lines = [
        "# The states of a wave",
        "",
        "Made by `kuulluksi diagrams` from `kuulluksi/surveys/enums.py`. Do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in WaveState),
        f"    [*] --> {WaveState.DRAFT.value}: prepared",
        *(
            f"    {state.value} --> {after.value}: {event.value}"
            for (state, event), after in WAVE_TRANSITIONS.items()
        ),
        f"    {WaveState.DRAFT.value} --> [*]: removed",
        "```",
        "",
        *(f"- {event.value}: {event.label}" for event in WaveEvent),
    ]
    return "\n".join(lines) + "\n"


def measure_states() -> str:
    """The way of a measure, or of what was found not to be possible."""
    # The names of states may hold no hyphen there.
    named = {state: state.value.replace("-", "_") for state in MeasureState}
    lines = [
        "# The states of a measure",
        "",
        "Made by `kuulluksi diagrams` from `kuulluksi/outcomes/enums.py`. Do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {named[state]}: {state.label}" for state in MeasureState),
        f"    [*] --> {named[MeasureState.PLANNED]}: made",
        f"    [*] --> {named[MeasureState.NOT_POSSIBLE]}: made with its reason",
        *(
            f"    {named[state]} --> {named[after]}: {event.value}"
            for (state, event), after in MEASURE_TRANSITIONS.items()
        ),
        "```",
        "",
        "A trial that is concluded is done. What leaves a measure where it stands:",
        "",
        *(f"- {event.value}: {event.label}" for event in MeasureEvent if event in STILL),
    ]
    return "\n".join(lines) + "\n"


def statement_states() -> str:
    """How a statement goes from hand to hand."""
    lines = [
        "# The states of a statement",
        "",
        "Made by `kuulluksi diagrams` from `kuulluksi/outcomes/enums.py`. Do not edit.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        *(f"    {state.value}: {state.label}" for state in StatementState),
        f"    [*] --> {StatementState.DRAFT.value}: {StatementEvent.BEGUN.value}",
        *(
            f"    {state.value} --> {after.value}: {event.value}"
            for (state, event), after in STATEMENT_TRANSITIONS.items()
        ),
        "```",
        "",
        "Where nobody was named to review it, what is handed in is ready to be signed.",
        "",
        *(f"- {event.value}: {event.label}" for event in StatementEvent),
    ]
    return "\n".join(lines) + "\n"


DIAGRAMS = {
    "voice-states.md": voice_states,
    "wave-states.md": wave_states,
    "measure-states.md": measure_states,
    "statement-states.md": statement_states,
}


def folder() -> Path:
    return Path(settings.BASE).parent / "docs" / "diagrams"


class Command(BaseCommand):
    help = "Write the generated pictures of docs/diagrams."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when a picture is old"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        for name, draw in DIAGRAMS.items():
            path = folder() / name
            with translation.override("en"):
                picture = draw()
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(picture)
            elif not path.exists() or path.read_text() != picture:
                raise CommandError(f"docs/diagrams/{name} is old. Run: ./dev fix")
