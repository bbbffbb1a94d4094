"""The form as it is shown: who reads, by when, and each fault beside its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases.enums import Concerns, FeedbackKind, Hope, Speaker, Topic
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Unit
from kuulluksi.pure.deadlines import add_working_days
from kuulluksi.pure.questionnaire.answers import SKIP
from kuulluksi.pure.routing import Matter, Place, route
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import About, Publicity
from kuulluksi.web.kit import nonce
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.public.forms import METER, THIS, GiveForm

# Beyond so many places the list of suggestions would weigh more than the form.
SUGGESTED = 60
# The order of the fields on the page, for the list of faults.
ORDER = ("about", "place", "service", "kind", "words", "meter", "contact")
OPTIONAL = ("topics", "hope", "speaker", "publicity")
NO_NOTES: Mapping[str, str] = {}
NO_LABELS: Mapping[str, Promise] = {}
# On the form each choice ends the sentence that its question begins, so Finnish needs the words in
# another case than lists do.
ABOUTS: Mapping[str, Promise] = {
    About.UNIT: pgettext_lazy("it concerns", "a place"),
    About.SERVICE: pgettext_lazy("it concerns", "a service"),
    About.AUTHORITY: pgettext_lazy("it concerns", "the whole wellbeing services county"),
    About.WEB: pgettext_lazy("it concerns", "the web pages"),
    About.UNKNOWN: pgettext_lazy("it concerns", "I do not know"),
}
TOPICS: Mapping[str, Promise] = {
    Topic.TREATMENT: pgettext_lazy("it is about", "how I was treated"),
    Topic.GUIDANCE: pgettext_lazy("it is about", "guidance, advice or information"),
    Topic.APPLYING: pgettext_lazy("it is about", "applying for a service"),
    Topic.SPEED: pgettext_lazy("it is about", "how fast the service was"),
    Topic.QUALITY: pgettext_lazy("it is about", "the quality of the service or how it was given"),
    Topic.TAKING_PART: pgettext_lazy("it is about", "taking part in planning the service"),
    Topic.OTHER: pgettext_lazy("it is about", "something else"),
}
HOPES: Mapping[str, Promise] = {
    Hope.ANSWER: pgettext_lazy("I hope for", "an answer"),
    Hope.TALK: pgettext_lazy("I hope for", "a talk together"),
    Hope.ANOTHER_WORKER: pgettext_lazy("I hope for", "another worker"),
    Hope.HEARD: pgettext_lazy("I hope for", "it is enough to be heard"),
}
CONCERNS: Mapping[str, Promise] = {
    Concerns.NOBODY: pgettext_lazy("it is about a person", "no"),
    Concerns.WORKER: pgettext_lazy("it is about a person", "a worker whom I meet"),
    Concerns.HANDLER: pgettext_lazy("it is about a person", "the supervisor of this place"),
}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool = False
    small: str = ""


@dataclass(frozen=True)
class Statement:
    """One statement of the service meter with the points of its scale."""

    name: str
    text: str
    points: tuple[Choice, ...]
    skipped: bool


def form_page(form: GiveForm, authority: Authority, *, expired: bool = False) -> dict[str, object]:
    """Everything that the page of the form shows. `expired`: the form came back too late or
    changed, so it gets a new nonce and has only to be sent again."""
    values: dict[str, Any] = {name: form[name].value() or "" for name in form.fields}
    if expired:
        values["nonce"] = nonce.fresh()
    faults = _faults(form)
    reader, surely = _reader(form, authority.revision)
    units = list(org.units(form.on)[: SUGGESTED + 1])
    touched = values["named"] == "yes" or any(values[name] for name in OPTIONAL)
    return {
        "authority": authority,
        "values": values,
        "place": form.at,
        "faults": faults,
        "errors": {fault.field: fault.sentence for fault in faults},
        "expired": expired,
        "reader": reader,
        "reader_known": surely,
        "due": add_working_days(form.on, authority.answer_days),
        "abouts": _abouts(form, values["about"]),
        "kinds": _choices(FeedbackKind, values["kind"], _kind_notes()),
        "topics": _choices(Topic, values["topics"], labels=TOPICS),
        "hopes": _choices(Hope, values["hope"], labels=HOPES),
        "speakers": _choices(Speaker, values["speaker"]),
        "concerns": _choices(Concerns, values["concerns"] or Concerns.NOBODY, labels=CONCERNS),
        "publicities": _publicities(values["publicity"]),
        "statements": _statements(form),
        "services": list(org.services(form.on)),
        "suggested": units if len(units) <= SUGGESTED else [],
        "matches": form.matches,
        "more_open": touched or bool({"contact", "meter"} & {fault.field for fault in faults}),
    }


def _faults(form: GiveForm) -> list[Fault]:
    found = {
        ("meter" if field == "__all__" else field): str(errors[0])
        for field, errors in form.errors.items()
    }
    return [Fault(field, found[field]) for field in ORDER if field in found] + [
        Fault(field, sentence) for field, sentence in found.items() if field not in ORDER
    ]


def _reader(form: GiveForm, revision: int) -> tuple[str, bool]:
    """Who will read, as a title; False when it depends on what the giver chooses."""
    language = get_language() or "fi"
    directory = org.directory(form.on, voices.rules(revision), revision)
    place: Place | None = None
    about = About.UNKNOWN
    if form.at is not None:
        is_unit = isinstance(form.at, Unit)
        place = ("unit", form.at.pk) if is_unit else ("service", form.at.pk)
        about = About.UNIT if is_unit else About.SERVICE
    found = route(Matter(about, language, place), directory, form.on)
    return found.title.best(language), form.at is not None


def _choices(
    words: type[TextChoices],
    chosen: str | Iterable[str],
    notes: Mapping[str, str] = NO_NOTES,
    labels: Mapping[str, Promise] = NO_LABELS,
) -> list[Choice]:
    picked = {chosen} if isinstance(chosen, str) else set(chosen)
    return [
        Choice(
            word.value,
            str(labels.get(word.value, word.label)),
            word.value in picked,
            notes.get(word.value, ""),
        )
        for word in words
    ]


def _kind_notes() -> dict[str, str]:
    return {
        FeedbackKind.CRITICISM: _("Something went badly."),
        FeedbackKind.THANKS: _(
            "Something went well. We tell the worker and the team, if you do not choose otherwise."
        ),
        FeedbackKind.IDEA: _("This could be done better."),
        FeedbackKind.QUESTION: _("I want to know something."),
    }


def _abouts(form: GiveForm, chosen: str) -> list[Choice]:
    notes: Mapping[str, str] = {
        About.SERVICE: _("for example family work or support for informal carers"),
        About.UNKNOWN: _("We find the right reader for you."),
    }
    listed = _choices(About, chosen, notes, ABOUTS)
    if form.at is None:
        return listed
    name = form.at.name.best(get_language() or "fi")
    here = Choice(THIS, _("This place: %(name)s") % {"name": name}, chosen == THIS)
    elsewhere = Choice(About.UNIT, _("Another place"), chosen == About.UNIT)
    return [here, elsewhere, *listed[1:]]


def _publicities(chosen: str) -> list[Choice]:
    return [
        Choice(
            Publicity.ALLOWED,
            _("Yes, together with the answer"),
            chosen == Publicity.ALLOWED,
            _("We remove names and everything else that could tell who you are."),
        ),
        Choice(
            Publicity.ASK_FIRST,
            _("Yes, when I have seen the edited text"),
            chosen == Publicity.ASK_FIRST,
            _("You see it with your code. Without a contact we cannot tell you when it is ready."),
        ),
        Choice(
            Publicity.HANDLER_ONLY,
            _("No. Only whoever handles it reads it."),
            chosen == Publicity.HANDLER_ONLY,
        ),
    ]


def _statements(form: GiveForm) -> list[Statement]:
    language = get_language() or "fi"
    given = {item.id: form.data.get(METER + item.id, "") for item in form.meter.statements}
    return [
        Statement(
            METER + item.id,
            item.text.best(language),
            tuple(
                Choice(
                    str(point), item.scale.label(point).best(language), given[item.id] == str(point)
                )
                for point in item.scale.points
            ),
            given[item.id] == SKIP,
        )
        for item in form.meter.statements
    ]
