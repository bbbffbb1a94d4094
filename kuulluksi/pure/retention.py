"""How long each thing is kept: the policy in one place, read by the program and by the tests.

A column that no rule covers fails the house test. "For ever" would need a statute; nothing here
has one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

WORDS = timedelta(days=2 * 365)
"""Words of a giver or an answer: two years from the day they were written, as long as a kantelu may
look back."""

CONTACT = timedelta(days=365)
"""A giver's contact: at most a year, and thirty days after the voice is closed."""

CONTACT_AFTER_CLOSING = timedelta(days=30)

VOICE = timedelta(days=10 * 365)
"""The voice without its words: ten years, so that years can be compared."""

RECORDS = timedelta(days=5 * 365)
"""The audit trail: five years, the time in which an official offence may still be looked into."""

MAIL = timedelta(days=30)
"""A letter, whether it has left or could not be delivered. A giver's address goes when the letter
has left, and at the latest with the giver's contact."""

SURGE = timedelta(days=90)
"""What the nightly look found; the voices themselves stay for the years to be compared."""

ASKED = timedelta(days=2 * 365)
"""That an address has been asked, so that nobody is asked too often."""

PEOPLE = timedelta(days=2 * 365)
"""A person who has left: two years, while answers given by them may still be asked about."""


def words_until(written_on: date) -> date:
    return written_on + WORDS


def contact_until(given_on: date, closed_on: date | None) -> date:
    latest = given_on + CONTACT
    return latest if closed_on is None else min(latest, closed_on + CONTACT_AFTER_CLOSING)


def voice_until(given_on: date) -> date:
    return given_on + VOICE


@dataclass(frozen=True)
class Rule:
    """Keeps the `columns` of a table ("*": all that no other rule names) for `time`, because `why`.

    `time` None: as long as the row it belongs to, or until somebody changes it; `why` says which.
    """

    table: str
    columns: tuple[str, ...]
    time: timedelta | None
    why: str


ALL = ("*",)
WHILE_IN_FORCE = "Describes the organisation; history of who answered for what."

