"""Every read of figures."""

from kuulluksi.figures.queries.places import ALL, key_of, named, place_of
from kuulluksi.figures.queries.releases import (
    Figure,
    Figures,
    instant_years,
    of_wave,
    of_year,
    released_waves,
    variables_of,
)

__all__ = [
    "ALL",
    "Figure",
    "Figures",
    "instant_years",
    "key_of",
    "named",
    "of_wave",
    "of_year",
    "place_of",
    "released_waves",
    "variables_of",
]
