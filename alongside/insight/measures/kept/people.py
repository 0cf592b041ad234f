"""Who was counted in a run, and why or why not: written once as a file, and read a page at a time.

The file holds numbers of records and codes; names are looked up when somebody who may see them looks.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis

from alongside.insight.events.engines import in_memory, quoted
from alongside.insight.measures.measure import Measure
from alongside.people.involvements.models import Involvement
from alongside.people.people.models import Identifier

SPLITS = ("age", "gender", "ethnicity", "support_reason", "team", "gp_practice", "area")
NOT_KNOWN = "Not known"
AGES = {"18_64": "18 to 64", "65_plus": "65 and over", "under_18": "Under 18", "unknown": NOT_KNOWN}
_EVENT_COLUMNS = {
    "gender": "gender",
    "ethnicity": "ethnicity",
    "support_reason": "primary_support_reason",
    "gp_practice": "gp_practice_code",
    "area": "postcode_sector",
}
SIDES = ("numerator", "rest", "out", "unknown")


def start(connection: duckdb.DuckDBPyConnection, events: Sequence[Path], folder: Path) -> None:
    """What is known of each person of the events, for the splits."""
    latest = ", ".join(
        f"arg_max({column}, (coalesce(period_end, DATE '1900-01-01'), coalesce(event_start, DATE '1900-01-01'))) "
        f"FILTER (WHERE {column} IS NOT NULL) AS {split}"
        for split, column in _EVENT_COLUMNS.items()
    )
    connection.execute(
        f"CREATE TEMP TABLE what_is_known AS SELECT person_id, {latest} "
        f"FROM read_parquet({quoted(events)}, union_by_name = true) WHERE person_id IS NOT NULL GROUP BY person_id"
    )
    ids = [row[0] for row in connection.execute("SELECT person_id FROM what_is_known").fetchall()]
    ours = folder / "ours.csv"
    with ours.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("person_id", "subject", "team"))
        teams = _teams()
        for person_id, subject in _subjects(ids).items():
            writer.writerow((person_id, subject, teams.get(subject, "")))
    connection.execute(
        "CREATE TEMP TABLE ours AS SELECT * FROM read_csv(?, header = true, all_varchar = true)", [str(ours)]
    )
    ours.unlink()
    connection.execute(
        "CREATE TEMP TABLE stood_behind (measure VARCHAR, person_id VARCHAR, subject BIGINT, in_numerator BOOLEAN, "
        f"in_denominator BOOLEAN, reason VARCHAR, unknowns VARCHAR, {', '.join(f'{one} VARCHAR' for one in SPLITS)})"
    )


def add(connection: duckdb.DuckDBPyConnection, measure: Measure, people: Any) -> None:
    """The people of one measure, worked out already as a query."""
    ages = "CASE p.age " + " ".join(f"WHEN '{code}' THEN '{words}'" for code, words in AGES.items()) + " END"
    columns = {"age": ages, "team": "nullif(o.team, '')"} | {split: f"a.{split}" for split in _EVENT_COLUMNS}
    splits = ", ".join(f"coalesce({columns[split]}, '{NOT_KNOWN}')" for split in SPLITS)
    sql = ibis.to_sql(people, dialect="duckdb")
    connection.execute(
        "INSERT INTO stood_behind SELECT ?, p.person_id, o.subject::BIGINT, p.in_numerator, p.in_denominator, "
        f"p.reason, p.unknowns, {splits} FROM ({sql}) AS p LEFT JOIN what_is_known AS a USING (person_id) "
        "LEFT JOIN ours AS o USING (person_id)",
        [measure.key],
    )


def splits(connection: duckdb.DuckDBPyConnection, measure: Measure) -> Iterator[tuple[str, str, int, int | None]]:
    """Each split of the measure as its parts, with their two counts."""
    counted = "in_numerator" if measure.needs_population else "in_denominator"
    for split in SPLITS:
        found = connection.execute(
            f"SELECT {split}, count(*) FILTER (WHERE in_numerator), count(*) FILTER (WHERE in_denominator) "
            f"FROM stood_behind WHERE measure = ? AND {counted} GROUP BY ALL ORDER BY 1",
            [measure.key],
        ).fetchall()
        for part, numerator, denominator in found:
            yield split, part[:200], numerator, None if measure.needs_population else denominator


def finish(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    written = str(out).replace("'", "''")
    connection.execute(f"COPY (SELECT * FROM stood_behind ORDER BY measure, person_id) TO '{written}' (FORMAT parquet)")


def _subjects(ids: list[str]) -> dict[str, int]:
    """The record of each person of the event table: by NHS number, or by our own number after the council's code."""
    numbers = dict(Identifier.objects.filter(kind="nhs_number", in_use=True).values_list("value", "subject_id"))
    found = {}
    for person_id in ids:
        own = person_id.rpartition("_")[2]
        if person_id in numbers:
            found[person_id] = numbers[person_id]
        elif "_" in person_id and own.isascii() and own.isdigit():
            found[person_id] = int(own)
    return found


def _teams() -> dict[int, str]:
    return dict(Involvement.objects.current().order_by("subject", "-pk").values_list("subject", "team__name"))


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
    "rest": "in_denominator AND NOT in_numerator",
    "out": "NOT in_denominator AND NOT in_numerator",
    "unknown": "unknowns <> ''",
    "": "true",
}


class People:
    """The people of one measure in a run's file, as far as a choice of side, reason or unknown narrows them."""

    def __init__(self, file: Path, measure: str, *, side: str = "", reason: str = "", unknown: str = "") -> None:
        self._file, self._measure = file, measure
        self._conditions = f"measure = ? AND {_WHERE[side]}"
        self._values: list[Any] = [measure]
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
    return f"{months[int(part[5:]) - 1]} {part[:4]}"
