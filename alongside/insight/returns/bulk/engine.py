"""Ten million rows at once: which cells fail, by the same declared spec as one row; a bit a column, then the words.

One pass gives every row that has a failing or unchecked cell as two 64-bit numbers. The first of them are then read
again, and `rules/national_return` says of each failing cell what it says of it alone.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from alongside.rules.national_return.check import INVALID, check_field
from alongside.rules.national_return.columns import COLUMNS, Column
from alongside.rules.national_return.row import Row

from ..checks import FAILING, UNCHECKED, WARNINGS, HeldTo, linked_people, missing
from .sql import DAYS, Conditions, among
from .table import AGE_COLUMN

# Kept one by one; beyond it they are only counted, so that a hopeless file does not fill the memory.
KEPT = 100_000
KEPT_WARNINGS = 10_000


@dataclass
class Found:
    rows: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    not_checked: Counter[str] = field(default_factory=Counter)
    # {"row", "field", "value", "code", "message"}, and warnings with "check" for the code.
    failures: list[dict[str, Any]] = field(default_factory=list)
    warned: Counter[str] = field(default_factory=Counter)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    # The columns that the words of a failure may need.
    needed: set[int] = field(default_factory=set)


def check(
    con: duckdb.DuckDBPyConnection, held: HeldTo, *, kept: int = KEPT, at: Callable[[str], None] = lambda _: None
) -> Found:
    """Everything that can be said of the view `cells`; `at` is told what it is at."""
    found = Found()
    for key, words, step in (
        ("cells", "Checking every cell", lambda: _mark_cells(con, held, found)),
        ("links", "Looking for linked people", lambda: _mark_links(con)),
        ("counts", "Counting what fails", lambda: _count(con, found)),
        ("words", "Saying why each cell fails", lambda: found.failures.extend(_words(con, held, found, kept))),
        ("warnings", "Looking at events side by side", lambda: _warn(con, found)),
    ):
        at(words)
        began = time.monotonic()
        step()
        found.seconds[key] = time.monotonic() - began
    return found


def _mark_cells(con: duckdb.DuckDBPyConnection, held: HeldTo, found: Found) -> None:
    conditions = Conditions()
    failing, unchecked = [], []
    for column in COLUMNS:
        failing.append(_bit(column.order, _fails(column, held, conditions)))
        if one := UNCHECKED.fails(column, held, conditions):
            unchecked.append(_bit(column.order, one))
    keys = linked_people.KEYS | {name: said for check in WARNINGS for name, said in check.keys.items()}
    kept = ", ".join(f"{said} AS {name}" for name, said in keys.items())
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE marks AS
        WITH flagged AS (SELECT *, {', '.join([AGE_COLUMN, *conditions.columns()])} FROM cells)
        SELECT n, {' | '.join(failing)} AS failed, {' | '.join(unchecked) or '0'} AS unchecked, {kept} FROM flagged
        """
    )
    found.rows = _one(con, "SELECT count(*) FROM marks")
    # The conditions' own columns, and the days beside which another cannot be.
    asked = re.findall(r"\b[bcg](\d+)\b", " ".join(conditions.columns()))
    found.needed = {int(place) for place in asked} | set(DAYS)


def _fails(column: Column, held: HeldTo, conditions: Conditions) -> str:
    """Every check of a cell at once; a value that is plainly of the list is asked nothing more."""
    of_blanks = missing.CHECK.fails(column, held, conditions) or "FALSE"
    of_values = [one for check in FAILING if check is not missing.CHECK
                 and (one := check.fails(column, held, conditions))]
    if not of_values:
        return of_blanks
    known = held.wording.of(column.list_name).known(held.release) if column.list_name else ()
    return (
        f"CASE WHEN b{column.order} THEN {of_blanks} WHEN {among(f'g{column.order}', known)} THEN FALSE"
        f" ELSE ({' OR '.join(of_values)}) END"
    )


def _bit(order: int, said: str) -> str:
    return f"(CASE WHEN {said} THEN {1 << order}::UBIGINT ELSE 0::UBIGINT END)"


