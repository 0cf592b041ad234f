"""Who is acting, in which request, why, and whose records they may see: told to the database once, at the start.

The audit's triggers write the first three down. The wall (`access/wall.py`) closes rows by the last. Both fail
closed: a connection nobody has told anything writes "nobody" and sees no record of a person.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils import timezone
from psycopg.pq import TransactionStatus


class Sees(StrEnum):
    """How the wall opens."""

    NOTHING = "nothing"
    GRANTED = "granted"  # only records that a grant opens
    UNRESTRICTED = "unrestricted"  # every record but the restricted ones, and those too where a grant opens them
    OWN = "own"  # one record and nothing else, not even what is about nobody: a person reading what is theirs
    EVERYTHING = "everything"  # the service itself: jobs, imports, commands


@dataclass(frozen=True)
class Context:
    user_id: int | None = None
    request: str = ""
    why: str = ""
    sees: Sees = Sees.NOTHING
    # Those whose grants count (oneself and the absent colleagues one covers for), and one's teams.
    users: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()
    # Opened to this user by an act of this very request (an emergency opening), before its grant is told. With OWN:
    # the one record.
    opened: tuple[int, ...] = ()


NOBODY = Context()
# How `why` begins where somebody reads or adds to their own record, or acts for its person: after it stands who.
BY_THEMSELVES = "My plan: "
_now: ContextVar[Context] = ContextVar("alongside_context", default=NOBODY)


def current() -> Context:
    return _now.get()


def enter(context: Context) -> None:
    """Tell the database. Holds for this connection until somebody else is told."""
    _now.set(context)
    told = json.dumps({"user": context.user_id, "request": context.request, "why": context.why})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT alongside_enter(%s, %s, %s::bigint[], %s::bigint[], %s::bigint[], %s::date)",
            [told, context.sees.value, list(context.users), list(context.teams), list(context.opened),
             timezone.localdate()],
        )


def who_by_themselves(why: str) -> str:
    """Who it was, where no colleague did it but the person or somebody who acts for them; empty otherwise."""
    return why.removeprefix(BY_THEMSELVES) if why.startswith(BY_THEMSELVES) else ""


@contextmanager
def within(context: Context) -> Iterator[None]:
    """Another context for a while, then the one before."""
    before = current()
    enter(context)
    try:
        yield
    finally:
        # In a failed transaction nothing can be told; its rollback brings the settings of before back by itself.
        if connection.connection and connection.connection.info.transaction_status == TransactionStatus.INERROR:
            _now.set(before)
        else:
            enter(before)


@contextmanager
def acting(*, user: Any = None, why: str) -> Iterator[None]:
    """The service at work outside a person's request: a background job, an import, a command. Sees every record."""
    with within(Context(user_id=getattr(user, "pk", None), request=uuid.uuid4().hex, why=why[:300],
                        sees=Sees.EVERYTHING)):
        yield


@contextmanager
def adding_up() -> Iterator[None]:
    """The same person, while numbers are added up: every record counts but the restricted ones, whoever asks.

    A figure is the same for everybody. It never rests on which records its reader may open, nor on what they may know.
    Only numbers leave the block; what names somebody is read outside it.
    """
    with within(replace(current(), why="figures", sees=Sees.UNRESTRICTED, users=(), teams=(), opened=())):
        yield


@contextmanager
def opened(subject_id: int) -> Iterator[None]:
    """The same person at work, with one more record open: for the act that opens it."""
    here = current()
    with within(replace(here, opened=(*here.opened, subject_id))):
        yield
