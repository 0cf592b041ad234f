"""What somebody typed whose time was up: kept for a little, and given back once a code has shown again who they are.

It lies in their session, sealed under whose it is: an email or an access that the address of the page leads to, looked
up by the view and never taken from what was sent. To anybody else, later, or elsewhere, it is not there.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

from alongside.foundation.limits.counting import allow, visitor

MINUTES = 30
# Of one place, all boxes together; of so many places; and from one machine, for whoever asks has shown nothing yet.
LONGEST, MOST_PLACES, MOST_AN_HOUR = 20_000, 3, 20
_HELD = "held_words"


def hold(request: HttpRequest, place: str, names: Iterable[str], *, whose: str) -> bool:
    """Keep what was sent in the boxes of these names, and nothing else of it. `place` is the page that they come back
    to, as `request.path` says it. Files are not held: the page asks for them again. False where nothing was kept."""
    typed: dict[str, list[str]] = {}
    left = LONGEST
    for name in names:
        typed[name] = []
        for value in request.POST.getlist(name):
            typed[name].append(value[:left])
            left -= len(typed[name][-1])
    if not whose or not any(value.strip() for values in typed.values() for value in values):
        return False
    if not allow("one_time_codes.held", visitor(request), most=MOST_AN_HOUR, seconds=3600):
        return False
    held = _others(request, place)
    held[place] = {"at": int(time.time()), "sealed": _seal(place, whose).encrypt(json.dumps(typed).encode()).decode()}
    request.session[_HELD] = dict(list(held.items())[-MOST_PLACES:])
    return True


def give_back(request: HttpRequest, place: str, *, whose: str) -> QueryDict | None:
    """What they had typed there, once: as a form takes it. None where there is nothing of theirs."""
    typed = _opened(request, place, whose)
    if typed is not None:
        request.session[_HELD] = _others(request, place)
    return typed


def where(request: HttpRequest, *, whose: str) -> str:
    """The page where they were typing last; empty where nothing of theirs is held."""
    return next((place for place in reversed(_all(request)) if _opened(request, place, whose) is not None), "")


def let_go(request: HttpRequest) -> None:
    """On signing out: whoever leaves wants nothing left behind."""
    request.session.pop(_HELD, None)


def _all(request: HttpRequest) -> dict[str, Any]:
    since = time.time() - 60 * MINUTES
    return {place: one for place, one in request.session.get(_HELD, {}).items() if one["at"] >= since}


def _others(request: HttpRequest, place: str) -> dict[str, Any]:
    return {one: held for one, held in _all(request).items() if one != place}


def _opened(request: HttpRequest, place: str, whose: str) -> QueryDict | None:
    held = _all(request).get(place)
    if held is None:
        return None
    try:
        typed = json.loads(_seal(place, whose).decrypt(held["sealed"]))
    except InvalidToken:
        return None
    found = QueryDict(mutable=True)
    for name, values in typed.items():
        found.setlist(name, values)
    return found


def _seal(place: str, whose: str) -> Fernet:
    key = salted_hmac("one_time_codes.held", f"{place}\n{whose.strip().casefold()}", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
