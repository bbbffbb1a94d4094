"""The ready-made plan of a unit is two pages, whatever has happened there."""

from datetime import date, datetime

import pypdfium2
import pytest

from kuulluksi.org import queries as org
from kuulluksi.outcomes.queries.sheets import worked_out
from kuulluksi.outcomes.queries.statements.ready import prepared
from kuulluksi.pure.statement.references import sheets_of
from kuulluksi.web.kit.statements.making import Format, Source, made
from tests.factories.org import County, county
from tests.factories.years import OF_UNIT, busy


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_unit_of_a_busy_year_has_two_pages(at: datetime, language: str) -> None:
    house: County = county()
    busy(house, at)
    for place in (house.kamppi, house.family_unit):
        document = prepared(OF_UNIT, f"unit-{place.code}").document
        sheets = worked_out(sheets_of(document), OF_UNIT, document.place)
        day = date(2027, 3, 1)
        source = Source(document, sheets, {}, org.authority().name, 1, None, (), day)
        with pypdfium2.PdfDocument(made(source, language, Format.PDF).content) as opened:
            assert len(opened) == 2
