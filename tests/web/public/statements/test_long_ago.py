"""Editions that were signed by a house of long ago: what is theirs is read for ever."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.org import County
from tests.factories.signed import signed

FINDING = {
    "kind": "fault", "rule": "a-rule-of-long-ago", "quoted": "x", "printed": "3", "right": "4",
    "values": {}, "cells": [],
}  # fmt: skip
SPOT = {"section": "one", "block": 0, "language": "fi", "printed": "3", "sentence": "3"}


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("django.conf.settings.VAR", tmp_path)


@pytest.mark.parametrize(
    "audit",
    [
        {"noted": [{"odd": 1}], "bound": [], "unbound": [], "typed": []},
        {"other": []},
        {
            "noted": [{**SPOT, "finding": {**FINDING, "kind": "whim"}}],
            "bound": [],
            "unbound": [],
            "typed": [],
        },
    ],
)
def test_edition_is_read_though_its_audit_is_no_more(
    client: Client, place: County, at: datetime, audit: dict[str, Any]
) -> None:
    signed(place, at, audit=audit)
    told = client.get("/fi/tilinpaatos/2025/")
    assert told.status_code == 200
    assert "tarkastus/" not in told.content.decode()
    assert client.get("/fi/tilinpaatos/2025/1/tarkastus/").status_code == 404


def test_audit_is_read_though_it_knows_rules_of_long_ago(
    client: Client, place: County, at: datetime
) -> None:
    noted = [{**SPOT, "finding": FINDING}]
    unbound = [{**SPOT, "claim": "a-claim-of-long-ago", "reason": "a-reason-of-long-ago"}]
    signed(place, at, audit={"noted": noted, "bound": [], "unbound": unbound, "typed": []})
    assert client.get("/fi/tilinpaatos/2025/").status_code == 200
    assert client.get("/fi/tilinpaatos/2025/1/tarkastus/").status_code == 200
