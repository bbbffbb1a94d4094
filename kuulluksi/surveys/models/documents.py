"""Questionnaires as documents: a draft is edited, what has been asked never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kuulluksi.org.models import Person, Scope, TextColumn, one_scope, random_key


class Document(Scope):
    """One version of a questionnaire. Its place is where it is made for and may be edited; none:
    the whole authority.

    `body` is the JSON document (docs/instruments.md); a draft may still have faults in it. With
    `frozen_on` it has been opened for answers, and its words stay as they were.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    code = models.SlugField(_("identifier"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    # Beside the body, for lists.
    title = TextColumn(_("title"))
    body = models.JSONField(default=dict)
    # SHA-256 of the frozen document (`Questionnaire.hash`).
    hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    saved_on = models.DateField()
    frozen_on = models.DateField(null=True)
    # Counts the writes, so that the second of two editors is told.
    edits = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="document_version"),
            one_scope("document_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
