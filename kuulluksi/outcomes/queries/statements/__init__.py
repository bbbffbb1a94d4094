"""Statements as they are being written and as they were signed."""

from kuulluksi.outcomes.queries.statements.finding import (
    one,
    parts_of,
    read_by,
    section,
)
from kuulluksi.outcomes.queries.statements.working import Working, document_of, period_of, working

__all__ = [
    "Working",
    "document_of",
    "one",
    "parts_of",
    "period_of",
    "read_by",
    "section",
    "working",
]
