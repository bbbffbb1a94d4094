"""Figures that were not counted here: printed ones of years for which no answers exist, those of
others, and how many clients there are. They stand beside our own and are marked as printed."""

from django.db import models
from django.db.models import Q

from kuulluksi.figures.enums import Origin, Statistic
from kuulluksi.org.models import TextColumn


class FigureSource(models.Model):
    """A file of figures that somebody printed or published."""

    code = models.SlugField(max_length=60, unique=True)
    title = TextColumn()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # Who published it, where, under which licence.
    citation = TextColumn()
    imported_on = models.DateField()
    # Rows that were not taken, as in `pure.figurefile.Apart`. Never averaged in.
    apart = models.JSONField(default=list)
    # The rows of our own files as they were received, [number, cells]: the auditor reads these.
    received = models.JSONField(default=list)


class PrintedFigure(models.Model):
    """One figure as it was printed."""

    source = models.ForeignKey(FigureSource, models.CASCADE, related_name="figures")
    # As printed: the table, the place, the group and what the figure tells.
    table = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=160)
    group = models.CharField(max_length=120, blank=True)
    item = models.CharField(max_length=300)
    # Ours that they stand beside: the key of a place and the id of an item. Empty: none.
    place_key = models.CharField(max_length=80, blank=True)
    item_key = models.CharField(max_length=130, blank=True)
    # The code of the questionnaire that was asked. Empty: none, or not known.
    instrument = models.SlugField(max_length=60, blank=True, default="", db_index=False)
    # People told it of their own accord: it never stands beside a survey.
    instant = models.BooleanField(default=False)
    # A code of a region of the source, e.g. 658 in Sotkanet.
    region = models.CharField(max_length=20, blank=True)
    # The first and the last year that it tells of.
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    statistic = models.CharField(max_length=10, choices=Statistic.choices)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    scale_min = models.SmallIntegerField(null=True)
    scale_max = models.SmallIntegerField(null=True)
    n = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("source", "table", "place", "group", "item"),
                    *("from_year", "to_year", "statistic", "region", "instant"),
                ],
                name="printed_once",
            ),
            models.CheckConstraint(
                name="printed_years", condition=Q(to_year__gte=models.F("from_year"))
            ),
        ]
        indexes = [models.Index(fields=["item_key", "place_key"], name="printed_beside")]


class ClientNumber(models.Model):
    """How many clients a place had in a year, in all or in one group of a variable."""

    place = models.CharField(max_length=80)
    variable = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    clients = models.PositiveIntegerField()
    # Where the number comes from, and that it is an estimate.
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "variable", "group", "year"], name="clients_once"
            ),
        ]
