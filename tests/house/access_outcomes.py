"""The rows of the access table for the addresses that tell what came of it."""

from tests.house.roles import (
    Seen,
    all_get,
    gathers,
    holds_survey,
    leads,
    opens_rounds,
    readers_get,
    staff_get,
)

# The pages of what was signed: of the whole and of a place, of a year and of four months.
SIGNED = ("statement", "statement-place", "monitoring", "monitoring-place")

GET: dict[str, Seen] = {
    "public:statements": all_get("200"),
    **{f"public:{name}": all_get("200") for name in SIGNED},
    **{f"public:{name}-edition": all_get("200") for name in SIGNED},
    **{f"public:{name}-audit": all_get("200") for name in SIGNED},
    **{f"public:{name}-file": all_get("200") for name in SIGNED},
    "public:heard": all_get("200"),
    "public:heard-place": all_get("200"),
    "public:journey-better": all_get("405"),
    "public:outcomes": all_get("200"),
    "public:outcomes-place": all_get("200"),
    "public:outcomes-wall": all_get("200"),
    "public:outcomes-wall-place": all_get("200"),
    "staff:circle": staff_get("200"),
    "staff:circles": staff_get("200"),
    "staff:cluster": readers_get("200", director="200"),
    "staff:cluster-new": gathers("200"),
    "staff:measure": staff_get("200"),
    "staff:measure-advance": leads("200"),
    "staff:measure-edit": leads("200"),
    "staff:measure-effect": staff_get("200"),
    "staff:measure-link": leads("200"),
    "staff:measure-new": leads("200"),
    "staff:measure-publish": leads("200"),
    "staff:measure-target": leads("200"),
    "staff:measure-trial": {**leads("200"), "worker": "200"},  # who works there writes it down
    "staff:measures": staff_get("200"),
    "staff:use": staff_get("200"),
    "staff:use-new": opens_rounds("200"),
    "staff:use-report": staff_get("200"),
}

POST: dict[str, Seen] = {
    "public:journey-better": all_get("422"),
    "staff:circle": {**holds_survey("422"), "director": "422"},
    "staff:cluster": readers_get("422", director="422"),
    "staff:cluster-new": gathers("422"),
    "staff:measure-advance": leads("422"),
    "staff:measure-edit": leads("422"),
    "staff:measure-link": leads("422"),
    "staff:measure-new": leads("422"),
    # A form that does not tell what its writer saw is like one that somebody else was ahead of.
    "staff:measure-publish": leads("409"),
    "staff:measure-target": leads("422"),
    "staff:measure-trial": {**leads("422"), "worker": "422"},
    "staff:use-new": opens_rounds("422"),
    "staff:use-report": leads("422"),
}
