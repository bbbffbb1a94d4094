"""An audit as JSON, as it is kept with an edition: the same audit always gives the same JSON."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount, Code, Finding, Kind, Place, Told
from kuulluksi.pure.statement.auditing.found import Audited, Bound, Noted, Spot, Typed, Unbound


def to_json(audited: Audited) -> dict[str, Any]:
    return {
        "noted": [
            {**_spot(each.spot), "finding": _finding(each.finding)} for each in audited.noted
        ],
        "bound": [
            {
                **_spot(each.spot, sentence=False),
                "claim": each.claim,
                "figures": list(each.figures),
                "numbers": each.numbers,
                "cited": each.cited,
            }
            for each in audited.bound
        ],
        "unbound": [
            {**_spot(each.spot), "claim": each.claim, "reason": each.reason}
            for each in audited.unbound
        ],
        "typed": [
            {
                **_spot(each.spot),
                "figure": each.figure,
                "start": each.start,
                "end": each.end,
                "ending": each.ending,
                "sure": each.sure,
            }
            for each in audited.typed
        ],
    }


def from_json(told: Mapping[str, Any]) -> Audited:
    """The audit that `to_json` wrote; of an empty object one that found nothing. Raises KeyError,
    TypeError or ValueError for anything else."""
    if not told:
        return Audited()
    return Audited(
        tuple(Noted(_spot_of(each), _finding_of(each["finding"])) for each in told["noted"]),
        tuple(
            Bound(
                _spot_of(each),
                each["claim"],
                tuple(each["figures"]),
                each["numbers"],
                each["cited"],
            )
            for each in told["bound"]
        ),
        tuple(Unbound(_spot_of(each), each["claim"], each["reason"]) for each in told["unbound"]),
        tuple(
            Typed(
                _spot_of(each),
                each["figure"],
                each["start"],
                each["end"],
                each["ending"],
                each["sure"],
            )
            for each in told["typed"]
        ),
    )


def _spot(spot: Spot, *, sentence: bool = True) -> dict[str, Any]:
    told = asdict(spot)
    if not sentence:
        # Sentences of what is sound stand in the statement itself.
        del told["sentence"]
    return told


def _spot_of(told: Mapping[str, Any]) -> Spot:
    return Spot(**{each.name: told[each.name] for each in fields(Spot) if each.name in told})


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "rule": finding.rule,
        "quoted": finding.place.quoted,
        "printed": _told(finding.printed),
        "right": _told(finding.right),
        "values": {name: _told(value) for name, value in finding.values.items()},
        "cells": [_told(cell) for cell in finding.cells],
    }


def _finding_of(told: Mapping[str, Any]) -> Finding:
    cells = tuple(_told_of(each) for each in told["cells"])
    return Finding(
        Kind(told["kind"]),
        told["rule"],
        Place("text", quoted=told["quoted"]),
        _told_of(told["printed"]),
        _told_of(told["right"]),
        {name: _told_of(value) for name, value in told["values"].items()},
        tuple(each for each in cells if isinstance(each, Cell)),
    )


def _told(value: Told) -> Any:
    match value:
        case Amount():
            told = {"value": str(value.value), "unit": value.unit, "decimals": value.decimals}
            return {"amount": {**told, "to": None if value.to is None else str(value.to)}}
        case Code(word):
            return {"code": word}
        case Cell():
            return {"cell": _cell(value)}
        case tuple():
            return [_told(each) for each in value]
    return value


def _told_of(told: Any) -> Told:
    if isinstance(told, list):
        return tuple(_told_of(each) for each in told)
    if not isinstance(told, dict):
        plain: str | int = told
        return plain
    if "amount" in told:
        amount = told["amount"]
        to = None if amount["to"] is None else Decimal(amount["to"])
        return Amount(Decimal(amount["value"]), amount["unit"], amount["decimals"], to)
    if "code" in told:
        return Code(told["code"])
    return _cell_of(told["cell"])


def _cell(cell: Cell) -> dict[str, Any]:
    """Only what differs from its default."""
    told = {
        each.name: getattr(cell, each.name)
        for each in fields(cell)
        if getattr(cell, each.name) != each.default
    }
    told["value"] = str(cell.value)
    if cell.scale is not None:
        told["scale"] = [str(end) for end in cell.scale]
    return told


def _cell_of(told: Mapping[str, Any]) -> Cell:
    kept = {**told, "value": Decimal(told["value"])}
    if "scale" in kept:
        kept["scale"] = (Decimal(kept["scale"][0]), Decimal(kept["scale"][1]))
    return Cell(**kept)
