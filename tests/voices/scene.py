"""Everything that anybody may do with one voice, each act as that person would do it now."""

from dataclasses import dataclass
from datetime import datetime

from kuulluksi.voices import actions
from kuulluksi.voices.enums import Verdict
from kuulluksi.voices.models import Voice
from tests.factories.org import County

SYY = "Kuuluu sinne."


@dataclass(frozen=True)
class Scene:
    house: County
    pk: int
    at: datetime
    nonce: str

    @property
    def voice(self) -> Voice:
        """As the database has it at this moment."""
        return Voice.objects.get(pk=self.pk)

    def read(self) -> None:
        actions.read(self.voice, by=self.house.supervisor, at=self.at)

    def note(self) -> None:
        actions.note(self.voice, by=self.house.manager, at=self.at, words="Huomio.")

    def talk(self) -> None:
        actions.record_talk(self.voice, by=self.house.manager, at=self.at, words="Sovittu.")

    def move_to_a_colleague(self) -> None:
        now = self.voice
        actions.move(
            now,
            by=self.house.manager,
            at=self.at,
            seen=now.version,
            reason=SYY,
            to=self.house.worker,
        )

    def move_to_a_place(self) -> None:
        now, by = self.voice, self.house.dispatcher
        actions.move(now, by=by, at=self.at, seen=now.version, reason=SYY, unit=self.house.kallio)

    def answer(self) -> None:
        now = self.voice
        actions.answer(now, by=self.house.manager, at=self.at, seen=now.version, words="Vastaus.")

    def close(self) -> None:
        now = self.voice
        actions.close(now, by=self.house.manager, at=self.at, seen=now.version, reason="Syy.")

    def release(self) -> None:
        now = self.voice
        actions.release(now, by=self.house.dispatcher, at=self.at, seen=now.version)

    def discard(self) -> None:
        now = self.voice
        actions.discard(now, by=self.house.dispatcher, at=self.at, seen=now.version)

    def reroute(self) -> None:
        actions.reroute(self.voice, at=self.at)

    def daily_check(self) -> None:
        actions.daily_check(at=self.at)

    def add_words(self) -> None:
        actions.add_words(self.voice, words="Vielä.", nonce=self.nonce, at=self.at)

    def withdraw(self) -> None:
        actions.withdraw(self.voice, nonce=self.nonce, at=self.at)

    def helped(self) -> None:
        self._judge(Verdict.YES)

    def partly(self) -> None:
        self._judge(Verdict.PARTLY)

    def did_not_help(self) -> None:
        self._judge(Verdict.NO)

    def _judge(self, verdict: Verdict) -> None:
        words = "Kukaan ei soittanut." if verdict == Verdict.NO else ""
        actions.judge(self.voice, verdict=verdict, words=words, nonce=self.nonce, at=self.at)


ACTS = sorted(name for name in vars(Scene) if name[0] != "_" and callable(vars(Scene)[name]))
