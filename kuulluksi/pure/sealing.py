"""Answers that somebody broke off, sealed with the code that they keep: whoever holds the database
but not the code reads nothing of them.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken


def seal(key: bytes, code: str, words: str) -> str:
    """`words` under the house's `key` and the canonical receipt `code` together (Fernet: AES-128 in
    CBC, HMAC-SHA256). The moment that Fernet writes is always zero: nothing tells when."""
    return _lock(key, code).encrypt_at_time(words.encode(), 0).decode()


def unseal(key: bytes, code: str, sealed: str) -> str | None:
    """The words, or None when key and code do not open them."""
    try:
        return _lock(key, code).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _lock(key: bytes, code: str) -> Fernet:
    digest = hmac.digest(key, b"draft:" + code.encode(), hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(digest))
