"""What the database holds after a burst, asked past the product."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg

# Voices that are not whole; each must be nobody. The first step is the giving, the second the way
# to a reader; both, the words and the feedback belong to every voice.
NOT_WHOLE = {
    "voices without their steps": """
        SELECT count(*) FROM kuulluksi_voice v WHERE 2 > (
            SELECT count(*) FROM kuulluksi_step s WHERE s.voice_id = v.id)""",
    "voices that were not given once": """
        SELECT count(*) FROM kuulluksi_voice v WHERE 1 <> (
            SELECT count(*) FROM kuulluksi_step s
            WHERE s.voice_id = v.id AND s.event = 'given' AND s.number = 1)""",
    "voices with a gap between their steps": """
        SELECT count(*) FROM (
            SELECT voice_id FROM kuulluksi_step GROUP BY voice_id
            HAVING max(number) <> count(*) OR min(number) <> 1) gaps""",
    "voices without their words": """
        SELECT count(*) FROM kuulluksi_voice v WHERE 1 <> (
            SELECT count(*) FROM kuulluksi_passage p WHERE p.voice_id = v.id AND p.number = 1)""",
    "voices without what was chosen": """
        SELECT count(*) FROM kuulluksi_voice v WHERE NOT EXISTS (
            SELECT 1 FROM kuulluksi_feedback f WHERE f.voice_id = v.id)""",
    "voices without a reader": """
        SELECT count(*) FROM kuulluksi_voice v WHERE v.owner_id IS NULL""",
}
WORDS = """
    SELECT v.receipt_hash, p.body FROM kuulluksi_voice v
    JOIN kuulluksi_passage p ON p.voice_id = v.id"""


def line_to(url: str) -> Any:
    """A connection of the test's own; its transactions begin and end when the test says so."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite3.connect(Path(parts.path), timeout=60, isolation_level=None)
    host = unquote(str(parts.hostname))
    return psycopg.connect(host=host, user=parts.username, dbname="postgres", autocommit=True)


def ask(url: str, question: str) -> Sequence[Any]:
    line = line_to(url)
    try:
        return list(line.execute(question).fetchall())
    finally:
        line.close()


def not_whole(url: str) -> dict[str, int]:
    """How many voices are not whole, and in what."""
    counted = {what: ask(url, question)[0][0] for what, question in NOT_WHOLE.items()}
    return {what: number for what, number in counted.items() if number}
