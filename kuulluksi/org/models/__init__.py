"""The tables of the organisation."""

from kuulluksi.org.models.columns import (
    Named,
    RandomKey,
    TextColumn,
    Valid,
    key_beside,
    key_of_day,
    random_key,
)
from kuulluksi.org.models.people import Absence, Duty, Person, Role, Scope, one_scope
from kuulluksi.org.models.places import Area, Authority, Service, Unit
from kuulluksi.org.models.records import AuditEntry, Mail
from kuulluksi.org.models.rows import columns_of, insert, pour

__all__ = [
    "Absence",
    "Area",
    "AuditEntry",
    "Authority",
    "Duty",
    "Mail",
    "Named",
    "Person",
    "RandomKey",
    "Role",
    "Scope",
    "Service",
    "TextColumn",
    "Unit",
    "Valid",
    "columns_of",
    "insert",
    "key_beside",
    "key_of_day",
    "one_scope",
    "pour",
    "random_key",
]
