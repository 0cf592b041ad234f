"""Queues: how work crosses floors. One slice handles each, and says so in its own `queues.py`.

A slice that handles a queue writes `QUEUES = [Queue("safeguarding_concern", "Concerns", "safeguarding.take",
"enquiries:queue")]`; a slice below raises tasks with that key as `queue=` and knows nothing more of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Queue:
    key: str
    title: str
    permission: str  # of those who take what is in it
    url_name: str
    # Of those who may know that something lies in it; empty where everybody may who opens the record.
    seen_with: str = ""


class NoHandler(LookupError):
    """Nobody handles this queue: work put into it would be forgotten."""


@cache
def handlers() -> tuple[Queue, ...]:
    """Every queue that some slice handles."""
    found: list[Queue] = []
    for config in apps.get_app_configs():
        name = f"{config.name}.queues"
        if config.name.startswith("alongside.") and name != __name__ and find_spec(name):
            found.extend(import_module(name).QUEUES)
    return tuple(found)


def queue(key: str) -> Queue:
    for each in handlers():
        if each.key == key:
            return each
    raise NoHandler(f"No slice handles the queue {key!r}.")


def closed_to(user: Any) -> list[str]:
    """The queues in which this user may not know of anything."""
    return [each.key for each in handlers()
            if each.seen_with and not (user.may(each.seen_with) or user.may(each.permission))]


def seen_by(user: Any) -> list[str]:
    """Where work lies that this user may know of: the queues open to them, and none at all."""
    closed = closed_to(user)
    return ["", *(each.key for each in handlers() if each.key not in closed)]
