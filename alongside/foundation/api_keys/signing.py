"""How an operation of the API lets in a key: `auth=WithKey("referrals.send")`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from .actions import note_use
from .models import ApiKey
from .scopes import SCOPES

LONGEST = 100
# What the table of addresses says of them: no role opens these.
KEY = "a key"


def with_key(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Says that whoever asks brings a key; nobody's role opens it."""
    operation.permission = KEY  # type: ignore[attr-defined]
    return operation


class WithKey(HttpBearer):
    def __init__(self, scope: str) -> None:
        if scope not in SCOPES:
            raise LookupError(f"No scope is called {scope!r}.")
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """None where it is unknown, revoked or for something else: all alike."""
        if len(token) > LONGEST:
            return None
        key = ApiKey.objects.with_secret(token, self.scope)
        if key is not None:
            note_use(key=key)
        return key
