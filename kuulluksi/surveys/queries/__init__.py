"""Every read of surveys."""

from kuulluksi.surveys.queries.answering import (
    answered,
    ballot_key,
    draft,
    rounded,
    survey_code,
)
from kuulluksi.surveys.queries.documents import (
    Summary,
    document,
    documents,
    questionnaire,
    summaries,
    summary_of,
    versions,
    wordings_besides,
)
from kuulluksi.surveys.queries.invitations import (
    code_of,
    contact_lookup,
    invitation,
    used,
    used_key,
)
from kuulluksi.surveys.queries.waves import open_waves, targets, waves_to_close

__all__ = [
    "Summary",
    "answered",
    "ballot_key",
    "code_of",
    "contact_lookup",
    "document",
    "documents",
    "draft",
    "invitation",
    "open_waves",
    "questionnaire",
    "rounded",
    "summaries",
    "summary_of",
    "survey_code",
    "targets",
    "used",
    "used_key",
    "versions",
    "waves_to_close",
    "wordings_besides",
]
