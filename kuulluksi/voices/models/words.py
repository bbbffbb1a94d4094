"""What makes words findable: their base forms, and how both databases look for them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from kuulluksi.voices.models.voice import Voice

if TYPE_CHECKING:
    AnyLookup = models.Lookup[Any]
else:
    AnyLookup = models.Lookup


class VoiceWords(models.Model):
    """The base forms of a voice's words, written by the worker for the word search."""

    voice = models.OneToOneField(Voice, models.CASCADE, primary_key=True, related_name="words")
    lemmas = models.TextField()


@models.TextField.register_lookup
class Holds(AnyLookup):
    """`lemmas__holds=[[form, …], …]`: for every word, one of its forms is among the lemmas.

    SQLite reads its FTS5 table, PostgreSQL its `simple` text index (migration 0002). The forms are
    letters and digits only, as `pure.words.query` makes them.
    """

    lookup_name = "holds"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lemmas, params = self.process_lhs(compiler, connection)
        key = lemmas.replace('"lemmas"', '"voice_id"')
        found = "SELECT rowid FROM voice_words_fts WHERE lemmas MATCH %s"
        return f"{key} IN ({found})", [*params, wanted(self.rhs, " OR ", " AND ", '"')]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lemmas, params = self.process_lhs(compiler, connection)
        asked = wanted(self.rhs, " | ", " & ", "'")
        return f"to_tsvector('simple', {lemmas}) @@ %s::tsquery", [*params, asked]


@models.TextField.register_lookup
class HoldsOften(Holds):
    """The same of words that stand in very many voices: on SQLite each voice is looked up in the
    index as it comes by, instead of all that the index knows being gathered first."""

    lookup_name = "holds_often"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        lemmas, params = self.process_lhs(compiler, connection)
        key = lemmas.replace('"lemmas"', '"voice_id"')
        found = f"SELECT 1 FROM voice_words_fts WHERE rowid = {key} AND lemmas MATCH %s"  # noqa: S608
        return f"EXISTS ({found})", [*params, wanted(self.rhs, " OR ", " AND ", '"')]


def wanted(groups: Iterable[Iterable[str]], either: str, both: str, quote: str) -> str:
    """The alternatives of each word, as a database wants to be asked for them."""
    said = (either.join(f"{quote}{form}{quote}" for form in forms) for forms in groups)
    return both.join(f"({forms})" for forms in said)
