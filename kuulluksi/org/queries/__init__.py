"""Every read of the organisation: places on a day, people, and how far a person's eyes reach."""

from kuulluksi.org.queries.imports import Change, ImportPlan, plan
from kuulluksi.org.queries.people import (
    absences_of,
    all_duties,
    colleagues,
    duties_of,
    duties_of_the_left,
    duties_on,
    gone_people,
    leaving,
    name_of,
    people_with_roles,
    places_of_people,
    roles_of,
    waiting_mail,
)
from kuulluksi.org.queries.places import (
    areas,
    authority,
    find_services,
    find_units,
    services,
    units,
    with_offices,
)
from kuulluksi.org.queries.reaching import Reach, only_works, reach, units_within
from kuulluksi.org.queries.routes import directory, seat_of
from kuulluksi.org.queries.tree import KIND_OF, Branch, acting, overview, place_key

__all__ = [
    "KIND_OF",
    "Branch",
    "Change",
    "ImportPlan",
    "Reach",
    "absences_of",
    "acting",
    "all_duties",
    "areas",
    "authority",
    "colleagues",
    "directory",
    "duties_of",
    "duties_of_the_left",
    "duties_on",
    "find_services",
    "find_units",
    "gone_people",
    "leaving",
    "name_of",
    "only_works",
    "overview",
    "people_with_roles",
    "place_key",
    "places_of_people",
    "plan",
    "reach",
    "roles_of",
    "seat_of",
    "services",
    "units",
    "units_within",
    "waiting_mail",
    "with_offices",
]
