"""A closed wave in which everything was asked and answered."""

from datetime import datetime

import pytest

from kuulluksi.surveys.models import Wave
from tests.factories import extracts
from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    return extracts.wave(house, at)
