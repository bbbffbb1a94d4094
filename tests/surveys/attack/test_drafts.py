"""Whoever holds the database, and even the receipt keys, but not the code that somebody was given,
reads nothing of what they broke off, nor when, nor how much.
"""

import base64
import json
from datetime import datetime

import pytest
from django.conf import settings

from kuulluksi.pure import receipt, sealing
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Draft
from tests.factories import surveys
from tests.factories.org import County

pytestmark = pytest.mark.django_db


def kept(house: County, at: datetime, words: str) -> Draft:
    wave = surveys.wave(house, at)
    name = next(iter(settings.RECEIPT_KEYS))
    code = queries.survey_code(name, words)
    actions.break_off(wave, code, name, {"raw": {"worked-well": words}, "link": "KAVY"}, at=at)
    return Draft.objects.get(lookup=receipt.digest(settings.RECEIPT_KEYS[name], code))


def test_drafts_are_not_opened_by_anything_that_is_kept(house: County, at: datetime) -> None:
    draft = kept(house, at, "salaisuus")
    content = base64.urlsafe_b64decode(draft.sealed)
    assert b"salaisuus" not in content
    assert b"worked-well" not in content
    guesses = [draft.lookup, str(draft.pk), draft.sealed, str(draft.wave_id), draft.wave.code, ""]
    for key in settings.RECEIPT_KEYS.values():
        assert [guess for guess in guesses if sealing.unseal(key, guess, draft.sealed)] == []


def test_drafts_do_not_tell_when(house: County, at: datetime) -> None:
    """Fernet writes a moment beside the words, in bytes 1 to 8; here it is always the same."""
    content = base64.urlsafe_b64decode(kept(house, at, "salaisuus").sealed)
    assert content[1:9] == bytes(8)


def test_drafts_do_not_tell_how_much(house: County, at: datetime) -> None:
    """One word and a hundred look alike."""
    assert len(kept(house, at, "a").sealed) == len(kept(house, at, "a " * 100).sealed)


def test_drafts_open_again_as_they_were(house: County, at: datetime) -> None:
    said = {"raw": {"worked-well": "ö" * 3000}}
    name = next(iter(settings.RECEIPT_KEYS))
    code = queries.survey_code(name, "n")
    actions.break_off(surveys.wave(house, at), code, name, said, at=at)
    found = queries.draft(code)
    assert found is not None
    assert json.dumps(found[1]) == json.dumps(said)
