"""A story is no longer told: the statement in which it stood has another edition without it, and
with the same numbers."""

from datetime import datetime

from django.db import transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.outcomes.actions.statements.moving import held, write_line
from kuulluksi.outcomes.enums import Part, StatementEvent, Why
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.pure import deadlines
from kuulluksi.pure.statement.canon import checksum, thaw, without
from kuulluksi.pure.text import Text
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import Reason


def refresh_editions(*, at: datetime) -> list[Edition]:
    """Makes the next edition of every statement of which a story is no longer told. Readers do not
    wait for it: a page leaves the story out at once. Raises ValueError, when all others are done,
    if an edition is not what was signed."""
    rows = Edition.objects.order_by("number").values_list("statement", "stories")
    newest: dict[int, list[str]] = dict(rows)
    told = tales(key for stories in newest.values() for key in stories)
    made, broken = [], []
    for statement, stories in newest.items():
        if not told.keys() >= set(stories):
            try:
                edition = _without_the_gone(statement, at=at)
            except ValueError:
                broken.append(statement)
            else:
                made += [edition] if edition else []
    if broken:
        raise ValueError(f"Not as they were signed: {broken}.")
    return made


def _without_the_gone(key: int, *, at: datetime) -> Edition | None:
    """The next edition; None when somebody else has made it meanwhile."""
    with transaction.atomic():
        statement = held(Statement(pk=key), seen=None)
        last = statement.editions.order_by("-number").first()
        if last is None:
            return None
        frozen = thaw(last.written.encode(), last.checksum)
        gone = frozen.stories - tales(frozen.stories).keys()
        if not gone:
            return None
        for story in sorted(gone):
            frozen = without(frozen, story)
        written = frozen.written()
        edition = Edition.objects.create(
            statement=statement,
            number=last.number + 1,
            why=Why.STORY_GONE,
            words=Text(),
            written=written.decode(),
            checksum=checksum(written),
            authority=last.authority,
            place=last.place,
            stories=sorted(frozen.stories),
            audit=last.audit,
            languages=last.languages,
            signed_on=last.signed_on,
            signed_by_id=last.signed_by_id,
            signer=last.signer,
            made_on=deadlines.day(at),
        )
        write_line(statement, StatementEvent.STORY_GONE, by=None, at=at)
        told = {"edition": str(edition.number), "checksum": edition.checksum}
        subject = f"statement {statement.pk}"
        org_actions.audit(Audited.STATEMENT_SAVED, subject, by=None, at=at, detail=told)
        for row in statement.parts.filter(part=Part.SIGNS):
            tell(row.person_id, Reason.EDITION, at=at)
    return edition
