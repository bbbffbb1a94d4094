"""Tables: each column has its time, each key points down, each dependency of a room is its own."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from kuulluksi.pure import retention

ROOT = Path(__file__).resolve().parents[2]


def columns() -> Iterator[tuple[str, str]]:
    """Every column of every table that Django makes, also of those between two models."""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            yield model.__name__, column.name


def rooms() -> list[str]:
    """The rooms from the lowest to the highest, as the contract of the arrows names them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["id"] == "house")
    return [layer.strip() for line in reversed(layers) for layer in line.split("|")]


def keys() -> Iterator[tuple[type[models.Model], "models.ForeignKey[models.Model, models.Model]"]]:
    for model in apps.get_app_config("kuulluksi").get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, models.ForeignKey):
                yield model, column


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def test_tables_every_column_has_a_rule_of_keeping() -> None:
    assert [name for name in columns() if retention.rule_for(*name) is None] == []


def test_tables_every_rule_of_keeping_names_what_exists() -> None:
    known = set(columns())
    tables = {table for table, _ in known}
    assert [rule.table for rule in retention.RULES if rule.table not in tables] == []
    assert [
        (rule.table, column)
        for rule in retention.RULES
        if rule.columns != retention.ALL
        for column in rule.columns
        if (rule.table, column) not in known
    ] == []


def test_tables_each_rule_of_keeping_stands_once() -> None:
    named = [(rule.table, column) for rule in retention.RULES for column in rule.columns]
    assert sorted(named) == sorted(set(named))


def test_tables_foreign_keys_point_to_their_own_room_or_a_lower_one() -> None:
    """References by string escape the linter, so they are looked at here."""
    order = rooms()
    found = list(keys())
    assert len(found) > 20
    assert [
        f"{model.__name__}.{key.name}"
        for model, key in found
        if order.index(room_of(key.related_model)) > order.index(room_of(model))
    ] == []


def test_tables_keys_between_rooms_leave_no_way_back() -> None:
    assert [
        f"{model.__name__}.{key.name}"
        for model, key in keys()
        if room_of(key.related_model) != room_of(model) and key.remote_field.related_name != "+"
    ] == []


def test_tables_register_lists_every_table_of_the_rooms() -> None:
    from kuulluksi import models as register

    made = {model.__name__ for model in apps.get_app_config("kuulluksi").get_models()}
    assert set(register.__all__) == made
    assert {room_of(getattr(register, name)) for name in made} <= set(rooms())
