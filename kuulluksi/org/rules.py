"""What the organisation allows. A `check_` raises `Refused` with the sentence the user sees."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Duty, Person, Unit


class Refused(Exception):
    """What the user asked for cannot be done. `field` names the place of the fault, if any."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def check_days(first: date, last: date | None, field: str = "valid_until") -> None:
    if last is not None and last < first:
        raise Refused(_("The last day is before the first day."), field)


def check_parent(unit: Unit) -> None:
    """A unit may not stand above itself, directly or through its parents."""
    seen = {unit.pk}
    parent = unit.parent
    while parent is not None:
        if parent.pk in seen:
            raise Refused(_("A unit cannot be its own parent, not even through others."), "parent")
        seen.add(parent.pk)
        parent = parent.parent


def check_superior(person: Person) -> None:
    """Nobody is their own superior. Longer circles are allowed to exist; routing ends them."""
    if person.superior_id is not None and person.superior_id == person.pk:
        raise Refused(_("Nobody can be their own superior."), "superior")


def check_duty(duty: Duty) -> None:
    """The holder and the deputy work here and are two people; an answering duty has one place."""
    check_days(duty.valid_from, duty.valid_until)
    if not duty.person.is_active:
        raise Refused(_("This person no longer works here."), "person")
    if duty.deputy is not None and not duty.deputy.is_active:
        raise Refused(_("This person no longer works here."), "deputy")
    if duty.deputy_id == duty.person_id:
        raise Refused(_("Choose somebody else as the deputy."), "deputy")
    places = [duty.area_id, duty.service_id, duty.unit_id]
    given = sum(place is not None for place in places)
    if duty.kind == DutyKind.ANSWERS and given != 1:
        raise Refused(_("Choose one: a unit, a service or an area."), "unit")
    if duty.kind != DutyKind.ANSWERS and given:
        raise Refused(_("This duty covers the whole authority. Leave the place empty."), "unit")
    if not duty.title:
        raise Refused(_("Write the title that givers of feedback see."), "title")


LAST = {
    DutyKind.DISPATCHES: gettext_lazy("This is the last dispatcher. Name another one first."),
    DutyKind.INDEPENDENT: gettext_lazy(
        "This is the last independent reader. Name another one first."
    ),
}


def check_last(duty: Duty, on: date) -> None:
    """The last dispatcher cannot be removed, for what names no place would have nobody; nor the
    last independent reader, for what concerns the dispatcher would have nobody."""
    sentence = LAST.get(DutyKind(duty.kind))
    if sentence is None:
        return
    others = Duty.objects.filter(Duty.on(on), kind=duty.kind, person__is_active=True)
    if not others.exclude(pk=duty.pk).exists():
        raise Refused(str(sentence), "person")
