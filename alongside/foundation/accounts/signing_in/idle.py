"""Idle time-out: the clock of the session starts again while somebody works, at most once a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SEEN = "seen_at"
EVERY = 60


class IdleMiddleware:
    """The session lives for the council's idle time from the last minute of work. Drafts live on the server."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "_auth_user_id" in request.session and not request.session.is_empty():
            now = int(time.time())
            if now - request.session.get(SEEN, 0) >= EVERY:
                request.session[SEEN] = now  # a change, so that the session is saved with a new end
        return answer