def _mark_links(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE lost AS
        SELECT n, bit_or(1::UBIGINT << place::UBIGINT) AS failed FROM ({linked_people.query()}) GROUP BY n
        """
    )
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE all_marks AS
        SELECT n, marks.failed | coalesce(lost.failed, 0) AS failed, unchecked
        FROM marks LEFT JOIN lost USING (n) WHERE marks.failed > 0 OR unchecked > 0 OR lost.failed > 0
        """
    )


def _count(con: duckdb.DuckDBPyConnection, found: Found) -> None:
    """Few rows differ in what fails, so patterns are counted first."""
    patterns = con.execute("SELECT failed, unchecked, count(*) FROM all_marks GROUP BY ALL").fetchall()
    for failed, unchecked, count in patterns:
        for column in COLUMNS:
            if failed >> column.order & 1:
                found.failed[column.name] += count
            elif unchecked >> column.order & 1:
                found.not_checked[column.name] += count


def _words(con: duckdb.DuckDBPyConnection, held: HeldTo, found: Found, kept: int) -> Iterator[dict[str, Any]]:
    """The first failing cells in the order of the file, each with what the rules say of it."""
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE first_failing AS
        SELECT n, failed FROM (
            SELECT n, failed, sum(bit_count(failed)) OVER (ORDER BY n) - bit_count(failed) AS before
            FROM (SELECT n, failed FROM all_marks WHERE failed > 0 ORDER BY n LIMIT ?))
        WHERE before < ?
        """,
        [kept, kept],
    )
    wanted = found.needed | {column.order for column in COLUMNS if found.failed[column.name]}
    places = [column for column in COLUMNS if column.order in wanted]
    texts = ", ".join(f"g{column.order}" for column in places)
    con.execute(f"SELECT n, failed, {texts} FROM given JOIN first_failing USING (n)")
    told = []
    while batch := con.fetchmany(2000):
        for n, failed, *values in batch:
            row = Row({column.name: value for column, value in zip(places, values, strict=True) if value is not None})
            for column in places:
                if failed >> column.order & 1:
                    told.append((n, column.order, _failure(n, column, row, held)))
    told.sort(key=lambda one: one[:2])
    return (one for _, _, one in told[:kept])


def _failure(n: int, column: Column, row: Row, held: HeldTo) -> dict[str, Any]:
    result = check_field(column, row, held.release, held.la_codes, held.wording)
    # A link that leads nowhere cannot be seen in one row; everything else can.
    code, message = (result.code, result.message) if result.failed else (INVALID, linked_people.MESSAGE)
    return {"row": n, "field": column.name, "value": result.value, "code": code, "message": message}


def _warn(con: duckdb.DuckDBPyConnection, found: Found) -> None:
    for check in WARNINGS:
        began = time.monotonic()
        con.execute(f"CREATE OR REPLACE TEMP TABLE warned AS {check.find}")
        found.warned[check.key] = _one(con, "SELECT count(*) FROM warned")
        rows = con.execute("SELECT n, place, message FROM warned ORDER BY n, place LIMIT ?", [KEPT_WARNINGS]).fetchall()
        values = _values(con, [(n, place) for n, place, _ in rows])
        found.warnings += [
            {"row": n, "field": COLUMNS[place - 1].name, "value": values.get((n, place), ""), "check": check.key,
             "message": message}
            for n, place, message in rows
        ]
        found.seconds[check.key] = time.monotonic() - began


def _one(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def _values(con: duckdb.DuckDBPyConnection, cells: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What stands in these cells."""
    values: dict[tuple[int, int], str] = {}
    for place in sorted({place for _, place in cells}):
        rows = [n for n, of in cells if of == place]
        told = con.execute(
            f"SELECT n, g{place} FROM given JOIN (SELECT unnest(?::BIGINT[]) AS n) AS wanted USING (n)", [rows]
        ).fetchall()
        values |= {(n, place): (value or "").strip() for n, value in told}
    return values
