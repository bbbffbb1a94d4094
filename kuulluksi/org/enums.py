"""The words of the organisation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoleKind(TextChoices):
    """What a person may see and do; what a person answers for is a duty."""

    WORKER = "worker", pgettext_lazy("role", "Worker")
    SUPERVISOR = "supervisor", pgettext_lazy("role", "Supervisor")
    MANAGER = "manager", pgettext_lazy("role", "Service manager")
    DISPATCHER = "dispatcher", pgettext_lazy("role", "Dispatcher")
    INDEPENDENT = "independent", pgettext_lazy("role", "Independent reader")
    DIRECTOR = "director", pgettext_lazy("role", "Director")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")
    RESEARCHER = "researcher", pgettext_lazy("role", "Researcher")


# Whose scope opens the voices given there. A worker reads what is moved to them, the independent
# reader what is routed to them, the administrator nothing.
READS_SCOPE = frozenset(
    {RoleKind.SUPERVISOR, RoleKind.MANAGER, RoleKind.DISPATCHER, RoleKind.DIRECTOR}
)
# Who may act on a voice in their scope without owning it; a director reads.
ACTS_IN_SCOPE = READS_SCOPE - {RoleKind.DIRECTOR}
# Who makes and holds surveys about their scope.
MAKES_SURVEYS = frozenset({RoleKind.SUPERVISOR, RoleKind.MANAGER, RoleKind.RESEARCHER})
# Who decides on measures in their scope.
MAKES_MEASURES = frozenset({RoleKind.SUPERVISOR, RoleKind.MANAGER, RoleKind.DIRECTOR})


class DutyKind(TextChoices):
    ANSWERS = "answers", _("Answers for the feedback of a place")
    DISPATCHES = "dispatches", _("Finds a reader for what names no place")
    INDEPENDENT = "independent", _("Reads what concerns the dispatcher")
    ON_DUTY = "on-duty", _("Is told at once of what is urgent")


class Audited(TextChoices):
    """What the audit trail can say."""

    PLACE_SAVED = "place-saved", _("Saved a place")
    PERSON_SAVED = "person-saved", _("Saved a person")
    PERSON_LEFT = "person-left", _("Marked a person as left")
    ROLE_SAVED = "role-saved", _("Saved a role")
    DUTY_SAVED = "duty-saved", _("Saved a duty")
    ABSENCE_SAVED = "absence-saved", _("Saved an absence")
    RULE_SAVED = "rule-saved", _("Saved a routing rule")
    OPENING_SAVED = "opening-saved", _("Saved an opening for answers")
    REMOVED = "removed", _("Removed a row")
    IMPORTED = "imported", _("Imported the organisation from a file")
    WISH_SAVED = "wish-saved", _("Saved a wish of the list")
    VOICE_READ = "voice-read", _("Read a voice")
    HARM_READ = "harm-read", _("Read what a giver told of harm")
    SURVEY_SAVED = "survey-saved", _("Saved a survey of the plan")
    DOCUMENT_SAVED = "document-saved", _("Saved a questionnaire")
    WAVE_SAVED = "wave-saved", _("Saved a wave")
    WAVE_OPENED = "wave-opened", _("Opened a wave for answers")
    WAVE_CLOSED = "wave-closed", _("Closed a wave")
    INVITED = "invited", _("Invited people to a survey")
    KEYED = "keyed", _("Finished a batch of papers")
    PROMISE_TOLD = "promise-told", _("Told whether a promise was kept")
    FIGURES_IMPORTED = "figures-imported", _("Imported figures that were not counted here")
    EXTRACT_TAKEN = "extract-taken", _("Took answers past the protected figures")
    TEXTS_READ = "texts-read", _("Read own words of a survey")
    THEME_SAVED = "theme-saved", _("Saved a theme of own words")
    THEMES_SETTLED = "themes-settled", _("Settled how many texts are about each theme")
    QUOTED = "quoted", _("Quoted from own words, or took a quote back")
    MEASURE_SAVED = "measure-saved", _("Saved a measure")
    CLUSTER_SAVED = "cluster-saved", _("Put voices together")
    CIRCLE_TOLD = "circle-told", _("Told those who spoke what came of it")
    USE_SAVED = "use-saved", _("Saved how results were used")
    HEARD_RELEASED = "heard-released", _("Released the figures of being heard")
    STATEMENT_SAVED = "statement-saved", _("Saved a statement")
    STATEMENT_SIGNED = "statement-signed", _("Signed a statement")
    ERASED = "erased", _("Erased what its time had come for")
