"""Telling a colleague, inside the product, what they wait for: an answer, a decision, work that comes to them.

It stands here so that every slice may use it; `notifications` says how it is done. The words say what happened and
who did it, never what is in a record: they are read in a list, and the record may close to their reader later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from .models import User

_teller: list[Callable[..., Any]] = []


def telling_is_done_by(teller: Callable[..., Any]) -> None:
    """Called once, by the slice that keeps the messages."""
    _teller[:] = [teller]


def tell(*, user: User | None, title: str, by: User | None, url: str = "", subject: models.Model | None = None,
         source: models.Model | None = None) -> None:
    """Within the transaction of the act. Nobody is told of what they did themselves, nor after they have left.

    With `subject`, only as long as that record is open to them.
    """
    if user is None or not user.is_active or (by is not None and user.pk == by.pk):
        return
    _teller[0](user=user, title=title, by=by, url=url, subject=subject, source=source)
