"""The sheets of statements: tables of figures that were released, worked out for a period and a
place. A sheet reads nothing below the protected store."""

from kuulluksi.outcomes.queries.sheets.catalogue import offers, worked_out
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period

__all__ = ["Offer", "Period", "offers", "worked_out"]
