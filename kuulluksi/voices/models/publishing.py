"""What is shown in public of a voice: the reviewed words and the reviewed answer, nothing else."""

from django.db import models
from django.db.models import Q

from kuulluksi.org.models import Person, RandomKey, Unit, random_key
from kuulluksi.voices.enums import PublicationState
from kuulluksi.voices.models.voice import Voice


class Publication(models.Model):
    """The text that a reviewer edited word by word, with the answer. The hidden words are not in
    it, only what is left, and of each gap its kind. What was refused or taken down holds none."""

    id = RandomKey(default=random_key)
    voice = models.OneToOneField(Voice, models.CASCADE, related_name="publication")
    # The unit on whose page it stands, beside for the list of a page.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=PublicationState.choices)
    # Lists of pieces: {"text": …} or {"gap": kind} (`pure.masking`).
    words = models.JSONField(default=list)
    answer = models.JSONField(default=list)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    published_on = models.DateField(null=True)
    erase_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "published_on", "id"], name="publication_page"),
            models.Index(
                fields=["-published_on"],
                condition=Q(state=PublicationState.PUBLISHED),
                name="publication_newest",
            ),
            models.Index(fields=["erase_on"], name="publication_erase"),
        ]
