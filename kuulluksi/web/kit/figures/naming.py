"""What figures are called in the reader's language: questions, points of scales, groups, places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kuulluksi.cases.enums import FeedbackKind, Speaker, Topic
from kuulluksi.figures.queries import ALL, instant, named
from kuulluksi.figures.queries.places import OWN
from kuulluksi.org import queries as org
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)
from kuulluksi.pure.stats.headline import HEADLINES
from kuulluksi.pure.stats.plan import NO_GROUP, Counted
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import Helper, Mode
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.enums import Channel
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.tags import said

VARIABLES: Mapping[str, str | Promise] = {
    "mode": gettext_lazy("Way of answering"),
    "language": gettext_lazy("Language"),
    "helped": gettext_lazy("Help with answering"),
    "speaker": gettext_lazy("Who speaks"),
    "channel": gettext_lazy("How it came"),
}
GROUPS: Mapping[str, Mapping[str, str | Promise]] = {
    "mode": {mode.value: mode.label for mode in Mode},
    "language": NAMES,
    "helped": {
        **{helper.value: helper.label for helper in Helper},
        NO_GROUP: gettext_lazy("Nobody helped, or not told"),
    },
    "speaker": {speaker.value: speaker.label for speaker in Speaker},
    "channel": {channel.value: channel.label for channel in Channel},
}
TOPS: Mapping[str, str | Promise] = {
    "agree-4": pgettext_lazy("share of answers", "agree"),
    "agree-5": pgettext_lazy("share of answers", "agree"),
    "satisfied-5": pgettext_lazy("share of answers", "are satisfied"),
    "well-5": pgettext_lazy("share of answers", "say that it went well"),
    "yes-3": pgettext_lazy("share of answers", "say yes"),
}
"""By the name of the scale: what those have in common who chose its highest points."""


@dataclass(frozen=True)
class Naming:
    """The words of one questionnaire; of instant feedback without one."""

    questionnaire: Questionnaire
    instant: bool = False

    def question(self, counted: Counted) -> str:
        """What was asked."""
        if self.instant and counted.item in _INSTANT:
            return str(_INSTANT[counted.item])
        return said(asked.text) if (asked := self._asked.get(counted.item)) else counted.item

    def choice(self, counted: Counted) -> str:
        """Of a question of several choices: the one that this figure is of; else nothing."""
        if not counted.choice:
            return ""
        if self.instant:
            return str(Topic(counted.choice).label)
        asked = self._asked.get(counted.item)
        choices = asked.choices if isinstance(asked, MultipleItem) else ()
        return next((said(each.text) for each in choices if each.id == counted.choice), "")

    def title(self, counted: Counted) -> str:
        """The question, and the choice where several could be chosen."""
        choice = self.choice(counted)
        return f"{self.question(counted)}: {choice}" if choice else self.question(counted)

    def points(self, counted: Counted) -> tuple[str, ...]:
        """What stands beside each point of the scale; the number itself where nothing does."""
        if counted.choice:
            return (pgettext("choice", "Not chosen"), pgettext("choice", "Chosen"))
        if self.instant and counted.item == instant.KIND:
            return tuple(str(kind.label) for kind in FeedbackKind)
        match self._asked.get(counted.item):
            case SingleItem() as asked if len(asked.choices) == len(counted.points):
                return tuple(said(choice.text) for choice in asked.choices)
            case ScaleItem() as asked if tuple(asked.scale.points) == counted.points:
                labels = zip(counted.points, asked.scale.labels, strict=True)
                return tuple(said(label) or str(point) for point, label in labels)
            case NumberItem() as asked if asked.unit:
                return tuple(f"{point} {said(asked.unit)}" for point in counted.points)
        return tuple(map(str, counted.points))

    def point(self, counted: Counted, point: int) -> str:
        return self.points(counted)[counted.points.index(point)]

    def top(self, counted: Counted) -> str:
        """What those have in common who are counted into the share of the highest points, as the
        end of "76 % of those who answered …"; nothing where no such share is told."""
        if counted.choice:
            return pgettext("share of answers", "chose this")
        scale = self.scale(counted)
        if scale in TOPS:
            return str(TOPS[scale])
        found = HEADLINES.get((counted.points[0], counted.points[-1]))
        if found is None or found.top is None or self.is_choice(counted):
            return ""
        ends = f"{found.top}\N{EN DASH}{counted.points[-1]}"
        return pgettext("share of answers", "gave %(points)s") % {"points": ends}

    def scale(self, counted: Counted) -> str:
        """The name of the scale; of what is not judged on one, nothing."""
        asked = self._asked.get(counted.item)
        return asked.scale.id if isinstance(asked, ScaleItem) else ""

    def is_choice(self, counted: Counted) -> bool:
        """Whether its points are choices in no order, of which one could be chosen."""
        if self.instant and counted.item == instant.KIND:
            return True
        return isinstance(self._asked.get(counted.item), SingleItem)

    def variable(self, name: str) -> str:
        if name in VARIABLES:
            return str(VARIABLES[name])
        return said(asked.text) if (asked := self._asked.get(name)) else name

    def group(self, variable: str, group: str) -> str:
        """One group of a variable; "" did not say."""
        known = GROUPS.get(variable, {})
        if group in known:
            return str(known[group])
        asked = self._asked.get(variable)
        choices = asked.choices if isinstance(asked, SingleItem) else ()
        named = next((said(each.text) for each in choices if each.id == group), "")
        return named or (_("Did not say") if group == NO_GROUP else group)

    def groups(self, variable: str, groups: Sequence[str]) -> str:
        """Groups that are told as one: "Man, Other or Did not say"."""
        names = [self.group(variable, group) for group in groups]
        if len(names) < 2:
            return "".join(names)
        if variable in ("mode", "helped"):
            names[1:] = [name[:1].lower() + name[1:] for name in names[1:]]
        first, last = ", ".join(names[:-1]), names[-1]
        return _("%(groups)s or %(last)s together") % {"groups": first, "last": last}

    @cached_property
    def _asked(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questionnaire.questions}


_INSTANT: Mapping[str, str | Promise] = {
    instant.KIND: gettext_lazy("What kind of feedback was given"),
    instant.TOPIC: gettext_lazy("What the feedback was about"),
}


def of_wave(wave: Wave | None) -> Naming:
    """The words of a wave; without one, those of instant feedback."""
    if wave is None:
        return Naming(bank.instrument("palvelumittari"), instant=True)
    return Naming(surveys.questionnaire(wave.document))


def places(keys: Iterable[str]) -> dict[str, str]:
    """The names of places by their keys, whatever became of them; "all" is the authority."""
    keys = {key.removesuffix(OWN) for key in keys}
    found = {key: said(place.name) for key, place in named(keys).items()}
    if ALL in keys:
        found[ALL] = said(org.authority().name)
    return {key: found.get(key) or key.partition("-")[2] for key in keys}
