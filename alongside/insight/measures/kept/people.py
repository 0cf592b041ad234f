"""Who was counted in a run, and why or why not: written once as a file, and read a page at a time.

The file holds numbers of records and codes; names are looked up when somebody who may see them looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir

from alongside.insight.disclosure import Kind
from alongside.insight.events.engines import in_memory, quoted
from alongside.insight.measures.common.parts import CUTS
from alongside.insight.measures.held_back import Parts
from alongside.insight.measures.measure import Measure
from alongside.insight.measures.registry import kept

SIDES = ("numerator", "denominator", "rest", "out", "unknown")
# Its months stand beside the year in the same file; the year has none.
WHOLE_YEAR = ""


def start(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TEMP TABLE stood_behind (measure VARCHAR, month VARCHAR, person_id VARCHAR, subject BIGINT, "
        "in_numerator BOOLEAN, in_denominator BOOLEAN, reason VARCHAR, unknowns VARCHAR, "
        f"{', '.join(f'{cut} VARCHAR' for cut in CUTS)})"
    )


def add(connection: duckdb.DuckDBPyConnection, measure: Measure, people: ir.Table, month: str = WHOLE_YEAR) -> None:
    """The people of one measure, in the year with their parts; of a month without."""
    parts = ", ".join(f"p.{cut}" if month == WHOLE_YEAR else "NULL" for cut in CUTS)
    sql = ibis.to_sql(people, dialect="duckdb")
    connection.execute(
        "INSERT INTO stood_behind SELECT ?, ?, p.person_id, o.subject::BIGINT, p.in_numerator, p.in_denominator, "
        f"p.reason, p.unknowns, {parts} FROM ({sql}) AS p LEFT JOIN subjects AS o "
        "ON p.council = o.council AND p.person_id = o.person_id",
        [measure.code, month],
    )


def splits(connection: duckdb.DuckDBPyConnection, measure: Measure) -> Iterator[tuple[str, str, int, int | None]]:
    """Each cut of the measure as its parts, with their two counts."""
    counted = "in_numerator" if measure.needs_population else "(in_numerator OR in_denominator)"
    for cut in CUTS:
        found = connection.execute(
            f"SELECT {cut}, count(*) FILTER (WHERE in_numerator), count(*) FILTER (WHERE in_denominator) "
            f"FROM stood_behind WHERE measure = ? AND month = '' AND {counted} GROUP BY ALL ORDER BY 1",
            [measure.code],
        ).fetchall()
        for part, numerator, denominator in found:
            yield cut, part[:200], numerator, None if measure.needs_population else denominator


def crowd(connection: duckdb.DuckDBPyConnection, cuts: Sequence[str]) -> dict[Parts, dict[Kind, int]]:
    """How many people of each part add what to which measures; of 2A one may add more than one episode."""
    parts = ", ".join(f"left({cut}, 200)" for cut in cuts)
    population = [measure.code for measure in kept() if measure.needs_population]
    found = connection.execute(
        "SELECT part, kind, count(*) FROM "
        "(SELECT part, person_id, list((measure, top, below) ORDER BY measure) AS kind "
        f"FROM (SELECT measure, person_id, [{parts}] AS part, count(*) FILTER (WHERE in_numerator) AS top, "
        "count(*) FILTER (WHERE in_denominator) AS below FROM stood_behind WHERE month = '' "
        "GROUP BY measure, person_id, part) "
        "WHERE top > 0 OR (below > 0 AND NOT list_contains(?, measure)) GROUP BY part, person_id) GROUP BY part, kind",
        [population],
    ).fetchall()
    there: dict[Parts, dict[Kind, int]] = {}
    for part, kind, number in found:
        adds = tuple((measure, (top,) if measure in population else (top, below)) for measure, top, below in kind)
        there.setdefault(tuple(part), {})[adds] = number
    return there


def summed_up(connection: duckdb.DuckDBPyConnection, measure: Measure, month: str) -> tuple[int, int | None]:
    """A figure is the sum of its list of people."""
    found = connection.execute(
        "SELECT count(*) FILTER (WHERE in_numerator), count(*) FILTER (WHERE in_denominator) FROM stood_behind "
        "WHERE measure = ? AND month = ?",
        [measure.code, month],
    ).fetchall()
    return found[0]


def finish(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    written = str(out).replace("'", "''")
    connection.execute(
        f"COPY (SELECT * FROM stood_behind ORDER BY month, measure, person_id) TO '{written}' (FORMAT parquet)"
    )


@dataclass(frozen=True)
class Counted:
    """One person (of 2A: one episode) behind a figure."""

    subject_id: int | None
    in_numerator: bool
    in_denominator: bool
    reason: str
    unknowns: tuple[str, ...]


_WHERE = {
    "numerator": "in_numerator",
    "denominator": "in_denominator",
    "rest": "in_denominator AND NOT in_numerator",
    "out": "NOT in_denominator AND NOT in_numerator",
    "unknown": "unknowns <> ''",
    "": "true",
}


class People:
    """The people of one measure in a run's file, as far as a choice of side, reason, unknown or part narrows them."""

    def __init__(
        self, file: Path, measure: str, *, side: str = "", reason: str = "", unknown: str = "", split: str = "",
        part: str = "", month: str = WHOLE_YEAR,
    ) -> None:
        self._file, self._measure = file, measure
        self._conditions = f"measure = ? AND month = ? AND {_WHERE[side]}"
        self._values: list[Any] = [measure, month]
        if split in CUTS:
            self._conditions += f" AND {split} = ?"
            self._values.append(part)
        for column, value in (("reason", reason), ("list_contains(string_split(unknowns, ' '), ?)", unknown)):
            if value:
                self._conditions += f" AND {column}" if "?" in column else f" AND {column} = ?"
                self._values.append(value)

    def count(self) -> int:
        return int(self._asked("SELECT count(*)")[0][0])

    __len__ = count

    def __getitem__(self, part: slice) -> list[Counted]:
        found = self._asked(
            "SELECT subject, in_numerator, in_denominator, reason, unknowns",
            f"ORDER BY in_numerator DESC, in_denominator DESC, reason, subject LIMIT {part.stop - part.start} "
            f"OFFSET {part.start}",
        )
        return [Counted(*row[:4], tuple(row[4].split())) for row in found]

    def by_reason(self) -> list[tuple[str, int, bool, bool]]:
        found = self._asked(
            "SELECT reason, count(*), bool_or(in_numerator), bool_or(in_denominator)",
            "GROUP BY reason ORDER BY 3 DESC, 4 DESC, 2 DESC, 1",
        )
        return [(reason, number, top, below) for reason, number, top, below in found]

    @classmethod
    def unknown_in(cls, file: Path, split: str, part: str) -> list[tuple[str, str, int]]:
        """Of every measure, what is not known of the people of one part, and of how many: the commonest first."""
        found: dict[tuple[str, str], int] = {}
        if split not in CUTS:
            return []
        with closing(in_memory()) as connection:
            rows = connection.execute(
                f"SELECT measure, unknowns, count(*) FROM read_parquet({quoted([file])}) "
                f"WHERE month = '' AND {split} = ? AND unknowns <> '' GROUP BY 1, 2",
                [part],
            ).fetchall()
        for measure, unknowns, number in rows:
            for code in unknowns.split():
                found[measure, code] = found.get((measure, code), 0) + number
        ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return [(measure, code, number) for (measure, code), number in ordered]

    def by_unknown(self) -> dict[str, int]:
        """How many people each thing that is not known concerns."""
        found: dict[str, int] = {}
        for unknowns, number in self._asked("SELECT unknowns, count(*)", "AND unknowns <> '' GROUP BY 1"):
            for code in unknowns.split():
                found[code] = found.get(code, 0) + number
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    def _asked(self, select: str, rest: str = "") -> list[Any]:
        with closing(in_memory()) as connection:
            connection.execute("SET threads TO 1")
            sql = f"{select} FROM read_parquet({quoted([self._file])}) WHERE {self._conditions} {rest}"
            return connection.execute(sql, self._values).fetchall()


def part_in_words(split: str, part: str) -> str:
    """The month with its name; everything else is in words already."""
    if split != "month":
        return part
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    if not (len(part) == 7 and part[5:].isdigit() and 1 <= int(part[5:]) <= 12):
        return part
    return f"{months[int(part[5:]) - 1]} {part[:4]}"
