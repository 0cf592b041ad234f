"""The assessments tab: what has been assessed and decided, newest first. Slices above add their own lines.

`capacity`, `carers` and `eligibility` call `also` in their `apps.py`, so that nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.foundation.design.shapes import Button, Tag


@dataclass(frozen=True)
class Line:
    """One piece of work: what, where it stands, who and when, where to read it and the one thing to do next."""

    on: date
    title: str
    href: str
    tags: Sequence[Tag] = ()
    words: str = ""
    open: bool = False
    button: Button | None = None


@dataclass(frozen=True)
class BoardRow:
    """One open piece of work on the team list; `sort` puts what is promised soonest first."""

    promised_by: date
    subject: Any
    what: str
    href: str
    team_id: int
    who: str = ""
    urgent: bool = False
    tag: Tag | None = None
    button: Button | None = None
    mine: bool = field(default=False)


Lines = Callable[[Any, Any], Sequence[Line]]
Rows = Callable[[Any, date], Sequence[BoardRow]]

_lines: list[Lines] = []
_rows: list[Rows] = []


def also(lines: Lines | None = None, rows: Rows | None = None) -> None:
    """`lines(subject, user)` for a person's tab, `rows(user, today)` for the team list."""
    if lines and lines not in _lines:
        _lines.append(lines)
    if rows and rows not in _rows:
        _rows.append(rows)


def lines_of(subject: Any, user: Any) -> list[Line]:
    """Newest first; of one day, what rests on something stands above it."""
    found = [line for source in reversed(_lines) for line in source(subject, user)]
    return sorted(found, key=lambda line: (line.open, line.on), reverse=True)


def board_rows(user: Any, today: date) -> list[BoardRow]:
    found = [row for source in _rows for row in source(user, today)]
    return sorted(found, key=lambda row: (not row.urgent, row.promised_by, str(row.subject)))
