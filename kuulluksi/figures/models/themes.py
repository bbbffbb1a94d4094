"""What own words are about: themes that people give to them, and quotes that may be shown."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, TextColumn, random_key
from kuulluksi.surveys.models import ResponseWords, Wave


class Theme(models.Model):
    """A theme of one open question of a questionnaire, in all its waves."""

    # Of a `Document`: themes stay the same over its versions and waves.
    document = models.SlugField(max_length=60)
    item = models.CharField(max_length=60)
    name = TextColumn()
    # What belongs here and what does not, for the second coder.
    meaning = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    in_use = models.BooleanField(default=True)


class Coding(models.Model):
    """That a coder found a theme in somebody's words; without a theme: read, and found none.
    Without a coder: as it was settled where two coders differed."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    # Without a constraint in the database: the table of words is written anew when some of them
    # are erased, and PostgreSQL empties no table to which another one is bound.
    words = models.ForeignKey(
        ResponseWords, models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", null=True)
    coder = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["words", "coder", "theme"], name="coding_once"),
            models.UniqueConstraint(
                fields=["words", "coder"], condition=Q(theme=None), name="coding_none_once"
            ),
            models.UniqueConstraint(
                fields=["words", "theme"], condition=Q(coder=None), name="coding_settled_once"
            ),
            models.UniqueConstraint(
                fields=["words"],
                condition=Q(coder=None, theme=None),
                name="coding_settled_none_once",
            ),
        ]


class ThemeCount(models.Model):
    """In how many texts about a place the theme was found, as it was settled; without a theme: how
    many texts there were. It stays when the words go."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")
    item = models.CharField(max_length=60)
    # As in `releases`.
    place = models.CharField(max_length=80)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", null=True)
    number = models.PositiveIntegerField()
    settled_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "item", "place", "theme"], name="theme_count_once"
            ),
        ]


class Quote(models.Model):
    """Words that their author allowed to be quoted, after masking. No tie leads back to them."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+")
    item = models.CharField(max_length=60)
    # The nearest place whose base is shown.
    place = models.CharField(max_length=80)
    theme = models.ForeignKey(Theme, models.SET_NULL, related_name="+", null=True)
    language = models.CharField(max_length=10)
    # A list of pieces: {"text": …} or {"gap": kind} (`pure.masking`).
    body = models.JSONField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    erase_on = models.DateField(db_index=True)
