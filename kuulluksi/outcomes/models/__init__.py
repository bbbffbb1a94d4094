"""The tables of what came of it."""

from kuulluksi.outcomes.models.circles import Circle, Cluster, ClusterVoice, Told
from kuulluksi.outcomes.models.effects import Effect, Target
from kuulluksi.outcomes.models.heard import HeardRelease, HeardShown
from kuulluksi.outcomes.models.measures import (
    Measure,
    MeasureFigure,
    MeasureStep,
    MeasureVoice,
    TrialComment,
    TrialGroup,
)
from kuulluksi.outcomes.models.statements import (
    Edition,
    LeftOut,
    Statement,
    StatementPart,
    StatementSection,
    StatementStep,
)
from kuulluksi.outcomes.models.using import Talk, UseReport, UseRound

__all__ = [
    "Circle",
    "Cluster",
    "ClusterVoice",
    "Edition",
    "Effect",
    "HeardRelease",
    "HeardShown",
    "LeftOut",
    "Measure",
    "MeasureFigure",
    "MeasureStep",
    "MeasureVoice",
    "Statement",
    "StatementPart",
    "StatementSection",
    "StatementStep",
    "Talk",
    "Target",
    "Told",
    "TrialComment",
    "TrialGroup",
    "UseReport",
    "UseRound",
]
