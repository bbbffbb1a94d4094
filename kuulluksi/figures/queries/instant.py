"""Instant feedback as figures: its kind, its topics and the service meter, of some days.

Who gives it chose to, so it never mixes with surveys. What concerns the supervisor of a place, or
its workers who may not be told, is counted for the whole authority only: they know what they see,
and one more in a figure would tell them of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from kuulluksi.cases.enums import FeedbackKind, Speaker, Topic
from kuulluksi.figures.queries.counting import Base, Cell, put_together
from kuulluksi.figures.queries.places import Path, Paths, grown
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.stats.plan import NO_GROUP, Counted, Variable
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.voices.enums import Channel

KIND, TOPIC = "feedback-kind", "feedback-topic"
VARIABLES = (
    Variable("language", tuple(LANGUAGES)),
    Variable("speaker", (*Speaker.values, NO_GROUP)),
    Variable("channel", tuple(Channel.values)),
)
NAMES: Mapping[str, int | None] = {"": None, "language": 3, "speaker": 4, "channel": 5}
"""Where the group of each variable stands in a row."""

Where = tuple[int | None, int | None, int | None]
"""Keys of unit, service and area, as a voice has them."""

# The third part tells how many named any topic.
_COUNTED = """
WITH v AS (
    SELECT id, language, channel,
        CASE WHEN concerns_handler OR beyond_workers THEN NULL ELSE unit_id END AS unit,
        CASE WHEN concerns_handler OR beyond_workers THEN NULL ELSE service_id END AS service,
        CASE WHEN concerns_handler OR beyond_workers THEN NULL ELSE area_id END AS area
    FROM kuulluksi_voice
    WHERE given_on BETWEEN %s AND %s AND misdirected = '' AND hold_reason = ''
)
SELECT v.unit, v.service, v.area, v.language, f.speaker, v.channel, 'feedback-kind', f.kind,
    CAST(NULL AS integer), COUNT(*)
FROM v JOIN kuulluksi_feedback f ON f.voice_id = v.id GROUP BY 1, 2, 3, 4, 5, 6, 8
UNION ALL
SELECT v.unit, v.service, v.area, v.language, f.speaker, v.channel, 'feedback-topic', t.topic, NULL,
    COUNT(*)
FROM v JOIN kuulluksi_feedback f ON f.voice_id = v.id
JOIN kuulluksi_feedbacktopic t ON t.feedback_id = v.id GROUP BY 1, 2, 3, 4, 5, 6, 8
UNION ALL
SELECT v.unit, v.service, v.area, v.language, f.speaker, v.channel, 'feedback-topic', '', NULL,
    COUNT(*)
FROM v JOIN kuulluksi_feedback f ON f.voice_id = v.id
WHERE EXISTS (SELECT 1 FROM kuulluksi_feedbacktopic t WHERE t.feedback_id = v.id)
GROUP BY 1, 2, 3, 4, 5, 6
UNION ALL
SELECT v.unit, v.service, v.area, v.language, f.speaker, v.channel, m.item, '', m.value, COUNT(*)
FROM v JOIN kuulluksi_feedback f ON f.voice_id = v.id
JOIN kuulluksi_meteranswer m ON m.feedback_id = v.id GROUP BY 1, 2, 3, 4, 5, 6, 7, 9
"""


def plan() -> tuple[Counted, ...]:
    """What of instant feedback is counted."""
    meter = bank.instrument("palvelumittari")
    return (
        Counted(KIND, 1, tuple(range(1, len(FeedbackKind) + 1))),
        *(Counted(TOPIC, 1, (0, 1), topic.value) for topic in Topic),
        *(Counted(each.id, each.wording, tuple(each.scale.points)) for each in meter.statements),
    )


Found = Mapping[str, Mapping[Base, Cell]]
"""Counts by variable; "": in all."""


def count(first: date, last: date) -> tuple[Place, dict[str, dict[Base, Cell]]]:
    """The tree of all places, and the counts of what was given on these days by variable ("": in
    all), from one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [first, last])
        rows = cursor.fetchall()
    paths = Paths()
    given: dict[Where, Path] = {place: paths.of(*place) for place in {row[:3] for row in rows}}
    tree, leaf_of = grown(paths.by_key().values())
    leaves = {place: leaf_of[path] for place, path in given.items()}
    return tree, {name: _counted(rows, leaves, column) for name, column in NAMES.items()}


def _counted(
    rows: Iterable[tuple[Any, ...]], leaves: Mapping[Where, str], column: int | None
) -> dict[Base, Cell]:
    numbers: dict[Base, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    skipped: dict[Base, int] = defaultdict(int)
    answered: dict[Base, int] = defaultdict(int)
    for row in rows:
        item, word, value, many = row[6:]
        base = Base(leaves[row[:3]], item, "" if column is None else row[column])
        if item == KIND:
            numbers[base][FeedbackKind.values.index(word) + 1] += many
        elif item == TOPIC and word:
            numbers[replace(base, item=f"{TOPIC}/{word}")][1] += many
        elif item == TOPIC:
            answered[base] += many
        elif value is None:
            skipped[base] += many
        else:
            numbers[base][value] += many
    return dict(put_together(plan(), numbers, skipped, answered))
