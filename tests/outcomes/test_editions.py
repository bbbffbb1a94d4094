"""What was signed stays as it was signed, whatever becomes of all else; a story goes when its
teller takes it back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.db.models import ProtectedError

from kuulluksi.figures.actions.quotes import take_back
from kuulluksi.figures.models import Quote
from kuulluksi.management.commands.worker import care
from kuulluksi.org import actions as org
from kuulluksi.org.models import Authority
from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import StatementEvent, StatementState, Why
from kuulluksi.outcomes.models import Edition, Statement, StatementSection
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.outcomes.queries.statements import checking, editions, stories, working
from kuulluksi.pure.statement.document import Kind, Story, Table, Words
from kuulluksi.pure.statement.references import Reason
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Survey
from kuulluksi.voices import actions as voices
from kuulluksi.voices.enums import PublicationState, Publicity
from kuulluksi.voices.enums import Reason as Told
from kuulluksi.voices.models import Notice, Publication, Voice
from tests.factories import themes
from tests.factories.drafts import moved, of_blocks
from tests.factories.org import County
from tests.factories.outcomes import text
from tests.factories.voices import given, published

pytestmark = pytest.mark.django_db

Asks = Callable[[int], AbstractContextManager[object]]

SIGNER = "Diana Johtaja, toimialajohtaja"
SECRET = "Minut nähtiin vasta kolmannella kerralla"
GIVEN = Words(text("Palautetta annettiin {given.all.2025} kertaa."))


def told(house: County, at: datetime, words: str = SECRET) -> Publication:
    """A feedback of the year before that stands on the page of its unit."""
    then = at - timedelta(days=200)
    voice = given(then, unit=house.kamppi, words=words, publicity=Publicity.ALLOWED).voice
    return published(voice, house.supervisor, at, words=[{"text": words}, {"gap": "name"}])


def key_of(row: Publication | Quote) -> str:
    return f"{'quote' if isinstance(row, Quote) else 'feedback'}-{row.pk}"


def signed(house: County, at: datetime, *keys: str) -> Edition:
    statement = of_blocks(house, at, GIVEN, Table("given"), *map(Story, keys))
    return sign(statement, house, at)


def sign(statement: Statement, house: County, at: datetime) -> Edition:
    statement.refresh_from_db()
    return statements.sign(
        statement, signer=SIGNER, by=house.director, at=at, seen=statement.version
    )


def withdrawn(publication: Publication, at: datetime, nonce: str = "n") -> None:
    voices.withdraw(Voice.objects.get(pk=publication.voice_id), nonce=nonce, at=at)


def again(edition: Edition) -> editions.Signed:
    """The edition as it is read from the database once more."""
    return editions.read(Edition.objects.get(pk=edition.pk))


def test_withdrawn_story_leaves_every_edition_at_once_and_the_next_is_made_without_it(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    first, second = told(house, at), told(house, at, "Sain avun heti")
    edition = signed(house, at, key_of(first), key_of(second))
    read = editions.read(edition)
    assert read.stories.keys() == {key_of(first), key_of(second)}
    assert read.stories[key_of(first)].words.get("fi") == f"{SECRET}[nimi peitetty]"
    assert read.gone == frozenset()

    withdrawn(first, at)
    now = again(edition)
    assert now.stories.keys() == {key_of(second)}
    assert now.gone == {key_of(first)}

    later = at + timedelta(days=1)
    [made] = statements.refresh_editions(at=later)
    assert (made.number, made.why, made.stories) == (2, Why.STORY_GONE, [key_of(second)])
    assert (made.signer, made.signed_by, made.signed_on, made.made_on) == (
        SIGNER,
        house.director,
        edition.signed_on,
        later.date(),
    )
    assert (made.audit, made.languages, made.authority) == (
        edition.audit,
        edition.languages,
        edition.authority,
    )
    assert again(made).frozen.numbers() == read.frozen.numbers()
    assert again(made).frozen.document.sections[0].blocks == (
        GIVEN,
        Table("given"),
        Story(key_of(second)),
    )
    assert again(made).gone == frozenset()
    # The older one keeps its address and its bytes, and tells who reads it that something is gone.
    assert again(edition).frozen == read.frozen
    assert again(edition).gone == {key_of(first)}
    assert editions.of_year(Kind.ANNUAL, 2025) == made
    statement = edition.statement
    statement.refresh_from_db()
    assert statement.state == StatementState.SIGNED
    last = statement.steps.order_by("-number").first()
    assert last is not None
    assert (last.event, last.by) == (StatementEvent.STORY_GONE, None)
    assert Notice.objects.get(reason=Told.EDITION).person == house.director
    assert statements.refresh_editions(at=later) == []


def test_nothing_in_the_house_holds_the_words_of_a_story_that_was_taken_back(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    publication = told(house, at)
    signed(house, at, key_of(publication))
    withdrawn(publication, at)
    statements.refresh_editions(at=at)
    holds = [
        table.__name__
        for table in apps.get_app_config("kuulluksi").get_models()
        if "kolmannella kerralla" in serializers.serialize("json", table._default_manager.all())
    ]
    # What its giver told the reader stays with the reader.
    assert set(holds) <= {"Passage", "VoiceWords"}


def test_story_that_is_allowed_anew_does_not_come_back_with_other_words(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    publication = told(house, at)
    edition = signed(house, at, key_of(publication))
    Publication.objects.update(state=PublicationState.TAKEN_DOWN, words=[])
    statements.refresh_editions(at=at)
    Publication.objects.update(
        state=PublicationState.PUBLISHED, words=[{"text": "Jotain aivan muuta"}]
    )
    assert again(edition).stories == {}
    assert again(edition).gone == {key_of(publication)}
    # Its writers may put it in again: then it is signed anew.
    statement = moved(
        edition.statement,
        StatementEvent.CORRECTING,
        house.director,
        at,
        correction=text("Kertomus palautettiin."),
    )
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    moved(statement, StatementEvent.APPROVED, house.manager, at)
    third = sign(statement, house, at)
    assert third.number == 3
    assert again(third).stories.keys() == {key_of(publication)}
    assert again(edition).stories == {}


def test_permission_decides_even_where_the_text_was_left_standing(
    house: County, at: datetime
) -> None:
    publication = told(house, at)
    assert stories.tales([key_of(publication)])
    Voice.objects.update(publicity=Publicity.WITHDRAWN)
    assert stories.tales([key_of(publication)]) == {}


def test_quote_goes_when_it_is_taken_back(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    quote = themes.read(house, at - timedelta(days=200)).quote
    edition = signed(house, at, key_of(quote))
    [tale] = editions.read(edition).stories.values()
    assert "kuunteli" in tale.words.get("fi")
    assert "Sosiaaliasemien kysely" in tale.about.get("fi")
    take_back(quote, by=house.researcher, at=at)
    [made] = statements.refresh_editions(at=at)
    assert again(made).frozen.numbers() == again(edition).frozen.numbers()
    assert again(edition).gone == {f"quote-{edition.stories[0].removeprefix('quote-')}"}


def test_public_is_told_nothing_of_what_the_staff_answered(house: County, at: datetime) -> None:
    read = themes.read(house, at - timedelta(days=200))
    assert stories.tales([key_of(read.quote)])
    Survey.objects.filter(pk=read.wave.survey_id).update(audience=Audience.STAFF)
    assert stories.tales([key_of(read.quote)]) == {}
    on = at.date()
    year = Period(Kind.ANNUAL, on.replace(2025, 1, 1), on.replace(2025, 12, 31))
    assert stories.offered(year) == []


def test_all_that_is_gone_goes_in_one_edition(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    publications = [told(house, at, f"Kertomus {number}") for number in range(3)]
    keys = [key_of(each) for each in publications]
    # One of them stands twice.
    signed(house, at, *keys, keys[0])
    Publication.objects.filter(pk__in=[each.pk for each in publications[:2]]).delete()
    [made] = statements.refresh_editions(at=at)
    assert made.stories == keys[2:]
    assert again(made).frozen.document.sections[0].blocks[2:] == (Story(keys[2]),)


def test_story_that_goes_while_the_statement_is_corrected(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    publication = told(house, at)
    statement = signed(house, at, key_of(publication)).statement
    moved(
        statement,
        StatementEvent.CORRECTING,
        house.director,
        at,
        correction=text("Luku korjattiin."),
    )
    withdrawn(publication, at)
    [made] = statements.refresh_editions(at=at)
    assert made.words == Text()
    statement.refresh_from_db()
    assert statement.state == StatementState.DRAFT
    assert statement.correction == text("Luku korjattiin.")
    [fault] = checking.faults(working(statement), statement, LANGUAGES)
    assert (fault.reason, fault.found) == (Reason.NO_STORY, key_of(publication))
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    moved(statement, StatementEvent.APPROVED, house.manager, at)
    with pytest.raises(statements.Faulty):
        sign(statement, house, at)


def test_numbers_and_words_stay_byte_for_byte_whatever_happens(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    statement = of_blocks(house, at, GIVEN, Table("given"), kind=Kind.UNIT, place=house.kamppi)
    edition, address = sign(statement, house, at), f"unit-{house.kamppi.code}"
    before = Edition.objects.values().get()
    read = editions.read(edition).frozen.written()
    counted["2025"], counted["2026"] = 1, 2
    house.kamppi.name, house.kamppi.code = text("Länsikampin asema"), "lansikamppi"
    org.save(house.kamppi, by=None, at=at)
    authority = Authority.objects.get()
    authority.name = text("Uusi hyvinvointialue")
    org.save(authority, by=None, at=at)
    StatementSection.objects.all().delete()
    Statement.objects.update(title=text("Muu"))
    for place in (house.kamppi, house.social_work, house.adults):
        with pytest.raises(ProtectedError):
            place.delete()
    with pytest.raises(ProtectedError):
        statement.delete()
    assert statements.refresh_editions(at=at) == []
    assert Edition.objects.values().get() == before
    assert again(edition).frozen.written() == read
    # Its address is the one that was printed.
    assert editions.of_year(Kind.UNIT, 2025, address) == edition
    assert editions.of_year(Kind.UNIT, 2025, "unit-lansikamppi") is None


def test_address_leads_to_the_statement_that_had_it_first(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    first = sign(of_blocks(house, at, GIVEN, kind=Kind.UNIT, place=house.kamppi), house, at)
    code = house.kamppi.code
    house.kamppi.code, house.kallio.code = "vanha-kamppi", code
    org.save(house.kamppi, by=None, at=at)
    org.save(house.kallio, by=None, at=at)
    other = of_blocks(house, at, GIVEN, kind=Kind.UNIT, place=house.kallio)
    sign(other, house, at + timedelta(days=1))
    assert editions.of_year(Kind.UNIT, 2025, f"unit-{code}") == first


@pytest.mark.parametrize("column", ["written", "checksum"])
def test_edition_that_somebody_changed_is_not_read(
    house: County, at: datetime, counted: dict[str, float], column: str
) -> None:
    publication = told(house, at)
    edition = signed(house, at, key_of(publication))
    changed = {"written": edition.written.replace("1846", "9846"), "checksum": "0" * 64}
    Edition.objects.update(**{column: changed[column]})
    with pytest.raises(ValueError, match="checksum"):
        again(edition)
    # It does not keep the others from losing their stories.
    unit = of_blocks(
        house, at, GIVEN, Story(key_of(publication)), kind=Kind.UNIT, place=house.kamppi
    )
    other = sign(unit, house, at)
    withdrawn(publication, at)
    with pytest.raises(ValueError, match="Not as they were signed"):
        statements.refresh_editions(at=at)
    assert editions.of_year(Kind.UNIT, 2025, other.place) != other
    assert Edition.objects.filter(statement=edition.statement).count() == 1


def test_restored_backup_loses_the_story_again(
    house: County, at: datetime, counted: dict[str, float]
) -> None:
    publication = told(house, at)
    edition = signed(house, at, key_of(publication))
    rows = [*Edition.objects.all(), *Publication.objects.all(), *Voice.objects.all()]
    backup = serializers.serialize("json", rows)
    withdrawn(publication, at)
    [made] = statements.refresh_editions(at=at)
    lost = made.written
    Edition.objects.filter(pk=made.pk).delete()
    for row in serializers.deserialize("json", backup):
        row.save()
    # As it was in the backup: its teller had not taken it back.
    assert again(edition).stories
    assert statements.refresh_editions(at=at) == []
    # The teller is asked to do it again, or only the statements were restored.
    Publication.objects.all().delete()
    assert again(edition).stories == {}
    [made] = statements.refresh_editions(at=at)
    assert made.written == lost


def test_worker_leaves_stories_out(house: County, at: datetime, counted: dict[str, float]) -> None:
    publication = told(house, at)
    signed(house, at, key_of(publication))
    withdrawn(publication, at)
    care(at=at)["leaving stories out of statements"]()
    assert Edition.objects.count() == 2


def test_worker_asks_little_when_nothing_is_gone(
    house: County, at: datetime, counted: dict[str, float], django_assert_num_queries: Asks
) -> None:
    publications = [told(house, at, f"Kertomus {number}") for number in range(4)]
    quote = themes.read(house, at - timedelta(days=200)).quote
    signed(house, at, *map(key_of, publications), key_of(quote))
    with django_assert_num_queries(4):
        assert statements.refresh_editions(at=at) == []


@pytest.mark.parametrize(
    "key",
    ["", "feedback-", "feedback-x", "feedback-²", "quote-", "quote--1", "other-1", "feedback- 1"],
)
def test_key_that_somebody_made_up_tells_nothing(house: County, key: str) -> None:
    assert stories.tales([key, "feedback-99999999999999999999", f"quote-{2**63}"]) == {}


def test_key_has_one_way_of_writing(house: County, at: datetime) -> None:
    publication = told(house, at)
    assert stories.tales([f"feedback-0{publication.pk}"]) == {}
    assert stories.tales([f"quote-{publication.pk}"]) == {}


def test_story_tells_in_its_own_language_what_was_hidden(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, language="sv", publicity=Publicity.ALLOWED).voice
    words = [{"text": "Tack, "}, {"gap": "name"}, {"text": "."}]
    publication = published(voice, house.supervisor, at, words=words)
    [tale] = stories.tales([key_of(publication)]).values()
    assert tale.words == Text.of(sv="Tack, [namn dolt].")
    assert tale.about.missing() == ()
    assert tale.about.get("fi") == "Palaute: Kampin sosiaaliasema, 2026"


def test_stories_are_offered_by_period_and_place(house: County, at: datetime) -> None:
    publication = told(house, at)
    quote = themes.read(house, at - timedelta(days=200)).quote
    year = Period(Kind.ANNUAL, at.date().replace(2025, 1, 1), at.date().replace(2025, 12, 31))
    before = Period(Kind.ANNUAL, at.date().replace(2024, 1, 1), at.date().replace(2024, 12, 31))

    def keys(period: Period, place: str = "all") -> set[str]:
        found = stories.offered(period, place)
        assert all(isinstance(tale, Tale) for _key, tale in found)
        return {key for key, _tale in found}

    both = {key_of(publication), key_of(quote)}
    assert keys(year) == both
    assert keys(before) == set()
    assert keys(year, f"unit-{house.kallio.code}") == set()
    assert key_of(publication) in keys(year, f"unit-{house.kamppi.code}")
    assert key_of(publication) in keys(year, f"area-{house.adults.code}")
    assert keys(year, "unit-nowhere") == set()
    publication.state = PublicationState.ASKED
    publication.save()
    assert keys(year) == {key_of(quote)}
