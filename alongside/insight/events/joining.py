"""Submissions of many quarters as one table, the way the nation joins them.

A council sends, each quarter, the twelve months to its end. `submissions` says which months a file really covers,
`chosen` which file counts for a quarter, and `join` stitches the quarters: each quarter's events from its own file,
services found again later once, services not found again closed at the quarter's end, duplicates out by the national
key. `single` does the same of one period and one file a council, where costs are part of the key and nothing is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from alongside.rules.national_return.lists import national_list

from .columns import COLUMNS, NAMES
from .engine import engine, literal, write_parquet

FIRST_QUARTER = date(2023, 4, 1)
# A month counts as reported with this share of the events, and all kinds of event but one.
_SHARE = 0.02
_TOO_FEW = 100
_NOT_MAPPED = "2.5"
_COSTS = ("unit_cost", "cost_frequency", "planned_units")


@dataclass(frozen=True)
class Submission:
    """One council's rows of one snapshot: when they came, and the whole months that they cover."""

    council: str
    path: Path
    submitted: date
    start: date
    end: date
    stated: bool = False  # too few events to tell: the period that the file states

    def covers(self, period: Period) -> bool:
        return self.start <= period.start and period.end <= self.end


@dataclass(frozen=True, order=True)
class Period:
    start: date
    end: date


@dataclass(frozen=True)
class Choice:
    council: str
    period: Period
    submission: Submission | None  # none: the council has sent nothing that covers it


@dataclass(frozen=True)
class Joined:
    path: Path
    rows: int
    choices: tuple[Choice, ...]

    @property
    def gaps(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.submission is None)


def submissions(snapshot: Path, submitted: date) -> list[Submission]:
    """The councils of one snapshot, each with the period that its events tell of.

    The first to the last month in which enough of the events ended, of enough kinds. What ends in the month of sending
    or later (a service planned for years) tells nothing, and is not counted at all.
    """
    with TemporaryDirectory() as place, engine(Path(place)) as connection:
        found = connection.execute(
            f"""
            WITH events AS (
                SELECT la_code, lower(event_type) AS kind, date_trunc('month', event_end)::DATE AS month
                FROM read_parquet({literal(str(snapshot))}) WHERE event_end < date_trunc('month', $1::DATE)
            ), months AS (
                SELECT la_code, month, count(*) AS events, count(DISTINCT kind) AS kinds FROM events GROUP BY ALL
            ), whole AS (
                SELECT la_code, sum(events) AS events, max(kinds) AS kinds FROM months GROUP BY ALL
            ), told AS (
                SELECT la_code, min(month) AS first, max(month) AS last
                FROM months JOIN whole USING (la_code)
                WHERE months.events >= {_SHARE} * whole.events AND months.kinds >= whole.kinds - 1
                  AND whole.events >= {_TOO_FEW}
                GROUP BY ALL
            ), stated AS (
                SELECT la_code, max(period_end) AS ends, min(period_start) AS starts
                FROM read_parquet({literal(str(snapshot))}) GROUP BY ALL
            )
            SELECT la_code, coalesce(first, starts), coalesce(last_day(last), ends), first IS NULL
            FROM stated LEFT JOIN told USING (la_code) WHERE la_code IS NOT NULL ORDER BY la_code
            """,
            [submitted],
        ).fetchall()
    return [
        Submission(council, snapshot, submitted, start, end, stated)
        for council, start, end, stated in found
        if start and end
    ]


def quarters(first: date, last: date) -> Iterator[Period]:
    """The whole quarters from one day to another."""
    start = first
    while (end := _quarter_end(start)) <= last:
        yield Period(start, end)
        start = end + timedelta(days=1)


def _quarter_end(start: date) -> date:
    month = start.month + 3
    return date(start.year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)


def chosen(sent: Iterable[Submission], periods: Sequence[Period], as_of: date) -> tuple[Choice, ...]:
    """For each council and period the latest file that covers it, sent after its end and by the day looked from; of
    two that came on one day, the one that is named later."""
    sent = list(reversed(list(sent)))
    choices = []
    for council in sorted({one.council for one in sent}):
        own = [one for one in sent if one.council == council]
        for period in periods:
            fitting = [one for one in own if one.covers(period) and period.end < one.submitted <= as_of]
            choices.append(Choice(council, period, max(fitting, key=lambda one: one.submitted, default=None)))
    return tuple(choices)


def join(sent: Sequence[Submission], *, out: Path, through: date, as_of: date, first: date = FIRST_QUARTER) -> Joined:
    """The quarters to `through` as one table. A row's period is the quarter it was taken for; costs are dropped."""
    choices = chosen(sent, list(quarters(first, through)), as_of)
    with TemporaryDirectory(dir=out.parent, prefix=".joining-") as place, engine(Path(place)) as connection:
        _gather(connection, choices)
        rows = write_parquet(connection, _joined(), out)
    return Joined(out, rows, choices)


def single(sent: Sequence[Submission], *, out: Path, period: Period, as_of: date) -> Joined:
    """One period, one file a council; services with different costs are different services."""
    choices = chosen(sent, [period], as_of)
    with TemporaryDirectory(dir=out.parent, prefix=".joining-") as place, engine(Path(place)) as connection:
        _gather(connection, choices)
        key = f"{_KEY}, {', '.join(_COST_KEY)}"
        rows = write_parquet(connection, f"SELECT {_columns({})} FROM ({_without_duplicates(key, joined=False)})", out)
    return Joined(out, rows, choices)


