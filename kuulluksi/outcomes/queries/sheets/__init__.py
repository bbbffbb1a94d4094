"""The sheets of statements: tables of figures that were released, worked out for a period and a
place. A sheet reads nothing below the protected store."""

from kuulluksi.outcomes.queries.sheets.catalogue import Offer, Period, offers, worked_out

__all__ = ["Offer", "Period", "offers", "worked_out"]
