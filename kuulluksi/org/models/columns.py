"""Columns that every room uses: texts in several languages, names that list well, random keys."""

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuulluksi.pure.text import LANGUAGES, Text, sort_key, words

if TYPE_CHECKING:
    TextField = models.JSONField[Text | dict[str, str], Text]
    BigIntegerField = models.BigIntegerField[int, int]
else:
    TextField = models.JSONField
    BigIntegerField = models.BigIntegerField

# A key of a day: its number from here on, and so many random bits.
FIRST_DAY, OF_DAY = date(2000, 1, 1), 48


class TextColumn(TextField):
    """One `Text` in one JSON column; the empty text is an empty object, never NULL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Text)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        return Text.from_json(super().from_db_value(value, expression, connection) or {})

    def to_python(self, value: Any) -> Text:
        return value if isinstance(value, Text) else Text.from_json(value or {})

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.to_json() if isinstance(value, Text) else value)

    def get_db_prep_value(self, value: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        value = value.to_json() if isinstance(value, Text) else value
        return super().get_db_prep_value(value, connection, *args, **kwargs)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value.to_json() if isinstance(value, Text) else value, model_instance)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).to_json()


class Named(models.Model):
    """A name in several languages, with what the database needs to list and find it.

    The database never collates: `sort_*` order by Finnish rules as plain digits, `words` are the
    folded words of every language.
    """

    name = TextColumn(_("name"))
    sort_fi = models.CharField(max_length=400, editable=False)
    sort_sv = models.CharField(max_length=400, editable=False)
    sort_en = models.CharField(max_length=400, editable=False)
    words = models.TextField(editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        for language in LANGUAGES:
            setattr(self, f"sort_{language}", sort_key(self.name.best(language))[:400])
        self.words = " ".join(sorted(set(self.findable())))
        super().save(*args, **kwargs)

    def findable(self) -> list[str]:
        """Every folded word by which this row is found."""
        return [word for name in self.name.to_json().values() for word in words(name)]


class Valid(models.Model):
    """Between which days something is in force; both ends count, an open end is NULL."""

    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("in force until"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def on(cls, day: Any) -> Q:
        return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))

    def in_force(self, day: Any) -> bool:
        return bool(self.valid_from <= day) and self.still(day)

    def still(self, day: Any) -> bool:
        """In force on the day, or later."""
        return self.valid_until is None or bool(self.valid_until >= day)


def random_key() -> int:
    """A key that tells neither order nor number: 63 random bits, which both databases hold."""
    return secrets.randbits(63) or 1


class RandomKey(BigIntegerField):
    """Such a key as the only number of its row: SQLite counts the rows of a table as they come,
    unless their key is a plain `integer`, which then takes the place of that count (ADR 15)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"primary_key": True, "editable": False, **kwargs})

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


def key_of_day(on: date) -> int:
    """A random key among those of a day, for a row that carries its day anyway: what comes on one
    day stands together, and within the day in no order (ADR 15). `on`: from 2000 to 2089."""
    return (on - FIRST_DAY).days << OF_DAY | secrets.randbits(OF_DAY)


def key_beside(key: int, number: int) -> int:
    """The key of one of a few rows that are written together: beside one another, and so on the
    same pages. `key`: the one that they hang on anyway."""
    return key ^ number or 1


def validity_check(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_until=None) | Q(valid_until__gte=models.F("valid_from")),
    )
