"""Many people are asked by name and answer one after the other; an observer knows their order, and
what each of them wrote.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import models

from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines, receipt
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.actions import NewAnswers
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import (
    Answer,
    Asked,
    Ballot,
    Draft,
    Invitation,
    Response,
    ResponseWords,
    UsedLink,
    Wave,
    WaveTarget,
)
from tests.factories import surveys
from tests.factories.org import County

PEOPLE = 300
OF_PEOPLE: tuple[type[models.Model], ...] = (Invitation, UsedLink, Asked)
OF_ANSWERS: tuple[type[models.Model], ...] = (Ballot, Draft, Response, Answer, ResponseWords)


@dataclass
class Guest:
    """Somebody who was asked. What they wrote is known, so that their rows are known to the test;
    `rows` has the keys of rows that are, or were, theirs."""

    number: int
    code: str
    words: str
    nonce: str
    draft: str
    rows: dict[type[models.Model], int] = field(default_factory=dict)


@dataclass
class Scene:
    """The wave, and its guests in the order in which they answered."""

    wave: Wave
    target: WaveTarget
    guests: list[Guest]
    at: datetime
    by: Person


def invited(house: County, at: datetime, number: int = PEOPLE) -> Scene:
    """So many people have been asked, all of one place and in one language: what differs between
    them are only the traces that are looked for."""
    wave = surveys.wave(house, at, units=[house.kamppi])
    target = queries.targets(wave)[0]
    chance = random.Random(4)
    key, on = next(iter(settings.RECEIPT_KEYS.values())), deadlines.day(at)
    guests = []
    for turn in range(number):
        link = Invitation(target=target, address=f"vieras{turn}@posti.example", language="fi")
        code = receipt.make(key, f"invitation:{link.pk}")
        link.lookup, link.send_on, link.sent = receipt.digest(key, code), on, True
        link.save(force_insert=True)
        asked = Asked.objects.create(lookup=queries.contact_lookup(link.address), asked_on=on)
        draft = queries.survey_code(next(iter(settings.RECEIPT_KEYS)), f"{chance.random()}")
        words = f"{chance.getrandbits(128):032x}"
        guest = Guest(turn, code, words, f"{chance.random()}", draft)
        guest.rows = {Invitation: link.pk, Asked: asked.pk, UsedLink: queries.used_key(key, code)}
        guests.append(guest)
    WaveTarget.objects.filter(pk=target.pk).update(invited=number)
    # They do not answer in the order in which they were asked.
    chance.shuffle(guests)
    return Scene(wave, target, guests, at, house.researcher)


def answer(scene: Scene, guest: Guest) -> None:
    """All break off once. Two of three then send their answers."""
    key_name, key = next(iter(settings.RECEIPT_KEYS.items()))
    raw = {"worked-well": guest.words, "school-grade": str(4 + int(guest.words[0], 16) % 7)}
    draft = {"raw": raw, "link": guest.code}
    actions.break_off(scene.wave, guest.draft, key_name, draft, at=scene.at)
    kept = Draft.objects.get(lookup=receipt.digest(key, guest.draft))
    guest.rows[Draft] = kept.pk
    if guest.number % 3 == 0:
        return
    new = NewAnswers(
        nonce=guest.nonce,
        key_name=key_name,
        answers=clean(queries.questionnaire(scene.wave.document), raw),
        language="fi",
        mode=Mode.WEB,
        invitation=guest.code,
        draft=guest.draft,
    )
    guest.rows[Ballot] = actions.give(scene.target, new, at=scene.at).pk


def found_again(scene: Scene) -> None:
    """After closing: the test knows whose each response is by its words; the attacker does not
    need to."""
    by_words = {words.body: words for words in ResponseWords.objects.all()}
    answers = dict(Answer.objects.values_list("response", "pk"))
    for guest in scene.guests:
        if guest.words in by_words:
            words = by_words[guest.words]
            guest.rows[ResponseWords] = words.pk
            guest.rows[Response] = words.response_id
            guest.rows[Answer] = answers[words.response_id]
