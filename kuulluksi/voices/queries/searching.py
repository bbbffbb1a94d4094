"""Words, and the voices that hold them."""

from django.db import connection
from django.db.models import QuerySet

from kuulluksi.pure import words
from kuulluksi.voices.models import Voice
from kuulluksi.voices.models.words import wanted

LONGEST_SEARCH = 200
# Where gathering all voices that hold a word takes about as long as going through a million voices
# until a page is full.
MANY = 15_000
HOLDING = """
    SELECT COUNT(*) FROM (SELECT 1 FROM voice_words_fts WHERE lemmas MATCH %s LIMIT %s)"""


def matching(voices: QuerySet[Voice], typed: str, *, most: bool = False) -> QuerySet[Voice]:
    """Voices that hold every typed word in any of its inflected forms. `most`: of a large part of
    all voices, which decides how they are best looked for.

    The words are base forms that the worker wrote beside the voice.
    """
    # Nobody searches for so much; beyond it both databases refuse to look.
    alternatives = [
        [form[:LONGEST_SEARCH] for form in forms] for forms in words.query(typed[:LONGEST_SEARCH])
    ]
    if not alternatives:
        return voices
    if most and _stand_in_many(alternatives):
        return voices.filter(words__lemmas__holds_often=alternatives)
    return voices.filter(words__lemmas__holds=alternatives)


def _stand_in_many(alternatives: list[list[str]]) -> bool:
    """Whether so many voices hold the words that it is shorter to go through the voices. PostgreSQL
    finds that out by itself."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, [wanted(alternatives, " OR ", " AND ", '"'), MANY])
        return bool(cursor.fetchone()[0] >= MANY)


def words_due(at_most: int) -> list[int]:
    return list(
        Voice.objects.filter(words_due=True).order_by("id").values_list("id", flat=True)[:at_most]
    )
