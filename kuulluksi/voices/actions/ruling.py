"""The routing table of the authority: rows in an order, of which the first that matches decides."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.voices import rules
from kuulluksi.voices.models import RoutingRule


def save_rule(rule: RoutingRule, *, by: Person | None, at: datetime) -> None:
    """Saves a row of the routing table; a new one goes last."""
    rules.check_rule(rule)
    with transaction.atomic():
        if not rule.pk:
            last = RoutingRule.objects.aggregate(last=Max("position"))["last"] or 0
            rule.position = last + 1
        rule.save()
        org_actions.audit(Audited.RULE_SAVED, f"rule {rule.pk}", by=by, at=at)


def move_rule(rule: RoutingRule, *, up: bool, by: Person, at: datetime) -> None:
    """Changes places with the row above, or below; at the end of the table nothing happens."""
    with transaction.atomic():
        rows = list(RoutingRule.objects.select_for_update().order_by("position"))
        place = rows.index(rule)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        here, there = rows[place].position, rows[other].position
        # A position is unique, so the row steps aside first.
        aside = rows[-1].position + 1
        for row, position in ((rows[other], aside), (rows[place], there), (rows[other], here)):
            RoutingRule.objects.filter(pk=row.pk).update(position=position)
        org_actions.audit(Audited.RULE_SAVED, f"rule {rule.pk}", by=by, at=at)


def remove_rule(rule: RoutingRule, *, by: Person, at: datetime) -> None:
    with transaction.atomic():
        org_actions.audit(Audited.REMOVED, f"rule {rule.pk}", by=by, at=at)
        rule.delete()
