"""Who is acting, in which request, and why: told to the database so that its triggers can write it down."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def tell_database(*, user_id: int | None, request: str, why: str = "") -> None:
    """Set the audit context of this connection until it is set again."""
    context = json.dumps({"user": user_id, "request": request, "why": why})
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alongside.context', %s, false)", [context])


@contextmanager
def acting(*, user=None, why: str) -> Iterator[None]:
    """Context of work outside a request: a background job, an import, a command."""
    tell_database(user_id=getattr(user, "pk", None), request=uuid.uuid4().hex, why=why)
    try:
        yield
    finally:
        tell_database(user_id=None, request="", why="")
