"""After the rewrite the tables lie as their rows say, and not as they came: the same rows, written
in another order, fill the same pages with the same bytes. And nothing of what is gone is left.
"""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import pytest
from django.core.management import call_command
from django.db import connection, models

from kuulluksi.surveys import actions
from kuulluksi.surveys.actions.shuffling import TABLES
from kuulluksi.surveys.models import Ballot, Draft, ResponseWords
from kuulluksi.web.kit.clock import now
from tests.factories.org import County
from tests.surveys.attack import postgres_pages, scene
from tests.surveys.attack.sqlite_pages import File

Pages = dict[str, list[object]]


def pages() -> Pages:
    """What fills the pages of the rewritten tables and their indexes, from first to last."""
    found: Pages = {}
    file = File() if connection.vendor == "sqlite" else None
    for name in (table._meta.db_table for table in TABLES):
        if file:
            for tree, root in file.trees(name).items():
                found[tree] = list(file.leaves(root))
            continue
        found[name] = [(row.place, row.offset, row.content) for row in postgres_pages.tuples(name)]
        for index in postgres_pages.indexes(name):
            found[index] = list(postgres_pages.entries(index))
    return found


def rows() -> list[models.Model]:
    return [row for table in TABLES for row in table._default_manager.all()]


def written_again(order: list[models.Model]) -> Pages:
    """The same rows in an empty house, one transaction after the other; the pages before and after
    the rewrite."""
    for table in TABLES:
        table._default_manager.all().delete()
    for row in order:
        row.save(force_insert=True)
    return pages()


def test_rewriting_leaves_nothing_of_the_order_in_which_rows_came(open_house: County) -> None:
    made = scene.invited(open_house, now(), 120)
    for guest in made.guests:
        scene.answer(made, guest)
    kept = rows()
    found = []
    for turn in range(2):
        random.Random(turn).shuffle(kept)
        before = written_again(kept)
        actions.shuffle()
        found.append((before, pages()))
    (first, one), (second, other) = found
    assert one == other
    assert all(one[table._meta.db_table] for table in (Ballot, Draft))
    # Without the rewrite every one of these tables shows its order.
    apart = {name for name in first if first[name] != second[name]}
    assert {table._meta.db_table for table in (Ballot, Draft)} <= apart


def everything() -> Iterator[bytes]:
    """The files of the database, without the write-ahead log of PostgreSQL."""
    if connection.vendor == "sqlite":
        file = File()
        yield from (file.data, file.journal)
        return
    postgres_pages.ask("SELECT FROM pg_switch_wal()")
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    [(folder,)] = postgres_pages.ask(
        "SELECT 'base/' || oid FROM pg_database WHERE datname = current_database()"
    )
    for (content,) in postgres_pages.ask(
        "SELECT pg_read_binary_file(%s || '/' || name, 0, 100000000, true) FROM pg_ls_dir(%s) name",
        folder,
        folder,
    ):
        yield bytes(content or b"")


def test_rewriting_leaves_no_byte_of_what_is_gone(open_house: County) -> None:
    """Sent drafts, ballots of closed waves, addresses: gone from the files, not only from sight."""
    made = scene.invited(open_house, now(), 60)
    drafts = []
    order: Literal["big", "little"] = "big" if connection.vendor == "sqlite" else "little"
    for guest in made.guests:
        scene.answer(made, guest)
        drafts.append(guest.rows[Draft].to_bytes(8, order))
    sent = [draft for draft, guest in zip(drafts, made.guests, strict=True) if guest.number % 3]
    ballots = [guest.rows[Ballot].to_bytes(8, order) for guest in made.guests if guest.number % 3]
    assert found(sent) or connection.vendor == "sqlite"
    assert found(ballots) == len(ballots)
    call_command("worker", once=True)
    assert found(sent) == 0
    assert found(ballots) == len(ballots)

    actions.close(made.wave, by=made.by, at=made.at)
    call_command("worker", once=True)
    actions.erase_expired(at=made.at)
    assert found(drafts + ballots) == 0
    assert found([b"vieras1@posti.example", b"vieras59@posti.example"]) == 0
    assert found([guest.words.encode() for guest in made.guests]) == ResponseWords.objects.count()


def found(secrets: list[bytes]) -> int:
    """How many of them stand anywhere in the files."""
    content = b"".join(everything())
    return sum(secret in content for secret in secrets)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_rewriting_statistics_hold_no_value_of_these_tables(
    open_house: County, at: datetime
) -> None:
    made = scene.invited(open_house, at, 60)
    for guest in made.guests:
        scene.answer(made, guest)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    names = [table._meta.db_table for table in (*TABLES, ResponseWords)]
    assert postgres_pages.ask("SELECT * FROM pg_stats WHERE tablename = ANY(%s)", names) == []
    assert postgres_pages.ask("SELECT FROM pg_stats WHERE tablename = 'kuulluksi_wave'")