RULES: tuple[Rule, ...] = (
    Rule("Authority", ALL, None, WHILE_IN_FORCE),
    Rule("Area", ALL, None, WHILE_IN_FORCE),
    Rule("Service", ALL, None, WHILE_IN_FORCE),
    Rule("Unit", ALL, None, WHILE_IN_FORCE),
    Rule("Person", ALL, PEOPLE, "After leaving; then name and e-mail are erased."),
    Rule("Role", ALL, PEOPLE, "Goes with the person."),
    Rule("Duty", ALL, None, WHILE_IN_FORCE),
    Rule("Absence", ALL, MAIL, "Thirty days after the last day; only routing needs it."),
    Rule("AuditEntry", ALL, RECORDS, "Accountability (GDPR art. 5(2))."),
    Rule("Mail", ALL, MAIL, "Thirty days after it was written, sent or not."),
    Rule("Voice", ALL, VOICE, "Comparing years; no words, no contact."),
    Rule("Step", ALL, VOICE, "The journey without its words goes with the voice."),
    Rule("Passage", ALL, WORDS, "Words may point to a person."),
    Rule("Contact", ALL, CONTACT, "Only for telling that an answer has come."),
    Rule("Hidden", ALL, VOICE, "Goes with the voice."),
    Rule("EarlierClock", ALL, VOICE, "Goes with the voice: how long answers took."),
    Rule("Notice", ALL, MAIL, "Erased when its digest is written, or after thirty days."),
    Rule(
        "Publication", ALL, WORDS, "Public words are erased like others; the giver may ask sooner."
    ),
    Rule("HarmReport", ALL, VOICE, "Whether speaking up did harm is compared over the years."),
    Rule("HarmReport", ("words", "reply"), WORDS, "Words may point to a person."),
    Rule("TeamWeek", ALL, SURGE, "So that no week is told of twice; names nobody."),
    Rule("Surge", ALL, SURGE, "Only news of it matters."),
    Rule("VoiceWords", ALL, WORDS, "Erased with the words they were made of."),
    Rule("RoutingRule", ALL, None, "Until the authority changes its routing."),
    Rule("DailyCheck", ALL, RECORDS, "Proof that nothing was without an owner."),
    Rule("Feedback", ALL, VOICE, "Coded choices without words go with the voice."),
    Rule("Feedback", ("page",), WORDS, "An address may point to a person."),
    Rule("FeedbackTopic", ALL, VOICE, "Goes with the voice."),
    Rule("MeterAnswer", ALL, VOICE, "Goes with the voice."),
    Rule("Thanked", ALL, VOICE, "Goes with the voice."),
    Rule("Wish", ALL, None, "Until the authority changes its list."),
    Rule("WishChosen", ALL, VOICE, "Counts by unit and month; names nobody."),
    Rule("StandardAnswer", ALL, None, "Until the authority changes it."),
    Rule("Survey", ALL, None, "The year's plan: what was held, cancelled and moved; no givers."),
    Rule("Document", ALL, None, "The words that were asked, as long as figures may be compared."),
    Rule("Wave", ALL, None, "When and whom was asked, with the promise; no givers."),
    Rule("WaveTarget", ALL, None, "Goes with the wave: counts only."),
    Rule("FeedImport", ALL, RECORDS, "How many were asked and left out, and why."),
    Rule("Invitation", ALL, None, "Until its wave closes, used or not: the rest would tell who."),
    Rule("UsedLink", ALL, None, "Until its wave closes; names nobody without the receipt key."),
    Rule("Asked", ALL, ASKED, "So that nobody is asked too often; digests only."),
    Rule("Asked", ("opted_out",), None, "Until the person changes their mind; a digest only."),
    Rule("Ballot", ALL, None, "Until its wave closes."),
    Rule("Draft", ALL, None, "Until it is sent, at the latest until its wave closes."),
    Rule("Response", ALL, VOICE, "Comparing years; no words, no contact, no day."),
    Rule("Answer", ALL, VOICE, "Goes with the response."),
    Rule("ResponseWords", ALL, WORDS, "Words may point to a person."),
    Rule("Batch", ALL, RECORDS, "How many errors keying made."),
    Rule("Sheet", ALL, None, "Until its batch is done; then it is a ballot."),
    Rule("Release", ALL, None, "Figures of a period, as long as years may be compared; no givers."),
    Rule("Tally", ALL, None, "Frozen counts of a release; no givers."),
    Rule("Shown", ALL, None, "What was published; protected."),
    Rule("FigureSource", ALL, None, "Figures that others printed."),
    Rule("PrintedFigure", ALL, None, "Figures that others printed."),
    Rule("ClientNumber", ALL, None, "Numbers of clients; no persons."),
    Rule("Theme", ALL, None, "Until the authority changes its themes."),
    Rule("Coding", ALL, WORDS, "Goes with the words."),
    Rule("ThemeCount", ALL, None, "Frozen counts of themes; no givers."),
    Rule("Quote", ALL, WORDS, "Words may point to a person; as long as the words themselves."),
    Rule("Extract", ALL, RECORDS, "Accountability: who took what past the protected figures."),
    Rule("Measure", ALL, None, "What the house did about what it heard; no givers."),
    Rule("MeasureStep", ALL, None, "Goes with the measure; no givers."),
    Rule("MeasureVoice", ALL, VOICE, "Goes with the voice."),
    Rule("MeasureFigure", ALL, None, "Goes with the measure; published figures."),
    Rule("TrialGroup", ALL, None, "Goes with the measure; numbers only."),
    Rule("TrialComment", ALL, WORDS, "Words may point to a person."),
    Rule("Target", ALL, None, "Goes with the measure; published figures."),
    Rule("Effect", ALL, None, "Goes with the measure; published counts."),
    Rule("UseRound", ALL, None, "How results were used, year by year; no givers."),
    Rule("UseReport", ALL, None, "How results were used, year by year; no givers."),
    Rule("Talk", ALL, None, "How results were used, year by year; no givers."),
    Rule("Cluster", ALL, VOICE, "Until the last of its voices goes."),
    Rule("ClusterVoice", ALL, VOICE, "Goes with the voice."),
    Rule("Circle", ALL, None, "Goes with its survey or cluster; no givers."),
    Rule("Told", ALL, None, "Goes with its circle; what was told to everybody."),
    Rule("HeardRelease", ALL, None, "What was published; protected."),
    Rule("HeardShown", ALL, None, "What was published; protected."),
    Rule("Statement", ALL, None, "What the house says of its year; no givers."),
    Rule("StatementSection", ALL, None, "Goes with the statement; stories stand by key alone."),
    Rule("StatementPart", ALL, PEOPLE, "Goes with the person."),
    Rule("StatementStep", ALL, None, "Goes with the statement; no givers."),
    Rule("LeftOut", ALL, None, "Goes with the statement."),
    Rule("Edition", ALL, None, "A signed public document; stories stand by key alone."),
    Rule("Session", ALL, timedelta(days=1), "A sign-in lasts ten hours; erased every night."),
    Rule("Permission", ALL, None, "Made by the framework; names no person."),
    Rule("Group", ALL, None, "Made by the framework; names no person."),
    Rule("Group_permissions", ALL, None, "Made by the framework; names no person."),
    Rule("ContentType", ALL, None, "Made by the framework; names no person."),
)


def rule_for(table: str, column: str) -> Rule | None:
    """The rule of one column: the one that names it, else the table's "*"."""
    rules = [rule for rule in RULES if rule.table == table]
    named = [rule for rule in rules if column in rule.columns]
    return next(iter(named + [rule for rule in rules if rule.columns == ALL]), None)
