"""What a check of the return is: of a cell, with its published status code, or of events side by side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from alongside.rules.national_return.columns import BY_NAME, Column
from alongside.rules.national_return.wording import PUBLIC, Wording

from ..bulk.sql import Conditions


@dataclass(frozen=True)
class HeldTo:
    """What a file is held to: the release, the words it permits, and codes of invented councils."""

    release: int = 2
    la_codes: Collection[str] = ()
    wording: Wording = PUBLIC


@dataclass(frozen=True)
class CellCheck:
    """A check of one cell: SQL that is true where the cell of a column fails, or none where the column has no such
    fault. The message comes from `rules/national_return`, which judges the same cell alone."""

    key: str
    title: str
    why: str
    # The published status code; none where the value could not be checked.
    code: int | None
    fails: Callable[[Column, HeldTo, Conditions], str | None]


@dataclass(frozen=True)
class EventsCheck:
    """A check of rows beside each other. Nothing of it fails the return: it is a warning, with a row and a reason.

    `keys` are worked out once for every row, in the one pass over the file, and kept in the table `marks`; `find` is a
    query over it that gives `n`, the order of the column to show (`place`) and the message.
    """

    key: str
    title: str
    why: str
    keys: Mapping[str, str]
    find: str


def cell(field: str) -> str:
    return f"c{BY_NAME[field].order}"


def day(field: str) -> str:
    return f"d{BY_NAME[field].order}"


def place(field: str) -> int:
    return BY_NAME[field].order


def nhs_number() -> str:
    """The digits, however they were spaced; what is no number (a pseudonym) as it stands."""
    order = BY_NAME["NHS Number"].order
    return f"coalesce(h{order}::VARCHAR, c{order})"


def amount(field: str) -> str:
    """10 and 10.00 are one amount; what is none is compared as it stands."""
    return f"coalesce(try_cast({cell(field)} AS DECIMAL(18,2))::VARCHAR, lower({cell(field)}))"
