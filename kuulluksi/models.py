"""The table register: every table of the house, so that Django finds them in their rooms."""

from kuulluksi.cases.models import Feedback, FeedbackTopic, MeterAnswer, StandardAnswer
from kuulluksi.org.models import (
    Absence,
    Area,
    AuditEntry,
    Authority,
    Duty,
    Mail,
    Person,
    Role,
    Service,
    Unit,
)
from kuulluksi.voices.models import (
    Contact,
    DailyCheck,
    Hidden,
    Passage,
    RoutingRule,
    Step,
    Voice,
    VoiceWords,
)

__all__ = [
    "Absence",
    "Area",
    "AuditEntry",
    "Authority",
    "Contact",
    "DailyCheck",
    "Duty",
    "Feedback",
    "FeedbackTopic",
    "Hidden",
    "Mail",
    "MeterAnswer",
    "Passage",
    "Person",
    "Role",
    "RoutingRule",
    "Service",
    "StandardAnswer",
    "Step",
    "Unit",
    "Voice",
    "VoiceWords",
]
