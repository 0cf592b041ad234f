"""`@limited(...)` above a public view.

The count is kept even where the view then finds nothing and its transaction is undone: else whoever guesses addresses
would never be counted. So the count comes before the transaction, and the view has its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .counting import allow, seconds_left, visitor

View = Callable[..., HttpResponse]
HOUR, MINUTE = 3600, 60


def limited(
    what: str, *, per_hour: int = 0, per_minute: int = 0, methods: tuple[str, ...] = ("POST",)
) -> Callable[[View], View]:
    """So many an hour, or a minute, from one machine; beyond it a page that says when to go on, and whom to ring."""
    most, seconds = (per_minute, MINUTE) if per_minute else (per_hour, HOUR)

    def guard(view: View) -> View:
        @transaction.non_atomic_requests
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in methods and not allow(what, visitor(request), most=most, seconds=seconds):
                return too_often(request, seconds_left(seconds))
            with transaction.atomic():
                return view(request, *args, **kwargs)

        return guarded

    return guard


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page (429) that says after how many minutes to go on, and whom to ring; the header says it in seconds."""
    minutes = max(1, -(-seconds // MINUTE))
    answer = render(request, "design/errors/429.jinja", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
