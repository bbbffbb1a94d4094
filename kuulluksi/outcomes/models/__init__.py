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
from kuulluksi.outcomes.models.using import Talk, UseReport, UseRound

__all__ = [
    "Circle",
    "Cluster",
    "ClusterVoice",
    "Effect",
    "HeardRelease",
    "HeardShown",
    "Measure",
    "MeasureFigure",
    "MeasureStep",
    "MeasureVoice",
    "Talk",
    "Target",
    "Told",
    "TrialComment",
    "TrialGroup",
    "UseReport",
    "UseRound",
]
