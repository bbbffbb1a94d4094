"""The tables that every voice shares: its journey, its words, its clocks, its way."""

from kuulluksi.voices.models.clocks import EarlierClock, Notice
from kuulluksi.voices.models.harm import HarmReport
from kuulluksi.voices.models.publishing import Publication
from kuulluksi.voices.models.routing import DailyCheck, RoutingRule
from kuulluksi.voices.models.surges import Surge
from kuulluksi.voices.models.teams import TeamWeek
from kuulluksi.voices.models.voice import Contact, Hidden, Passage, Step, Voice
from kuulluksi.voices.models.words import Holds, VoiceWords

__all__ = [
    "Contact",
    "DailyCheck",
    "EarlierClock",
    "HarmReport",
    "Hidden",
    "Holds",
    "Notice",
    "Passage",
    "Publication",
    "RoutingRule",
    "Step",
    "Surge",
    "TeamWeek",
    "Voice",
    "VoiceWords",
]
