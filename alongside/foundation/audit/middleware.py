"""Tells the database who is acting, at the start of every request that reaches a view."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .context import tell_database

# These answer without the database (or say themselves that it is away), so that a watcher can tell a dead database from a dead process.
WITHOUT_DATABASE = ("/health", "/ready", "/static/")


class AuditContextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.path.startswith(WITHOUT_DATABASE):
            return
        request.audit_request = uuid.uuid4().hex  # type: ignore[attr-defined]
        user_id = request.user.pk if request.user.is_authenticated else None
        tell_database(user_id=user_id, request=request.audit_request, why="")  # type: ignore[attr-defined]
