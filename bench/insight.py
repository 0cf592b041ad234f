"""`python -m bench.insight`: ten million events read, checked and measured, beside a bare scan of the columns used.

The events are made here, the same for one number of rows: councils, people and events as varied as a national file is
wide. Each step is a process of its own, so that its time and its memory are its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from alongside.insight.events.columns import COLUMNS
from alongside.rules.national_return.columns import COLUMNS as NATIONAL
from alongside.rules.national_return.lists import national_list

from .serving import ROOT

ROWS = 10_000_000
EVENTS_OF_A_PERSON = 25
COUNCILS = 150
YEAR = "2024-25"
TARGETS = {"measures, from Parquet": 20.0, "check, from Parquet": 60.0}
MEMORY = 4096  # MB
RESULTS = Path(__file__).with_name("results")


@dataclass(frozen=True)
class Step:
    name: str
    seconds: float
    megabytes: int
    failed: str = ""


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.insight", description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=ROWS, metavar="N", help=f"events (default {ROWS:,})")
    options.add_argument(
        "--home", type=Path, default=ROOT / "var" / "bench", metavar="FOLDER", help="where they are kept"
    )
    options.add_argument("--no-csv", action="store_true", help="leave out the steps that read CSV")
    options.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.step:
        _step(args.step[0], Path(args.step[1]), Path(args.step[2]))
        return 0
    args.home.mkdir(parents=True, exist_ok=True)
    parquet, table, population = _made(args.home, args.rows)
    steps = [_timed("bare scan of the columns used", _self("scan", parquet, parquet))]
    steps += [
        _timed("reading, from Parquet", _self("read", parquet, args.home / "read.parquet")),
        _timed("measures, from Parquet", _alongside("measures", "ascof", "--events", parquet, "--year", YEAR,
                                                    "--population", population, "--json")),
        _timed("check, from Parquet", _alongside("cld", "check", parquet, "--json")),
    ]  # fmt: skip
    if not args.no_csv:
        steps += [
            _timed("bare scan, from CSV", _self("scan_csv", table, table)),
            _timed("reading, from CSV", _self("read", table, args.home / "read.parquet")),
            _timed("measures, from CSV", _alongside("measures", "ascof", "--events", table, "--year", YEAR,
                                                    "--population", population, "--json")),
            _timed("check, from CSV", _alongside("cld", "check", table, "--json")),
        ]  # fmt: skip
    (args.home / "read.parquet").unlink(missing_ok=True)
    print(shown(args.rows, steps))
    _keep(args.rows, steps)
    return 0


def shown(rows: int, steps: Sequence[Step]) -> str:
    lines = [f"{rows:,} events; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"]
    lines.append(f"{'':32} {'seconds':>8} {'ratio':>7} {'MB':>6}")
    bare = steps[0].seconds
    for step in steps:
        if step.name.startswith("bare scan"):
            bare = step.seconds
        missed = " over" if step.seconds > TARGETS.get(step.name, step.seconds) or step.megabytes > MEMORY else ""
        lines.append(
            f"{step.name:32} {step.seconds:>8.1f} {step.seconds / bare:>6.1f}x {step.megabytes:>6}{missed}"
            + (f"  failed: {step.failed}" if step.failed else "")
        )
    return "\n".join(lines)


def _keep(rows: int, steps: Sequence[Step]) -> None:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    result = {"events": rows, "measured": now.isoformat(timespec="seconds"), "cores": os.cpu_count(),
              "load": round(os.getloadavg()[0], 1), "steps": [asdict(step) for step in steps]}  # fmt: skip
    file = RESULTS / f"insight-{rows}-{now:%Y%m%dT%H%M%S}.json"
    file.write_text(json.dumps(result, indent=1) + "\n")


def _self(step: str, *paths: Path) -> list[str]:
    return [sys.executable, "-m", "bench.insight", "--step", step, *map(str, paths)]


def _alongside(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "alongside", *map(str, words)]


def _timed(called: str, command: list[str]) -> Step:
    """Run it in a process of its own; what it prints goes nowhere, what it complains of is kept."""
    began = time.perf_counter()
    complaints, into = os.pipe()
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_DUP2, into, 2),
            (os.POSIX_SPAWN_CLOSE, complaints),
        ],
    )
    os.close(into)
    with os.fdopen(complaints, "rb") as lines:
        said = lines.read().decode(errors="replace").strip().splitlines()
    _, status, used = os.wait4(child, 0)
    print(f"  {called}: {time.perf_counter() - began:.1f} s", file=sys.stderr, flush=True)
    ended = os.waitstatus_to_exitcode(status)
    # 1 is a check's word for a file with faults.
    failed = "" if ended == 0 or (ended == 1 and "check" in called) else (said[-1] if said else f"status {ended}")
    return Step(called, round(time.perf_counter() - began, 1), used.ru_maxrss // 1024, failed[:200])


def _step(step: str, path: Path, out: Path) -> None:
    if step.startswith("make:"):
        _make(int(step.removeprefix("make:")), path, out)
        return
    if step == "read":
        from alongside.insight.events.reading import read

        read([path], out=out)
        return
    used = {column.header for column in COLUMNS if column.header} | {"NHS Number", "LA Person Unique Identifier"}
    # The greatest of each: a count would be answered from the file's own index without a look at any value.
    asked = ", ".join(f'max("{column}")' for column in sorted(used))
    scan = "read_parquet" if step == "scan" else "read_csv"
    settings = "" if step == "scan" else ", all_varchar = true, header = true"
    duckdb.connect().execute(f"SELECT {asked} FROM {scan}('{path}'{settings})").fetchall()


# -- the events


def _made(home: Path, rows: int) -> tuple[Path, Path, Path]:
    """Parquet, CSV and population; made once for each number of rows."""
    parquet, table = home / f"events-{rows}.parquet", home / f"events-{rows}.csv"
    population = home / "population.csv"
    if not table.exists():
        print(f"Making {rows:,} events…", flush=True)
        made = _timed("making", _self(f"make:{rows}", parquet, table))
        if made.failed:
            raise SystemExit(f"Not measured: {made.failed}")
    with population.open("w", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(("la_code", "age_band", "population"))
        for council in range(COUNCILS):
            writer.writerows([(701 + council, "18_64", 180_000), (701 + council, "65_plus", 50_000)])
    return parquet, table, population


def _make(rows: int, parquet: Path, table: Path) -> None:
    """In a process of its own: a child would inherit the memory that it took."""
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '3GB'")
    connection.execute(f"COPY ({events(rows)}) TO '{parquet}' (FORMAT parquet)")
    connection.execute(
        f"COPY (SELECT * FROM '{parquet}') TO '{table}.part' (FORMAT csv, HEADER, DATEFORMAT '%d/%m/%Y')"
    )
    Path(f"{table}.part").rename(table)


def events(rows: int) -> str:
    """A query for so many events, in the return's columns. Every value follows from the number of the row."""
    people = max(rows // EVENTS_OF_A_PERSON, 1)
    # A person's facts follow from the person, an event's from the row.
    made = {column.name: "NULL::VARCHAR" for column in NATIONAL}
    made |= {column.name: _one_of(column.list_name, column.order, "person") for column in NATIONAL if column.list_name}
    start = "DATE '2022-10-01' + " + _draw("i", 1, 910)
    made |= {
        "LA Code": f"(701 + person % {COUNCILS})::VARCHAR",
        "Reporting Period Start Date": "DATE '2024-04-01'",
        "Reporting Period End Date": "DATE '2025-03-31'",
        "NHS Number": "CASE WHEN person % 20 > 0 THEN (9990000000 + person % 9999999)::VARCHAR END",
        "LA Person Unique Identifier": "'P' || person",
        "First Name": "'Given' || person % 800",
        "Last Name": "'Family' || person % 9000",
        "GP Practice Name": "'Invented Surgery ' || person % 300",
        "GP Practice Code": "'Z99' || lpad((person % 300)::VARCHAR, 3, '0')",
        "Date of Birth": f"DATE '1925-01-01' + {_draw('person', 2, 29_500)}",
        "Date of Death": f"CASE WHEN {_draw('person', 3, 12)} = 0 "
        f"THEN DATE '2024-01-01' + {_draw('person', 4, 500)} END",
        "Client Type": f"CASE WHEN {_draw('person', 5, 8)} = 0 THEN 'Unpaid carer' ELSE 'Service user' END",
        "Postcode": "'ZZ99 ' || person % 10 || 'VZ'",
        "Event Type": f"CASE {_draw('i', 6, 10)} WHEN 0 THEN 'Request' WHEN 1 THEN 'Assessment' WHEN 2 THEN 'Review' "
        "ELSE 'Service' END",
        "Event Reference": "'E' || i",
        "Event Start Date": start,
        "Event End Date": f"CASE WHEN {_draw('i', 7, 3)} > 0 THEN {start} + {_draw('i', 8, 120)} END",
        "Unit Cost": f"({_draw('i', 9, 90_000)} / 100)::DECIMAL(18,2)::VARCHAR",
        "Planned units per week": f"({_draw('i', 10, 40)})::VARCHAR",
        "No. of adults being cared for": "NULL::VARCHAR",
    }
    for column in NATIONAL:
        if column.list_name and column.module.startswith(("Events", "Costs")) and column.name != "Event Type":
            made[column.name] = _one_of(column.list_name, column.order, "i")
    for kind, columns in _ONLY_OF.items():
        for column in columns:
            made[column] = f"CASE WHEN {made['Event Type']} = '{kind}' THEN {made[column]} END"
    chosen = ", ".join(f'{value} AS "{column}"' for column, value in made.items())
    return f"SELECT {chosen} FROM (SELECT range AS i, hash(range, 0) % {people} AS person FROM range({rows}))"


_ONLY_OF = {
    "Request": ("Request: Route of Access",),
    "Assessment": ("Assessment Type", "Eligible Needs Identified", "Method of Assessment"),
    "Review": ("Review Reason", "Review Outcomes Achieved", "Method of Review"),
    "Service": ("Service Type", "Service Component", "Delivery Mechanism", "Unit Cost", "Cost Frequency (Unit Type)",
                "Planned units per week"),
}  # fmt: skip


def _draw(of: str, salt: int, below: int) -> str:
    return f"(hash({of}, {salt}) % {below})::INTEGER"


def _one_of(list_name: str, salt: int, of: str) -> str:
    values = [value for code in national_list(list_name) if (value := code.national(2)) and code.valid_to is None]
    if not values:
        return "NULL::VARCHAR"
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"([{listed}])[1 + {_draw(of, salt, len(values))}]"


if __name__ == "__main__":
    sys.exit(main())
