"""One of everything that an address of the house may name, and the people who ask for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Model
from django.urls import URLPattern, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import override

from kuulluksi.cases.models import StandardAnswer, Wish
from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Absence, Duty, Person, Role
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Wave
from kuulluksi.voices import actions as voices
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.models import HarmReport, RoutingRule, Voice
from tests.factories import (
    drafts,
    effects,
    figures,
    heard,
    outcomes,
    printed,
    signed,
    surveys,
    themes,
    using,
)
from tests.factories.figures import Said
from tests.factories.org import County, text
from tests.factories.voices import given

# Pages of a voice that has been answered and published.
OF_THE_PUBLIC = ("staff:voice-publish", "staff:voice-take-down")
# Pages of a wave that has closed, with own words.
OF_THE_READ = (
    *("staff:wave-texts", "staff:wave-theme-counts", "staff:wave-coding"),
    *("staff:wave-differences", "staff:wave-themes", "staff:wave-theme"),
    *("staff:wave-quotes", "staff:wave-quote", "staff:wave-quote-remove"),
)
# Pages of a wave whose figures have been released. Those of figures name places by their keys.
OF_THE_TOLD = ("public:wave-report", "staff:wave-report")


@dataclass(frozen=True)
class Things:
    """`rows` by the first word of an address's name: "duty" for "staff:duty-remove"."""

    house: County
    voice: Voice
    public: Voice
    rows: dict[str, Model]
    # The code of an invitation to the wave.
    link: str
    # The key of own words that may be quoted.
    words: int
    # The key of a section of the statement that is being written.
    section: str

    def of(self, role: str) -> Person:
        return self.house.everyone[role]

    def address(self, name: str, pattern: URLPattern) -> str:
        if not pattern.name:
            return name
        kind = name.rpartition(":")[2].partition("-")[0]
        of_figures = kind in ("figure", "figures", "heard", "outcomes")
        told = "told" if of_figures or name in OF_THE_TOLD else "wave"
        words = {
            "unit": self.house.kamppi.code,
            "service": self.house.social_work.code,
            "code": self.house.social_work.code if kind == "service" else self.house.kamppi.code,
            "voice": (self.public if name in OF_THE_PUBLIC else self.voice).pk,
            "absence": self.rows["absence"].pk,
            "survey": self.rows["survey"].pk,
            "wave": str(self.rows["read" if name in OF_THE_READ else told]),
            "theme": self.rows["theme"].pk,
            "words": self.words,
            "quote": self.rows["quote"].pk,
            "document": "oma-kysely",
            "version": 1,
            "instrument": "palvelumittari",
            "page_id": "whole",
            "item_id": "school-grade",
            "scale_name": "grade-4-10",
            "place": key_of(self.house.kamppi) if of_figures else self.house.kamppi.code,
            "link": self.link,
            "kind": "csv",
            "form": "pdf",
            "source": "lahde",
            "batch": self.rows["batch"].pk,
            "sheet": 1,
            "harm": self.rows["harm"].pk,
            "measure": self.rows["trial" if name == "staff:measure-trial" else "measure"].pk,
            "circle": self.rows["circle"].pk,
            "cluster": self.rows["cluster"].pk,
            "year": using.DUE.year,
            "statement": self.rows["statement"].pk,
            "section": self.section,
            "pk": self.rows[kind].pk if kind in self.rows else 0,
            "who": urlsafe_base64_encode(force_bytes(self.house.deputy.pk)),
            "token": default_token_generator.make_token(self.house.deputy),
        }
        if name.startswith(("public:statement", "public:monitoring")):
            words |= signed.named(name, self.house)
        with override("fi"):
            return reverse(name, kwargs={word: words[word] for word in pattern.pattern.converters})

    @contextmanager
    def untouched(self) -> Iterator[None]:
        """Whatever is done inside is taken back."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def things(house: County, at: datetime) -> Things:
    # Far ahead, because pages know the real day: nobody removes an absence that has passed.
    absence = Absence(person=house.worker, starts_on=date(2090, 1, 1), ends_on=date(2090, 1, 5))
    rule = RoutingRule(position=9, language="sv", to=house.worker, title=text("sääntö"))
    opening = StandardAnswer(kind="thanks", opening=text("Kiitos"))
    wish = Wish(position=1, wish=text("Puhu hitaasti."))
    rows: dict[str, Model] = {
        "area": house.adults,
        "service": house.social_work,
        "unit": house.kamppi,
        "person": house.neighbour,
        "role": Role.objects.get(person=house.neighbour),
        "duty": Duty.objects.get(person=house.neighbour),
        "absence": absence,
        "rule": rule,
        "opening": opening,
        "wish": wish,
    }
    for row in (absence, rule, opening, wish):
        row.save()
    voice = given(at, unit=house.kamppi).voice
    voices.tell_harm(voice, harmed=True, words="Minua väistellään.", nonce="n", at=at)
    rows["harm"] = HarmReport.objects.get()
    surveys.draft(house)
    wave = surveys.wave(house, at, code="aseman-kysely")
    # Pages know the real day.
    wave.closes_on, wave.handled_until = date(2090, 1, 1), date(2090, 2, 1)
    wave.save()
    rows["wave"], rows["survey"] = wave, wave.survey
    # In a wave of its own, because no wave closes while papers wait.
    keyed = surveys.wave(house, at, code="paperikysely")
    keyed.closes_on = date(2090, 1, 1)
    keyed.save()
    target = queries.targets(keyed).get(unit=house.kamppi)
    rows["batch"] = surveys.batch(target, at, house.researcher, sheets=1)
    link = queries.code_of(surveys.invited(queries.targets(wave)[0], at))
    read = themes.read(house, at)
    rows |= {"read": read.wave, "theme": read.theme, "quote": read.quote}
    rows["told"] = known = told(house, at)
    rows["measure"] = measure = outcomes.made(house, at, behind=[voice], public=True)
    effects.shown(measure, known, read.wave, key_of(house.kallio))
    rows["trial"] = outcomes.trial(house, at)
    rows["circle"] = using.circle(known)
    rows["cluster"] = using.gathered(house, at, [voice])
    using.opened(house, at)
    heard.released(house)
    printed.printed(at, clients_of=house.kamppi)
    signed.everywhere(house, at)
    rows["statement"] = written = drafts.of_2024(house, at)
    section = written.sections.get(position=0).key
    return Things(house, voice, published(house, at), rows, link, read.words, section)


def told(house: County, at: datetime) -> Wave:
    """A closed wave with figures of two places, and of a third where nothing may be shown."""
    statements = {"competent": "5", "treated-properly": "2", "gender": "woman"}
    people = [
        *figures.grades({7: 9, 9: 20, 10: 8}),
        Said(9, {**statements, "school-grade": "8"}),
        Said(6, {**statements, "competent": "3", "gender": "man"}, mode="paper"),
    ]
    said = {house.kamppi: people, house.kallio: people, house.family_unit: figures.grades({6: 2})}
    return figures.closed(house, at, said, code="kerrottu-kysely")


def published(house: County, at: datetime) -> Voice:
    """Another voice of the same unit, answered and published; and one of a whole service."""
    of_service = given(at, service=house.kamppi.service, publicity=Publicity.ALLOWED).voice
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    for each in (of_service, voice):
        by = each.owner
        assert by is not None
        voices.answer(each, by=by, at=at, seen=each.version, words="Kiitos. Virtanen soittaa.")
        each.refresh_from_db()
        voices.edit(each, by=by, at=at, seen=each.version, words=[], answer=[])
    return voice
