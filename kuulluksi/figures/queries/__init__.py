"""Every read of figures."""

from kuulluksi.figures.queries.places import ALL, key_of, named, place_of
from kuulluksi.figures.queries.printed import Beside, Printed, beside
from kuulluksi.figures.queries.quotes import Quotes, quotes_of
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
    "Beside",
    "Figure",
    "Figures",
    "Printed",
    "Quotes",
    "beside",
    "instant_years",
    "key_of",
    "named",
    "of_wave",
    "of_year",
    "place_of",
    "quotes_of",
    "released_waves",
    "variables_of",
]
