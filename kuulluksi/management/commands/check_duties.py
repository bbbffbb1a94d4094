"""`kuulluksi check_duties`: the daily proof, now and in plain words."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from kuulluksi.voices import actions
from kuulluksi.web.kit.clock import now
from kuulluksi.web.staff.organisation.presenters import finding


class Command(BaseCommand):
    help = "Proves that everything open has an owner who works here; ends with 1 if it does not."

    def handle(self, *_args: Any, **_options: Any) -> None:
        check = actions.daily_check(at=now())
        for found in check.findings:
            self.stdout.write(finding(found))
        if check.findings:
            sys.exit(1)
        self.stdout.write(f"Open voices: {check.open_voices}. Each has an owner who works here.")
