"""Links that open something by a secret in their address: worked out from a seed under the secret key, kept nowhere.

A row holds the secret's digest alone, to be found by. So the address can be said again, and a copy of the database
opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from django.db import models
from django.utils.crypto import salted_hmac

LENGTH = 32  # of 6 bits each: 192 bits


def new_seed() -> str:
    return secrets.token_hex(16)


def secret_of(seed: str) -> str:
    drawn = salted_hmac("secret_links", seed, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(drawn).decode()[:LENGTH]


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class OpenedByLink(models.Model):
    """A record that a link opens. Without a seed there is no link; with another seed, the one before opens nothing."""

    link_seed = models.CharField(max_length=32, blank=True, default=new_seed)
    link_digest = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.link_digest = digest_of(self.secret) if self.link_seed else None
        super().save(*args, **kwargs)

    @property
    def secret(self) -> str:
        """What stands in the address."""
        return secret_of(self.link_seed) if self.link_seed else ""
