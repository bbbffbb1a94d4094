"""Numbers of clients, as they were given to us."""

from kuulluksi.figures.models import ClientNumber


def years() -> list[int]:
    """The years of which numbers are known, the newest first."""
    found = ClientNumber.objects.order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def numbers(year: int) -> list[ClientNumber]:
    return list(ClientNumber.objects.filter(year=year).order_by("place", "variable", "pk"))
