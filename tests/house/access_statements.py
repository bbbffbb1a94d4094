"""The rows of the access table for the staff pages of a statement that is being written: the
manager writes, the researcher reviews, the director signs and leads the place."""

from tests.house.roles import Seen, all_get, leads, staff_get


def takes_part(answer: str) -> Seen:
    """Those who do something for the statement, or lead its place."""
    them = dict.fromkeys(("researcher", "manager", "director"), answer)
    return all_get("403", anonymous="login", **them)


def writes(answer: str) -> Seen:
    return all_get("403", anonymous="login", manager=answer)


GET: dict[str, Seen] = {
    "staff:statements": staff_get("200"),
    "staff:statement-new": leads("200"),
    "staff:statement": takes_part("200"),
    # It is being written: who writes it may hand it in, nobody else has a turn.
    "staff:statement-advance": {**takes_part("303"), "manager": "200"},
    "staff:statement-draft-file": takes_part("200"),
    "staff:statement-left-out": takes_part("200"),
    "staff:statement-parts": takes_part("200"),
    "staff:statement-plan": takes_part("200"),
    "staff:statement-preview": takes_part("200"),
    "staff:statement-section": takes_part("200"),
    "staff:statement-section-audit": takes_part("200"),
    "staff:statement-section-preview": takes_part("405"),
    "staff:statement-sections": writes("200"),
    "staff:statement-sign": takes_part("200"),
}

POST: dict[str, Seen] = {
    "staff:statement-new": leads("422"),
    "staff:statement-advance": {**takes_part("303"), "manager": "422"},
    "staff:statement-left-out": writes("422"),
    "staff:statement-parts": all_get("403", anonymous="login", director="422"),
    # A form that does not tell what its writer saw is like one that somebody else was ahead of.
    "staff:statement-section": {**takes_part("403"), "manager": "409"},
    "staff:statement-section-audit": takes_part("200"),
    "staff:statement-section-preview": takes_part("200"),
    "staff:statement-sections": writes("422"),
    # Nor is what was not read signed.
    "staff:statement-sign": all_get("403", anonymous="login", director="409"),
}
