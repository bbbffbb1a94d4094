"""Every read of surveys."""

from kuulluksi.surveys.queries.answering import (
    answered,
    ballot_key,
    draft,
    rounded,
    survey_code,
)
from kuulluksi.surveys.queries.documents import questionnaire
from kuulluksi.surveys.queries.invitations import code_of, contact_lookup, invitation
from kuulluksi.surveys.queries.waves import open_waves, targets, waves_to_close

__all__ = [
    "answered",
    "ballot_key",
    "code_of",
    "contact_lookup",
    "draft",
    "invitation",
    "open_waves",
    "questionnaire",
    "rounded",
    "survey_code",
    "targets",
    "waves_to_close",
]
