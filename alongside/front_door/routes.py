"""By which routes people come to this council, as its pack has chosen. Two, one, or as many as it wants.

What has begun goes on whatever is chosen now: a referral is followed, a booking is kept or changed, a prescription
is read. Only the way in is closed, and says how to reach us instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.rules import council
from alongside.rules.council_limits import WAYS_IN, AccessRoute

View = Callable[..., HttpResponse]


def chosen() -> tuple[AccessRoute, ...]:
    """The council's routes, in its order."""
    routes: tuple[AccessRoute, ...] = council.load(settings.COUNCIL_PACK).policy(
        "front_door.routes", timezone.localdate())
    return routes


def ways() -> frozenset[str]:
    """The ways in that are open now, on whichever route."""
    return frozenset(way for route in chosen() for way in route.ways)


@dataclass(frozen=True)
class Before:
    """One way in of before, and what it has become in words."""

    label: str
    becomes: str
    note: str
    open_question: bool = False


def before() -> list[Before]:
    """Where people have turned until now, each with its route, closed, or still to be decided."""
    named = {route.key: route.label for route in chosen()} | {"closed": "Closed", "undecided": "Not decided yet"}
    found = council.load(settings.COUNCIL_PACK).policy("front_door.ways_in_before", timezone.localdate())
    for one in found:
        if one.becomes not in named:
            raise council.BadCouncil(
                f"front_door.yaml: ways_in_before, {one.label}: {one.becomes} is not one of {', '.join(named)}.")
    return [Before(one.label, named[one.becomes], one.note, one.becomes == "undecided") for one in found]


def instead() -> str:
    """What somebody reads, who came by a way that is closed."""
    return f"Ring {council.load(settings.COUNCIL_PACK).telephone}."


def open_by(way: str) -> Callable[[View], View]:
    """Let in where the council has chosen this way in; else say that there is none here, and whom to ring."""
    if way not in WAYS_IN:
        raise ValueError(f"{way} is not a way in.")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if way not in ways():
                return render(request, "design/errors/another_way.jinja", status=404)
            return view(request, *args, **kwargs)

        return guarded

    return guard
