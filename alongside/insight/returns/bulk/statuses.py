"""How often each status code stands in each column, and what the failing values of its list were meant to be.

Exact however large the file: counted over all of it, not over the failing cells that are kept one by one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import duckdb

from alongside.rules.national_return.check import INVALID, check_field
from alongside.rules.national_return.columns import COLUMNS, Column
from alongside.rules.national_return.row import Row

from ..checks import WARNINGS, HeldTo, impossible_days, linked_people, superseded
from .engine import Found
from .sql import Conditions
from .table import AGE_COLUMN

# Of one column; a hopeless one has a value of its own in every row.
MOST_VALUES = 50
LONGEST_VALUE = 200


@dataclass(frozen=True)
class Status:
    """Cells of one column by their published status."""

    field: str
    module: str
    valid: int
    blank: int
    missing: int
    invalid: int
    release_1: int
    not_checked: int

    def as_data(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True)
class Difference:
    """A value that is not of its list, how often it stands, and what is said of it."""

    field: str
    value: str
    count: int
    code: int
    message: str

    def as_data(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True)
class Kind:
    """A kind of fault that no single status code tells, how often it is there, and why it matters."""

    title: str
    count: int
    fails: bool
    why: str

    def as_data(self) -> dict[str, str | int]:
        return asdict(self)


def kinds(con: duckdb.DuckDBPyConnection, held: HeldTo, found: Found) -> list[Kind]:
    """Days that cannot be, linked people who are not there, the same event twice, costs that are hardly right."""
    days = impossible_days.CHECK
    asked = [said for column in COLUMNS if (said := days.fails(column, held, Conditions()))]
    flagged = f"SELECT *, {AGE_COLUMN} FROM cells JOIN all_marks USING (n) WHERE failed > 0"
    impossible = sum(_counted(con, asked, f"({flagged})"))
    lost = _counted(con, ["TRUE"], f"({linked_people.query()})")[0]
    return [
        Kind(days.title, impossible, True, days.why),
        Kind(linked_people.TITLE, lost, True, linked_people.WHY),
        *(Kind(check.title, found.warned[check.key], False, check.why) for check in WARNINGS),
    ]


def statuses(con: duckdb.DuckDBPyConnection, held: HeldTo, found: Found) -> list[Status]:
    """After `check`, over the same views."""
    blanks = _counted(con, [f"b{column.order}" for column in COLUMNS], "cells")
    failing = [column for column in COLUMNS if found.failed[column.name]]
    of_failing = _counted(
        con,
        [said for column in failing for said in (f"{_marked(column)} AND b{column.order}", _is_old(column, held))],
        "cells JOIN all_marks USING (n) WHERE failed > 0",
    )
    missing = {column.name: of_failing[2 * place] for place, column in enumerate(failing)}
    old = {column.name: of_failing[2 * place + 1] for place, column in enumerate(failing)}
    told = []
    for column, blank in zip(COLUMNS, blanks, strict=True):
        lacks, before, fails = missing.get(column.name, 0), old.get(column.name, 0), found.failed[column.name]
        unchecked, allowed = found.not_checked[column.name], blank - lacks
        told.append(
            Status(column.name, column.module, found.rows - fails - unchecked - allowed, allowed, lacks,
                   fails - lacks - before, before, unchecked)
        )  # fmt: skip
    return told


def differences(con: duckdb.DuckDBPyConnection, held: HeldTo, found: Found) -> list[Difference]:
    """The commonest failing values of each list, each with its explanation."""
    told = []
    for column in COLUMNS:
        if not column.list_name or not found.failed[column.name]:
            continue
        cell = f"c{column.order}"
        rows = con.execute(
            f"SELECT {cell}, count(*) FROM cells JOIN all_marks USING (n) WHERE {_marked(column)} "
            f"AND {cell} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_VALUES}"
        ).fetchall()
        for value, count in rows:
            said = check_field(column, Row({column.name: value}), held.release, held.la_codes, held.wording)
            code = INVALID if said.code is None else said.code
            told.append(Difference(column.name, value[:LONGEST_VALUE], count, code, said.message))
    return told


def _marked(column: Column) -> str:
    return f"(failed & {1 << column.order}::UBIGINT) <> 0"


def _is_old(column: Column, held: HeldTo) -> str:
    said = superseded.CHECK.fails(column, held, Conditions())
    return f"{_marked(column)} AND {said}" if said else "FALSE"


def _counted(con: duckdb.DuckDBPyConnection, conditions: list[str], relation: str) -> list[int]:
    if not conditions:
        return []
    asked = ", ".join(f"count(*) FILTER ({one})" for one in conditions)
    return [int(count) for count in con.execute(f"SELECT {asked} FROM {relation}").fetchone() or ()]
