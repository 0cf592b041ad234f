"""The secret in a prescription's address: worked out from its seed under the secret key, and kept nowhere.

A row holds the secret's digest alone, to be found by. So a colleague can print it again, and a copy of the database
opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

LENGTH = 32  # of 6 bits each: 192 bits


def new_seed() -> str:
    return secrets.token_hex(16)


def secret_of(seed: str) -> str:
    drawn = salted_hmac("prescriptions.link", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(drawn).decode()[:LENGTH]


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
