"""`make bench`: load, serve, ask, write down, compare."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from . import measure, table
from .serving import ROOT, Colleague, NotMeasured, run, served

SIZES = (20_000, 200_000)
RUNS = 3
SEED = 20


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench", description="How fast the screens are.")
    options.add_argument(
        "--people", type=int, nargs="*", default=SIZES, metavar="N", help="sizes of council (default 20000 200000)"
    )
    options.add_argument("--runs", type=int, default=RUNS, metavar="N", help="runs of 200 requests each (default 3)")
    options.add_argument(
        "--home", type=Path, default=ROOT / "var" / "bench", metavar="FOLDER", help="where the databases are kept"
    )
    args = options.parse_args()
    try:
        for people in args.people:
            result = measured(people, runs=args.runs, home=args.home / str(people))
            before = table.last(people)
            table.write(result)
            print(table.shown(result, before), flush=True)
    except NotMeasured as problem:
        print(f"Not measured: {problem}", file=sys.stderr)
        return 1
    return 0


def measured(people: int, *, runs: int, home: Path) -> dict[str, Any]:
    home.mkdir(parents=True, exist_ok=True)
    _load(people, home)
    from alongside.foundation import database
    from alongside.foundation.database.cluster import OWNER

    cluster = database.start(home)
    try:
        # The owner: for what the measurement must know of the records, and for the bare commit.
        with cluster.connect(OWNER) as connection, served(home) as base:
            return _measure(people, runs, home, connection, base)
    finally:
        cluster.stop()


def _load(people: int, home: Path) -> None:
    """Once for each size; what the measurement adds is little beside it."""
    mark = home / "loaded.json"
    if mark.exists():
        return
    print(f"Loading {people:,} people…", flush=True)
    began = datetime.now(UTC)
    run("migrate", "--quiet", home=home)
    run("demo", "--people", str(people), home=home)
    mark.write_text(json.dumps({"people": people, "seconds": round((datetime.now(UTC) - began).total_seconds())}))


def _measure(people: int, runs: int, home: Path, connection: psycopg.Connection, base: str) -> dict[str, Any]:
    draw = Random(SEED)
    wanted = measure.targets(connection, draw, measure.REQUESTS)
    connection.rollback()
    worker, front = Colleague(base, "social_worker"), Colleague(base, "front_door_worker")
    queries = measure.queries_of(wanted, draw, year=True)
    names = measure.queries_of(wanted, draw, year=False)
    pages: list[str] = []
    acts = {
        "open a record": measure.open_a_record(front, wanted),
        "search, misspelt": measure.search(front, queries, pages),
        "open a worklist": measure.open_a_worklist(worker),
        "create a person": measure.create_a_person(front, Random(), measure.add_page_token(front)),
    }
    timings: dict[str, list[measure.Run]] = {}
    for name, act in acts.items():
        measure.timed(act, measure.WARM)
        timings[name] = [measure.timed(act) for _ in range(runs)]
    with_year = measure.recall(pages[-len(wanted) :], wanted)
    alone: list[str] = []
    measure.timed(measure.search(front, names, alone), len(names))
    commits = [measure.bare_commit(connection) for _ in range(runs)]
    loaded = json.loads((home / "loaded.json").read_text())
    return {
        "people": people,
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "runs": runs,
        "requests": measure.REQUESTS,
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
        "load_seconds": loaded["seconds"],
        "rows": _rows(connection),
        "bytes": measure.size_of(home),
        "milliseconds": {name: _median(several) for name, several in (*timings.items(), ("bare commit", commits))},
        "recall_at_20": round(with_year, 3),
        "recall_at_20_name_alone": round(measure.recall(alone, wanted, measure.namesakes(connection, wanted)), 3),
    }


def _median(several: list[measure.Run]) -> dict[str, float]:
    return {
        "p50": round(statistics.median(one.p50 for one in several), 1),
        "p95": round(statistics.median(one.p95 for one in several), 1),
    }


def _rows(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT sum(n_live_tup)::bigint FROM pg_stat_user_tables").fetchone()
    connection.rollback()
    return int(row[0] or 0) if row else 0


if __name__ == "__main__":
    sys.exit(main())
