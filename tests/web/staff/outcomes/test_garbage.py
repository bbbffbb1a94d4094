"""Whatever an address or a form names that cannot be, the pages of what came of it answer it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from kuulluksi.org.models import Person
from tests.factories.org import County
from tests.factories.outcomes import made
from tests.factories.using import gathered
from tests.factories.voices import given

pytestmark = pytest.mark.django_db

SignIn = Callable[[Person], Client]
HUGE = "9" * 19
"""More than a key of the database can be."""


@pytest.mark.parametrize(
    "asked",
    [
        f"toimenpiteet/?after=2026-01-01.-{HUGE}",
        f"toimenpiteet/?palaute={HUGE}",
        f"toimenpiteet/?ruuhka={HUGE}",
        "toimenpiteet/uusi/?kierros=%00&paikka=%00&kohta=%00",
        "toimenpiteet/uusi/?vuosi=0000&paikka=whole&kohta=x",
        "toimenpiteet/uusi/?vuosi=9999&paikka=whole&kohta=x",
        f"koosteet/uusi/?palaute={HUGE}&palaute=-3&palaute=%D9%A3",
        "koosteet/uusi/?ruuhka=%D9%A3",
        "tiedon-kaytto/?year=%00",
        f"tiedon-kaytto/{HUGE}9/kampin-sosiaaliasema/",
        f"toimenpiteet/{HUGE}9/",
        f"vastauskehat/{HUGE}9/",
        "toimenpiteet/%(measure)d/liita/?q=%%00",
        "toimenpiteet/%(measure)d/vaihe/?to=%%00",
        f"toimenpiteet/%(measure)d/tavoite/?kierros=%%00&paikka=%%00&kohta={HUGE}",
    ],
)
def test_address_that_names_nothing(
    here: County, at: datetime, sign_in: SignIn, asked: str
) -> None:
    path = asked % {"measure": made(here, at).pk} if "%(" in asked else asked
    assert sign_in(here.supervisor).get(f"/fi/tyo/{path}").status_code in (200, 303, 404)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("toimenpiteet/%(measure)d/liita/", {"voice": [HUGE]}),
        ("toimenpiteet/%(measure)d/liita/", {"voice": ["9"] * 900}),
        ("toimenpiteet/%(measure)d/vaihe/", {"event": "\0", "seen": "x"}),
        ("toimenpiteet/%(measure)d/julkaisu/", {"seen": "9" * 9}),
        ("toimenpiteet/%(measure)d/tavoite/", {"act": "drop", "target": HUGE * 2}),
        ("toimenpiteet/uusi/", {"what": "trial", "nonce": "\0", "euros": HUGE * 3}),
        ("koosteet/%(cluster)d/", {"palaute": [HUGE]}),
        ("koosteet/uusi/", {"palaute": [HUGE], "name": "a\0", "owner": "\0", "into": "\0"}),
        ("vastauskehat/%(circle)d/", {"act": "back", "row": f"-{HUGE}"}),
        ("vastauskehat/%(circle)d/", {"act": "tell", "channel": "wall", "on": "0001-01-01"}),
        ("vastauskehat/%(circle)d/", {"act": "hand", "owner": "\0"}),
    ],
)
def test_form_that_says_nothing(
    here: County, at: datetime, sign_in: SignIn, path: str, sent: dict[str, Any]
) -> None:
    cluster = gathered(here, at, [given(at, unit=here.kamppi).voice])
    keys = {"measure": made(here, at).pk, "cluster": cluster.pk, "circle": cluster.circle.pk}
    answer = sign_in(here.supervisor).post(f"/fi/tyo/{path % keys}", sent)
    assert answer.status_code in (303, 409, 422)
