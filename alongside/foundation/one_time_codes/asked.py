"""What a visitor's session keeps while a code is on its way.

On a computer that others use: it is gone with the code, and who opens the page after them reads only so much of the
address that whoever typed it knows it again.
"""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest

from .models import MINUTES


def remember(request: HttpRequest, name: str, **what: str) -> None:
    request.session[name] = {**what, "at": int(time.time()), "fresh": True}


def asked(request: HttpRequest, name: str) -> dict[str, Any] | None:
    """None where no code was asked for, or where its time is over."""
    kept: dict[str, Any] | None = request.session.get(name)
    if kept is not None and time.time() - kept["at"] > 60 * MINUTES:
        forget(request, name)
        return None
    return kept


def forget(request: HttpRequest, name: str) -> None:
    request.session.pop(name, None)


def shown_once(request: HttpRequest, name: str, address: str) -> str:
    """Whole on the page that follows at once, so that a slip is seen; hidden from then on."""
    kept = request.session[name]
    if not kept["fresh"]:
        return masked(address)
    request.session[name] = {**kept, "fresh": False}
    return address


def masked(address: str) -> str:
    """ "w…" of an email, "…17" of a number."""
    return f"{address[:1]}…" if "@" in address else f"…{address[-2:]}"
