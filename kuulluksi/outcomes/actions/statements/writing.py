"""A statement is begun from its ready-made plan, and written section by section."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kuulluksi.figures.queries.places import key_of
from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Area, Person, Service, Unit, random_key
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.actions.statements.moving import held, write_line
from kuulluksi.outcomes.enums import Part, StatementEvent
from kuulluksi.outcomes.models import LeftOut, Statement, StatementPart, StatementSection
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.outcomes.queries.statements.ready import ready
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.outcomes.rules.measures import LONGEST_TEXT, LONGEST_TITLE, check_text
from kuulluksi.pure import deadlines
from kuulluksi.pure.statement.document import Block, Kind, Words, block_to_json
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Wave


def begin(
    kind: Kind,
    starts: date,
    ends: date,
    place: Area | Service | Unit | None = None,
    *,
    by: Person,
    at: datetime,
) -> Statement:
    """Begins a statement from its ready-made plan; whoever begins it writes and signs it until
    others are named. Raises Refused when `by` does not decide about the place, or when there is one
    already (then `field` is "exists")."""
    rules.check_begin(kind, starts, ends, place)
    on = deadlines.day(at)
    if not rules.may_begin(org.leading(by, on), place):
        raise Refused(_("You do not decide about this place."), "place")
    document = ready(Period(kind, starts, ends), key_of(place))
    scope = {
        "area": place if isinstance(place, Area) else None,
        "service": place if isinstance(place, Service) else None,
        "unit": place if isinstance(place, Unit) else None,
    }
    try:
        with transaction.atomic():
            statement = Statement.objects.create(
                kind=kind,
                title=document.title,
                starts_on=starts,
                ends_on=ends,
                begun_on=on,
                version=0,
                **scope,
            )
            write_line(statement, StatementEvent.BEGUN, by=by, at=at)
            StatementSection.objects.bulk_create(
                StatementSection(
                    statement=statement,
                    key=each.key,
                    position=position,
                    level=each.level,
                    heading=each.heading,
                    blocks=[block_to_json(block) for block in each.blocks],
                )
                for position, each in enumerate(document.sections)
            )
            for part in (Part.WRITES, Part.SIGNS):
                StatementPart.objects.create(statement=statement, person=by, part=part)
            _audit(statement, by=by, at=at)
    except IntegrityError:
        raise Refused(_("It has been begun already."), "exists") from None
    return statement


def save_section(
    section: StatementSection,
    heading: Text,
    blocks: Sequence[Block],
    *,
    by: Person,
    at: datetime,
    seen: int,
) -> StatementSection:
    """Writes a section. Raises Stale when somebody else has written it meanwhile. What is missing
    or points nowhere may be saved: it is refused when the statement is signed."""
    with transaction.atomic():
        statement = _being_written(section.statement, by=by)
        kept = StatementSection.objects.select_for_update().get(pk=section.pk)
        rules.check_fresh(kept, seen)
        _check_section(heading, blocks)
        kept.heading = heading
        kept.blocks = [block_to_json(block) for block in blocks]
        _save(kept, by=by, at=at)
        _audit(statement, by=by, at=at)
    return kept


def add_section(
    statement: Statement,
    heading: Text,
    *,
    level: int = 1,
    after: str = "",
    by: Person,
    at: datetime,
    row: int | None = None,
) -> StatementSection:
    """A new section behind the section with the key `after`, or at the end. `row` is its key as the
    form names it: the same form sent twice makes one section."""
    with transaction.atomic():
        statement = _being_written(statement, by=by)
        found = list(statement.sections.order_by("position", "key"))
        if made := next((each for each in found if each.pk == row), None):
            return made
        if len(found) >= rules.MOST_SECTIONS:
            raise Refused(_("At most %(most)d sections.") % {"most": rules.MOST_SECTIONS})
        rules.check_heading(heading, queries.languages())
        taken = {each.key for each in found}
        key = next(key for number in count(1) if (key := f"section-{number}") not in taken)
        last = statement.sections.aggregate(last=Max("position"))["last"]
        section = StatementSection(
            id=row or random_key(),
            statement=statement,
            key=key,
            position=(last or 0) + 1,
            level=level,
            heading=heading,
            version=0,
        )
        _save(section, by=by, at=at)
        place = next((n for n, each in enumerate(found) if each.key == after), len(found))
        found.insert(place + 1, section)
        _number(found)
        _audit(statement, by=by, at=at)
    return section


def move_section(section: StatementSection, steps: int, *, by: Person, at: datetime) -> None:
    """Moves a section so many places down (up: negative); at the ends it stays."""
    with transaction.atomic():
        statement = _being_written(section.statement, by=by)
        found = list(statement.sections.order_by("position", "key"))
        place = next((n for n, each in enumerate(found) if each.pk == section.pk), None)
        if place is None:
            return
        moved = found.pop(place)
        found.insert(max(0, min(len(found), place + steps)), moved)
        _number(found)
        _audit(statement, by=by, at=at)


def relevel_section(section: StatementSection, level: int, *, by: Person, at: datetime) -> None:
    """Makes a part of the chapter above out of a chapter (`level` 2), or the other way round."""
    with transaction.atomic():
        statement = _being_written(section.statement, by=by)
        found = list(statement.sections.order_by("position", "key"))
        for each in found:
            if each.pk == section.pk:
                each.level = level
                each.save(update_fields=["level"])
        _number(found)
        _audit(statement, by=by, at=at)


def remove_section(section: StatementSection, *, by: Person, at: datetime, seen: int) -> None:
    with transaction.atomic():
        statement = _being_written(section.statement, by=by)
        kept = StatementSection.objects.select_for_update().get(pk=section.pk)
        rules.check_fresh(kept, seen)
        kept.delete()
        _number(list(statement.sections.order_by("position", "key")))
        _audit(statement, by=by, at=at)


def retitle(statement: Statement, title: Text, *, by: Person, at: datetime, seen: int) -> Statement:
    with transaction.atomic():
        statement = _being_written(statement, by=by, seen=seen)
        check_text(title, "title", queries.languages(), LONGEST_TITLE, _("Give it a name."))
        statement.title = title
        statement.version += 1
        statement.save()
        _audit(statement, by=by, at=at)
    return statement


def name_part(
    statement: Statement, person: Person, part: Part, *, by: Person, at: datetime
) -> None:
    """Names who writes, reviews or signs; whoever leads the place decides. Named twice is once."""
    with transaction.atomic():
        statement = _led(statement, by=by, at=at)
        if not person.is_active:
            raise Refused(_("This person no longer works here."), "person")
        StatementPart.objects.get_or_create(statement=statement, person=person, part=part)
        _audit(statement, by=by, at=at)


def drop_part(
    statement: Statement, person: Person, part: Part, *, by: Person, at: datetime
) -> None:
    """Takes a part away. Somebody always writes and somebody signs."""
    with transaction.atomic():
        statement = _led(statement, by=by, at=at)
        found = statement.parts.filter(part=part)
        if part != Part.REVIEWS and not found.exclude(person=person).exists():
            raise Refused(_("Name somebody else first: nobody would be left."), "person")
        found.filter(person=person).delete()
        _audit(statement, by=by, at=at)


def leave_out(statement: Statement, wave: Wave, note: Text, *, by: Person, at: datetime) -> None:
    """A survey that is still open is left out; readers are told with the note."""
    with transaction.atomic():
        statement = _being_written(statement, by=by)
        empty = _("Say in every language why it is left out. Readers are told.")
        check_text(note, "note", queries.languages(), LONGEST_TEXT, empty)
        LeftOut.objects.update_or_create(statement=statement, wave=wave, defaults={"note": note})
        _audit(statement, by=by, at=at)


def take_in(statement: Statement, wave: Wave, *, by: Person, at: datetime) -> None:
    """A survey is no longer left out."""
    with transaction.atomic():
        statement = _being_written(statement, by=by)
        LeftOut.objects.filter(statement=statement, wave=wave).delete()
        _audit(statement, by=by, at=at)


def _being_written(statement: Statement, *, by: Person, seen: int | None = None) -> Statement:
    """The statement, locked, if `by` may write it now."""
    found = held(statement, seen=seen)
    rules.check_writing(found, statements.parts_of(found, by))
    return found


def _led(statement: Statement, *, by: Person, at: datetime) -> Statement:
    found = held(statement, seen=None)
    if not rules.may_begin(org.leading(by, deadlines.day(at)), found.place):
        raise Refused(_("You do not decide about this place."))
    return found


def _check_section(heading: Text, blocks: Sequence[Block]) -> None:
    languages = queries.languages()
    rules.check_heading(heading, languages)
    if len(blocks) > rules.MOST_BLOCKS:
        raise Refused(_("At most %(most)d parts in a section.") % {"most": rules.MOST_BLOCKS})
    for number, block in enumerate(blocks):
        if isinstance(block, Words):
            rules.check_words(block.text, f"block-{number}", languages)


def _save(section: StatementSection, *, by: Person, at: datetime) -> None:
    section.version += 1
    section.edited_by, section.edited_on = by, deadlines.day(at)
    section.save()


def _number(sections: Sequence[StatementSection]) -> None:
    """The places of the sections. What comes first is a chapter: there is none above it."""
    for position, section in enumerate(sections):
        level = 1 if position == 0 else section.level
        if (section.position, section.level) != (position, level):
            section.position, section.level = position, level
            section.save(update_fields=["position", "level"])


def _audit(statement: Statement, *, by: Person, at: datetime) -> None:
    org_actions.audit(Audited.STATEMENT_SAVED, f"statement {statement.pk}", by=by, at=at)
