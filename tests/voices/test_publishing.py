"""How a voice becomes public: only edited, only with its answer, only as its giver allows; and how
it leaves, at once and without a trace of the words."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import gettext as _

from kuulluksi.cases import actions as cases
from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Mail
from kuulluksi.org.rules import Refused
from kuulluksi.pure.masking import Kind, Span, find
from kuulluksi.pure.retention import WORDS
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Event, PublicationState, Publicity, Reason, Verdict
from kuulluksi.voices.models import Notice, Passage, Publication, Voice
from kuulluksi.voices.rules import Stale, can_publish
from tests.factories.org import County
from tests.factories.voices import given

SAID = "Maija Virtanen lupasi soittaa numeroon 050 000 0000. Odotin turhaan."
ANSWER = "Kiitos, että kerroit. Virtanen soittaa sinulle huomenna."
NAME = [Span(0, 14, Kind.NAME)]


def answered(
    house: County,
    at: datetime,
    *,
    publicity: str = Publicity.ALLOWED,
    contact: str = "",
    concerns: Concerns = Concerns.NOBODY,
) -> Voice:
    voice = given(
        at,
        unit=house.kamppi,
        words=SAID,
        publicity=publicity,
        contact=contact,
        concerns=concerns,
    ).voice
    by = voice.owner
    assert by is not None
    actions.answer(voice, by=by, at=at, seen=voice.version, words=ANSWER)
    return again(voice)


def again(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def edit(
    voice: Voice, house: County, at: datetime, *, words: list[Span] | None = None
) -> Publication:
    """By the supervisor, who hides everything that was found."""
    now = again(voice)
    return cases.publish(
        now,
        by=house.supervisor,
        at=at,
        seen=now.version,
        words=find(SAID) if words is None else words,
        answer=find(ANSWER),
    )


def events(voice: Voice) -> list[str]:
    return list(voice.steps.order_by("number").values_list("event", flat=True))


def stored(publication: Publication) -> str:
    """The row as the database holds it."""
    row = Publication.objects.filter(pk=publication.pk).values().get()
    return json.dumps(row, default=str, ensure_ascii=False)


def test_what_is_allowed_goes_out_edited_and_with_its_answer(house: County, at: datetime) -> None:
    voice = answered(house, at)
    publication = edit(voice, house, at)
    assert publication.state == PublicationState.PUBLISHED
    assert publication.words == [
        {"gap": "name"},
        {"text": " lupasi soittaa numeroon "},
        {"gap": "phone"},
        {"text": ". Odotin turhaan."},
    ]
    assert publication.answer[1] == {"gap": "name"}
    assert events(voice)[-2:] == [Event.EDITED, Event.PUBLISHED]
    assert queries.published([house.kamppi.pk]) == [publication]
    assert queries.published([house.kallio.pk]) == []


def test_hidden_words_are_nowhere_in_the_row(house: County, at: datetime) -> None:
    row = stored(edit(answered(house, at), house, at))
    assert "Odotin turhaan" in row
    for hidden in ("Maija", "Virtanen", "050 000", "000 0000"):
        assert hidden not in row


@pytest.mark.parametrize("publicity", [Publicity.HANDLER_ONLY, Publicity.WITHDRAWN])
def test_nothing_goes_out_without_leave(house: County, at: datetime, publicity: str) -> None:
    voice = answered(house, at, publicity=publicity)
    assert not can_publish(voice)
    with pytest.raises(Refused):
        edit(voice, house, at)
    assert not Publication.objects.exists()


def test_nothing_goes_out_without_its_answer(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, words=SAID, publicity=Publicity.ALLOWED).voice
    assert queries.original(voice) is None
    with pytest.raises(Refused):
        edit(voice, house, at)
    actions.close(voice, by=house.supervisor, at=at, seen=voice.version, reason="Ei asiaa.")
    assert queries.original(voice) is None
    with pytest.raises(Refused):
        edit(voice, house, at)


def test_what_is_held_does_not_go_out(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED, hold_reason="too-fast").voice
    assert not can_publish(voice)


def test_what_concerns_the_supervisor_never_goes_out(house: County, at: datetime) -> None:
    voice = answered(house, at, concerns=Concerns.HANDLER)
    assert not can_publish(voice)
    by = voice.owner
    assert by is not None
    with pytest.raises(Refused):
        cases.publish(voice, by=by, at=at, seen=voice.version, words=find(SAID), answer=[])


def test_what_concerns_a_worker_goes_out_without_any_name(house: County, at: datetime) -> None:
    voice = answered(house, at, concerns=Concerns.WORKER)
    with pytest.raises(Refused) as refused:
        edit(voice, house, at, words=[])
    assert refused.value.field == "pick"
    assert edit(voice, house, at, words=NAME).state == PublicationState.PUBLISHED


def test_outsiders_and_directors_publish_nothing(house: County, at: datetime) -> None:
    voice = answered(house, at)
    for person in (house.neighbour, house.director):
        with pytest.raises(Refused):
            cases.publish(voice, by=person, at=at, seen=voice.version, words=[], answer=[])


def test_words_or_answers_after_the_review_make_it_stale(house: County, at: datetime) -> None:
    voice = answered(house, at)
    seen = voice.version
    actions.answer(voice, by=house.manager, at=at, seen=seen, words="Vielä tämä: Korhonen.")
    with pytest.raises(Stale):
        cases.publish(voice, by=house.supervisor, at=at, seen=seen, words=NAME, answer=[])
    assert not Publication.objects.exists()


def test_the_second_of_two_reviewers_is_told(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    with pytest.raises(Stale):
        cases.publish(
            voice, by=house.manager, at=at, seen=voice.version, words=[], answer=find(ANSWER)
        )
    assert "Maija" not in stored(Publication.objects.get())


def test_all_of_the_answer_goes_out(house: County, at: datetime) -> None:
    voice = answered(house, at)
    now = again(voice)
    actions.answer(now, by=house.supervisor, at=at, seen=now.version, words="Soitettu.")
    original = queries.original(voice)
    assert original is not None
    assert original.answer == f"{ANSWER}\n\nSoitettu."


def test_who_asked_to_see_it_first_decides(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST, contact="maija@esimerkki.fi")
    publication = edit(voice, house, at)
    assert publication.state == PublicationState.ASKED
    assert queries.published([house.kamppi.pk]) == []
    letter = Mail.objects.get(letter="edited")
    assert (letter.to, letter.facts) == ("maija@esimerkki.fi", {})
    seen = queries.edited_in(voice)
    assert actions.approve(again(voice), seen=seen, nonce="n1", at=at)
    assert events(voice)[-3:] == [Event.EDITED, Event.APPROVED, Event.PUBLISHED]
    assert [row.pk for row in queries.published([house.kamppi.pk])] == [publication.pk]
    notice = Notice.objects.get(reason=Reason.DECIDED)
    assert (notice.person_id, notice.voice_id) == (voice.owner_id, voice.pk)
    assert not actions.approve(again(voice), seen=seen, nonce="n1", at=at)
    assert events(voice).count(Event.PUBLISHED) == 1


def test_what_is_refused_is_erased(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    publication = edit(voice, house, at)
    assert actions.refuse(again(voice), seen=queries.edited_in(voice), nonce="n", at=at)
    row = Publication.objects.get(pk=publication.pk)
    assert (row.state, row.words, row.answer) == (PublicationState.REFUSED, [], [])
    assert queries.waiting(voice) is None
    assert Notice.objects.filter(reason=Reason.DECIDED).count() == 1
    # Edited again, it is asked again.
    assert edit(voice, house, at).state == PublicationState.ASKED


def test_the_giver_decides_only_about_the_text_on_the_page(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    edit(voice, house, at)
    seen = queries.edited_in(voice)
    edit(voice, house, at)
    for decide in (actions.approve, actions.refuse):
        with pytest.raises(Refused):
            decide(again(voice), seen=seen, nonce="n", at=at)
    assert Publication.objects.get().state == PublicationState.ASKED
    assert Event.APPROVED not in events(voice)


def test_a_text_that_a_later_answer_outgrew_is_not_shown(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    edit(voice, house, at)
    seen, now = queries.edited_in(voice), again(voice)
    actions.answer(now, by=house.supervisor, at=at, seen=now.version, words="Vielä tämä.")
    assert queries.waiting(voice) is None
    with pytest.raises(Refused):
        actions.approve(again(voice), seen=seen, nonce="n", at=at)


def test_withdrawing_takes_it_down_in_the_same_moment(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    assert actions.withdraw(again(voice), nonce="n", at=at)
    assert not Publication.objects.exists()
    assert again(voice).publicity == Publicity.WITHDRAWN
    with pytest.raises(Refused):
        edit(voice, house, at)


def test_who_asked_first_may_withdraw_too(house: County, at: datetime) -> None:
    voice = answered(house, at, publicity=Publicity.ASK_FIRST)
    edit(voice, house, at)
    assert actions.withdraw(again(voice), nonce="n", at=at)
    assert not Publication.objects.exists()


def test_asking_to_see_it_first_after_all(house: County, at: datetime) -> None:
    voice = answered(house, at)
    assert actions.ask_first(again(voice), nonce="n", at=at)
    assert not actions.ask_first(again(voice), nonce="m", at=at)
    assert events(voice)[-1] == Event.ASK_FIRST
    assert edit(voice, house, at).state == PublicationState.ASKED


def test_what_is_out_cannot_be_asked_about_only_withdrawn(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    before = events(voice)
    with pytest.raises(Refused) as refused:
        actions.ask_first(again(voice), nonce="n", at=at)
    assert refused.value.sentence == _(
        "It has just been published. You can withdraw the permission."
    )
    actions.withdraw(again(voice), nonce="n", at=at)
    with pytest.raises(Refused):
        actions.ask_first(again(voice), nonce="n", at=at)
    assert events(voice) == [*before, Event.WITHDRAWN]


def test_asking_first_while_somebody_edits_wins(house: County, at: datetime) -> None:
    """A reviewer who had opened the page before does not publish past the giver."""
    voice = answered(house, at)
    seen = voice.version
    actions.ask_first(again(voice), nonce="n", at=at)
    publication = cases.publish(
        voice, by=house.supervisor, at=at, seen=seen, words=NAME, answer=find(ANSWER)
    )
    assert publication.state == PublicationState.ASKED


def test_staff_take_down_with_a_reason_that_the_giver_reads(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    now = again(voice)
    with pytest.raises(Refused):
        actions.take_down(now, by=house.supervisor, at=at, seen=now.version, reason=" ")
    actions.take_down(now, by=house.supervisor, at=at, seen=now.version, reason="Nimi jäi.")
    row = Publication.objects.get()
    assert (row.state, row.words, row.answer) == (PublicationState.TAKEN_DOWN, [], [])
    assert queries.published([house.kamppi.pk]) == []
    last = queries.journey(again(voice), for_giver=True)[-1]
    assert (last.step.event, last.words) == (Event.TAKEN_DOWN, "Nimi jäi.")
    with pytest.raises(Refused):
        actions.take_down(
            again(voice), by=house.supervisor, at=at, seen=again(voice).version, reason="Taas."
        )


def test_editing_does_not_disturb_somebody_who_answers(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    actions.answer(voice, by=house.manager, at=at, seen=voice.version, words="Vielä.")


def test_a_published_text_stays_when_the_matter_goes_on(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at)
    actions.judge(again(voice), verdict=Verdict.NO, words="Ei soitettu.", nonce="n", at=at)
    assert len(queries.published([house.kamppi.pk])) == 1
    assert not can_publish(again(voice))


def test_it_goes_with_the_first_of_its_words(house: County, at: datetime) -> None:
    voice = answered(house, at)
    edit(voice, house, at + timedelta(days=100))
    assert Publication.objects.get().erase_on == at.date() + WORDS
    eve = at + WORDS - timedelta(days=1)
    assert actions.erase_expired(at=eve)["publications"] == 0
    assert actions.erase_expired(at=at + WORDS)["publications"] == 1
    assert not Publication.objects.exists()


def test_erased_words_cannot_be_published(house: County, at: datetime) -> None:
    voice = answered(house, at)
    Passage.objects.filter(voice=voice, number=1).delete()
    assert queries.original(voice) is None
    with pytest.raises(Refused):
        edit(voice, house, at)


def test_pages_of_published_texts_newest_first(
    house: County, at: datetime, django_assert_num_queries: Callable[[int], Any]
) -> None:
    made = [edit(answered(house, at), house, at + timedelta(days=day)) for day in (0, 1, 1, 2, 3)]
    made.sort(key=lambda row: (row.published_on, row.pk), reverse=True)
    seen: list[int] = []
    after = None
    while page := queries.published([house.kamppi.pk], after=after, at_most=2):
        seen += [row.pk for row in page]
        after = queries.published_as(page[-1].pk, [house.kamppi.pk])
    assert seen == [row.pk for row in made]
    assert queries.published_as(seen[0], [house.kallio.pk]) is None
    with django_assert_num_queries(1):
        for row in queries.published([house.kamppi.pk, house.kallio.pk]):
            assert row.voice.given_on == at.date()
