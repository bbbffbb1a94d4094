"""The ready-made plans: the chapters, tables and figures with which a statement begins. A table
for which nothing was counted in any year is left out of it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.pure.statement.document import Document

PLANS = Path(__file__).parents[2] / "data"


def ready(period: Period, place: str) -> Document:
    """The plan of a kind of statement, for its period and place."""
    told = {
        **_plan(period.kind.value),
        "kind": period.kind.value,
        "starts": period.starts.isoformat(),
        "ends": period.ends.isoformat(),
        "place": place,
    }
    return Document.from_json(told)


@cache
def _plan(kind: str) -> Mapping[str, Any]:
    plan: Mapping[str, Any] = json.loads((PLANS / f"{kind}.json").read_text(encoding="utf-8"))
    return plan
