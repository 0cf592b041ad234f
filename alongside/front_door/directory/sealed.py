"""What somebody typed, carried in an address that says nothing: their words and postcode stand in no log.

Sealed under the secret key; the address can be kept, sent and gone back to, and needs no cookie.
"""

from __future__ import annotations

import base64
import json
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

MOST_WORDS, MOST_POSTCODE = 300, 12
LONGEST = 2000


@cache
def _seal(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("directory.sealed", "1", secret, algorithm="sha256").digest()))


def seal(words: str, postcode: str) -> str:
    """Empty where there is nothing to carry."""
    words, postcode = " ".join(words.split())[:MOST_WORDS], postcode.strip()[:MOST_POSTCODE]
    if not words and not postcode:
        return ""
    return _seal(settings.SECRET_KEY).encrypt(json.dumps([words, postcode]).encode()).decode()


def unsealed(sealed: str) -> tuple[str, str]:
    """Words and postcode; both empty where the address was changed or is of another council."""
    if not sealed or len(sealed) > LONGEST:
        return "", ""
    try:
        words, postcode = json.loads(_seal(settings.SECRET_KEY).decrypt(sealed.encode()))
    except (InvalidToken, ValueError):
        return "", ""
    return words, postcode
