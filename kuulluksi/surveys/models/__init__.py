"""The tables of surveys: documents, the year's plan, waves, invitations, ballots and responses."""

from kuulluksi.surveys.models.ballots import Ballot, Draft
from kuulluksi.surveys.models.documents import Document
from kuulluksi.surveys.models.invitations import Asked, FeedImport, Invitation, UsedLink
from kuulluksi.surveys.models.keying import Batch, Sheet
from kuulluksi.surveys.models.responses import Answer, Response, ResponseWords
from kuulluksi.surveys.models.waves import Survey, Wave, WaveTarget

__all__ = [
    "Answer",
    "Asked",
    "Ballot",
    "Batch",
    "Document",
    "Draft",
    "FeedImport",
    "Invitation",
    "Response",
    "ResponseWords",
    "Sheet",
    "Survey",
    "UsedLink",
    "Wave",
    "WaveTarget",
]
