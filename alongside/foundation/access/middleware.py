"""Tells the database who is acting and whose records they may see, at the start of every request that reaches a view.

And answers for a restricted record, after the view's transaction is undone, so that being turned away is kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import Context, Sees, enter
from alongside.foundation.audit.looks import turned_away

from .opening import Restricted

# These answer without the database, so that a watcher can tell a dead database from a dead process.
WITHOUT_DATABASE = ("/health", "/ready", "/static/")


def context_of(user: User, request: str) -> Context:
    """What this user is told to the database as."""
    return Context(
        user_id=user.pk, request=request,
        sees=Sees.UNRESTRICTED if user.may("people.see_all") else Sees.GRANTED,
        users=(user.pk, *user.covering_ids()), teams=tuple(user.team_ids()),
    )


class ContextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.path.startswith(WITHOUT_DATABASE):
            return
        number = uuid.uuid4().hex
        enter(context_of(request.user, number) if isinstance(request.user, User) else Context(request=number))

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, Restricted):
            return None
        turned_away(request, problem.restriction.subject_id)
        return render(request, "access/restricted.jinja", {"restriction": problem.restriction,
                      "may_break_glass": request.user.may("access.break_glass")}, status=403)
