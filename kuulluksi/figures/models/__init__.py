"""The tables of figures."""

from kuulluksi.figures.models.extracts import Extract
from kuulluksi.figures.models.printed import ClientNumber, FigureSource, PrintedFigure
from kuulluksi.figures.models.releases import Release, Shown, Tally
from kuulluksi.figures.models.themes import Coding, Quote, Theme, ThemeCount

__all__ = [
    "ClientNumber",
    "Coding",
    "Extract",
    "FigureSource",
    "PrintedFigure",
    "Quote",
    "Release",
    "Shown",
    "Tally",
    "Theme",
    "ThemeCount",
]
