"""Two hands at the same moment make one edition."""

from datetime import datetime

import pytest

from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import Part, StatementEvent
from kuulluksi.outcomes.models import Edition, StatementStep
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.statement.document import Story, Words
from kuulluksi.voices import actions as voices
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.models import Notice
from tests.factories.drafts import of_blocks
from tests.factories.org import county
from tests.factories.outcomes import text
from tests.factories.voices import given, published
from tests.figures.test_two_workers import together

pytestmark = pytest.mark.django_db(transaction=True)

GIVEN = Words(text("Palautetta annettiin {given.all.2025} kertaa."))


def test_two_signers(at: datetime, counted: dict[str, float]) -> None:
    house = county()
    statement = of_blocks(house, at, GIVEN)
    statements.name_part(statement, house.manager, Part.SIGNS, by=house.director, at=at)
    seen = statement.version
    acts = [
        lambda by=by: statements.sign(statement, signer=by.name, by=by, at=at, seen=seen)
        for by in (house.director, house.manager)
    ]
    [broken] = together(*acts)
    assert isinstance(broken, Stale)
    edition = Edition.objects.get()
    assert edition.signer == edition.signed_by.name
    assert StatementStep.objects.filter(event=StatementEvent.SIGNED).count() == 1


def test_signed_while_it_is_returned(at: datetime, counted: dict[str, float]) -> None:
    house = county()
    statement = of_blocks(house, at, GIVEN)
    seen, returned = statement.version, StatementEvent.RETURNED
    acts = [
        lambda: statements.sign(statement, signer="D J", by=house.director, at=at, seen=seen),
        lambda: statements.advance(
            statement, returned, by=house.manager, at=at, seen=seen, words="Korjaa."
        ),
    ]
    assert len(together(*acts)) == 1
    signed = Edition.objects.exists()
    steps = StatementStep.objects.values_list("event", flat=True)
    assert (StatementEvent.SIGNED in steps, returned in steps) == (signed, not signed)


def test_two_workers_when_a_story_is_gone(at: datetime, counted: dict[str, float]) -> None:
    house = county()
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    publication = published(voice, house.supervisor, at, words=[{"text": "Kiitos."}])
    statement = of_blocks(house, at, GIVEN, Story(f"feedback-{publication.pk}"))
    by, seen = house.director, statement.version
    first = statements.sign(statement, signer="D J", by=by, at=at, seen=seen)
    voices.withdraw(voice, nonce="n", at=at)
    assert together(*[lambda: statements.refresh_editions(at=at)] * 3) == []
    assert [each.number for each in editions.of_statement(statement)] == [2, 1]
    assert Notice.objects.filter(person=house.director, reason="edition").count() == 1
    second = editions.of_statement(statement)[0]
    numbers = {editions.read(each).frozen.numbers() for each in (first, second)}
    assert len(numbers) == 1


def test_story_goes_while_its_statement_is_signed(at: datetime, counted: dict[str, float]) -> None:
    house = county()
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    publication = published(voice, house.supervisor, at, words=[{"text": "Kiitos."}])
    statement = of_blocks(house, at, GIVEN, Story(f"feedback-{publication.pk}"))
    seen = statement.version
    broken = together(
        lambda: statements.sign(statement, signer="D J", by=house.director, at=at, seen=seen),
        lambda: voices.withdraw(voice, nonce="n", at=at),
    )
    statements.refresh_editions(at=at)
    # It was signed without anybody reading the story, or it was not signed.
    assert bool(broken) is not Edition.objects.exists()
    for edition in editions.all_signed():
        assert edition.stories == []
        assert editions.read(edition).stories == {}
