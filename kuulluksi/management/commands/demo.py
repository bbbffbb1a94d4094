"""`kuulluksi demo`: builds the demo authority once, and tells how to walk around in it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.management import demo
from kuulluksi.management.demo_history import moment
from kuulluksi.pure import deadlines
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now

ROLES = {
    "worker": "worker at Kamppi social station",
    "supervisor": "supervisor of Kamppi social station",
    "deputy": "supervisor of Kallio, deputy of Kamppi",
    "manager": "service manager of the social stations",
    "dispatcher": "dispatcher: what names no place",
    "independent": "independent reader: also what givers tell of harm",
    "on-duty": "on duty: told at once of what is urgent",
    "director": "director: reads everything, handles nothing",
    "administrator": "administrator: the organisation",
    "researcher": "researcher: surveys of the whole authority",
}


class Command(BaseCommand):
    help = "Builds the demo authority (a second time changes nothing) and prints its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default=settings.PUBLIC_URL, help="where the pages answer")

    def handle(self, *_args: Any, url: str, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo would put well-known passwords into a real installation. "
                "Set KUULLUKSI_DEMO=1 if this is a place for trying out."
            )
        at = now()
        fresh, wave = demo.load(at=at), demo.open_wave(at=at)
        if fresh:
            # Invitations leave in the daytime; a visitor who comes at night sees them as well.
            letters.send_waiting(at=moment(deadlines.day(at), 12))
        url = url.rstrip("/")
        self.say(
            "The demo authority is built." if fresh else "The demo authority is as you left it."
        )
        self.say(f"\nAccounts, all with the password {demo.PASSWORD}")
        staff = {
            row["account"]: row for row in demo.document("people")["people"] if "account" in row
        }
        for account, role in ROLES.items():
            self.say(f"  {staff[account]['email']:45} {role}")
        with override("fi"):
            give = reverse("public:give-unit", args=["kampin-sosiaaliasema"])
            inbox = reverse("staff:inbox")
            ask = reverse("public:wave", args=[wave]) if wave else ""
            plan = reverse("staff:surveys")
            told = reverse("public:figures")
            changed = reverse("public:outcomes")
            signed, written = demo.signed_year(), demo.being_written()
            whole = reverse("public:statement", args=[signed]) if signed else ""
            draft = reverse("staff:statement", args=[written.pk]) if written else ""
            printed = reverse("public:figures-printed", args=["helsinki-2011"])
        self.say("\nThings to try")
        self.say(f"  1. Give feedback to Kamppi social station: {url}{give}")
        self.say(f"  2. Answer it as {staff['supervisor']['email']}: {url}{inbox}")
        code = demo.answered_code()
        ready = f", or of one that is already there with the code {code}" if code else ""
        self.say(f"  3. Read the answer with your receipt code{ready}: {url}/matka")
        first = f"Answer the social stations' survey: {url}{ask} and see" if ask else "See"
        self.say(f"  4. {first} the year's plan as {staff['researcher']['email']}: {url}{plan}")
        self.say(f"  5. See what last year's survey told, as everybody sees it: {url}{told}")
        self.say(f"  6. See what came of three years of feedback: {url}{changed}")
        if whole:
            self.say(f"  7. Read the signed statement of {signed}, with its audit: {url}{whole}")
        if written:
            writer = staff["researcher"]["email"]
            self.say(
                f"  8. See what still stands in the way of that of {written.year}, and mend it,"
                f" as {writer}: {url}{draft}"
            )
        self.say(f"  9. See what the auditor finds in printed figures of 2011: {url}{printed}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