# -- the rows of the periods

# The end that counts: a death ends what was going on.
_ENDED = (
    "CASE WHEN date_of_death > event_start AND event_end IS NULL THEN date_of_death "
    "WHEN date_of_death BETWEEN event_start AND event_end THEN date_of_death ELSE event_end END"
)
_SERVICE = "lower(event_type) = 'service'"
_IN_PERIOD = f"""
    person_id IS NOT NULL AND event_start <= ref_end
    AND CASE WHEN {_SERVICE} THEN ended IS NULL OR ended >= ref_start
             WHEN lower(event_type) IN ('request', 'assessment', 'review') THEN ended BETWEEN ref_start AND ref_end
             ELSE false END
    AND (date_of_death IS NULL OR (date_of_death >= ref_start AND date_of_death >= event_start))
"""


def _gather(connection: duckdb.DuckDBPyConnection, choices: Sequence[Choice]) -> None:
    """A table of the events of every period, from the file chosen for it."""
    connection.execute("CREATE TEMP TABLE choices (council VARCHAR, file VARCHAR, ref_start DATE, ref_end DATE)")
    taken = [
        (choice.council.lower(), str(choice.submission.path), choice.period.start, choice.period.end)
        for choice in choices
        if choice.submission
    ]
    if taken:
        connection.executemany("INSERT INTO choices VALUES (?, ?, ?, ?)", taken)
    parts = [
        f"SELECT e.*, c.ref_start, c.ref_end FROM read_parquet({literal(file)}) e "
        f"JOIN choices c ON c.council = lower(e.la_code) AND c.file = {literal(file)}"
        for file in dict.fromkeys(file for _, file, _, _ in taken)
    ]
    nothing = f"SELECT {', '.join(f'NULL::{column.type} AS {column.name}' for column in COLUMNS)}, "
    every = " UNION ALL ".join(parts) or f"{nothing} NULL::DATE AS ref_start, NULL::DATE AS ref_end WHERE false"
    connection.execute(
        f"CREATE TEMP TABLE gathered AS SELECT * FROM (SELECT *, {_ENDED} AS ended FROM ({every})) WHERE {_IN_PERIOD}"
    )


# -- duplicates


def _same(column: str) -> str:
    """Values are the same whatever their capitals, and a blank is the same as a blank."""
    return f"coalesce(lower({column}), '')"


_KEY = ", ".join(
    [
        "lower(la_code)",
        "lower(person_id)",
        "event_start",
        f"CASE WHEN NOT {_SERVICE} THEN ended END",
        _same("client_type"),
        "lower(event_type)",
        f"CASE lower(event_type) WHEN 'request' THEN {_same('route_of_access')} "
        f"WHEN 'assessment' THEN {_same('assessment_type')} "
        f"WHEN 'service' THEN {_same('service_type')} || chr(0) || {_same('service_component')} END",
    ]
)
_COST_KEY = [
    f"CASE WHEN {_SERVICE} THEN {value} END"
    for value in (_same("delivery_mechanism"), "unit_cost", _same("cost_frequency"), "planned_units")
]


def _rank() -> str:
    """The national hierarchy of outcomes; a blank or an unknown one is last. Outcomes that only Release 1 had, without
    a value to map them to, stand before support planning here (in 2A they stand last, by its own rule)."""
    codes = national_list("event_outcome")
    ranks = [(code.national(2) or "", code.extra["rank"]) for code in codes if code.extra["rank"]]
    ranks += [(code.national(1) or "", _NOT_MAPPED) for code in codes if not code.extra["rank"]]
    cases = " ".join(f"WHEN {literal(value.lower())} THEN {rank}" for value, rank in dict(ranks).items())
    return f"CASE lower(event_outcome) {cases} ELSE 999 END"


def _without_duplicates(key: str, *, joined: bool) -> str:
    """One row of each key: the latest period, an open end before the latest, the outcome that wins, a conversation."""
    order = ["ref_end DESC"] if joined else []
    order += [
        "ended DESC NULLS FIRST",
        _rank(),
        "coalesce(lower(event_description) LIKE '%conversation%', false) DESC",
        "row_number DESC",
        "source_file DESC",
    ]
    return (
        f"SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {', '.join(order)}) AS place "
        "FROM gathered) WHERE place = 1"
    )


def _joined() -> str:
    """Of a service found in several quarters the last is kept; one that the next no longer has ended with its own."""
    later = "(SELECT min(c.ref_end) FROM choices c WHERE c.council = lower(kept.la_code) AND c.ref_end > kept.ref_end)"
    gone = f"{_SERVICE} AND (ended IS NULL OR ended > ref_end) AND {later} IS NOT NULL"
    changed = {
        "event_end": f"CASE WHEN {gone} THEN ref_end ELSE event_end END",
        "period_start": "ref_start",
        "period_end": "ref_end",
    } | {name: f"NULL::{column.type}" for column in COLUMNS if (name := column.name) in _COSTS}
    return f"SELECT {_columns(changed)} FROM ({_without_duplicates(_KEY, joined=True)}) AS kept"


def _columns(changed: dict[str, str]) -> str:
    return ", ".join(f"{changed.get(name, name)} AS {name}" for name in NAMES)
