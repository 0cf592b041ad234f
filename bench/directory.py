"""`python -m bench.directory`: the public pages, and searching at 5,000 services, over HTTP, proximity included.

The services are made once, in an embedded database of their own; each of three runs asks 200 different things: the need
words of the council pack, one in four with a slip of the hand, every other one from a postcode.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import httpx

from .serving import ROOT, NotMeasured, _environment, run, served

SERVICES, RUNS, REQUESTS, SEED = 5000, 3, 200, 4
TARGETS = {"p50": 30.0, "p95": 80.0}
RESULTS = Path(__file__).with_name("results")
_FILL = """
import django; django.setup()
from alongside.foundation.audit.context import acting
from alongside.front_door.directory.tests import many
with acting(why="bench"): many.fill({number})
from django.db import connection
connection.cursor().execute("ANALYZE")
"""
PAGES = {
    "search and open what was found": None,
    "the council's home page": "/",
    "first page of the directory": "/find-help/",
    "near you this week": "/find-help/this-week/",
    "a page of the feed, near a postcode": "/openreferral/v3/services?postcode=WM1+1AA&proximity=5000",
    "guided search, its first page": "/help-me-work-it-out/guided-search/",
    "a self-assessment, its first page": "/help-me-work-it-out/adult/",
    "refer somebody": "/refer/",
    "book time to talk": "/book/",
    "sign in to My plan": "/my-plan/sign-in/",
}


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.directory", description=__doc__.splitlines()[0])
    options.add_argument("--services", type=int, default=SERVICES, metavar="N", help=f"how many (default {SERVICES:,})")
    options.add_argument("--runs", type=int, default=RUNS, metavar="N", help="runs of 200 requests each (default 3)")
    options.add_argument("--home", type=Path, default=ROOT / "var" / "bench", metavar="FOLDER")
    args = options.parse_args()
    try:
        result = measured(args.services, runs=args.runs, home=args.home / f"directory-{args.services}")
    except NotMeasured as problem:
        print(f"Not measured: {problem}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"directory-{args.services}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(result, indent=1) + "\n")
    print(
        f"{args.services:,} services, load {result['load']}; "
        f"target p50 {TARGETS['p50']:.0f} ms, p95 {TARGETS['p95']:.0f} ms"
    )
    for name, found in result["pages"].items():
        print(f"  {name:36} p50 {found['p50']:6.1f} ms   p95 {found['p95']:6.1f} ms")
    return 0


def measured(services: int, *, runs: int, home: Path) -> dict[str, object]:
    home.mkdir(parents=True, exist_ok=True)
    from alongside.foundation import database
    from alongside.foundation.database.cluster import OWNER

    if not (home / "loaded").exists():
        run("migrate", "--quiet", home=home)
    cluster = database.start(home)
    try:
        if not (home / "loaded").exists():
            env = _environment(home) | {"ALONGSIDE_AS_OWNER": "1"}
            done = subprocess.run([sys.executable, "-c", _FILL.format(number=services)], cwd=ROOT, env=env, check=False)
            if done.returncode:
                raise NotMeasured("The services could not be made.")
            (home / "loaded").touch()
        with cluster.connect(OWNER) as connection, served(home) as base:
            connection.autocommit = True
            pages = {name: _pages(base, connection, path, runs) for name, path in PAGES.items()}
    finally:
        cluster.stop()
    return {
        "services": services,
        "load": round(os.getloadavg()[0], 1),
        "at": datetime.now(UTC).isoformat(),
        "pages": pages,
    }


def _pages(base: str, connection: object, path: str | None, runs: int) -> dict[str, float]:
    draw, client, found = Random(SEED), httpx.Client(base_url=base, timeout=60), []
    for _ in range(runs):
        took = []
        for number in range(REQUESTS):
            if number % 100 == 0:  # nobody asks so much in a minute; what is measured is the page
                connection.execute("TRUNCATE limits_count")  # type: ignore[attr-defined]
            address = path or _asked(client, draw)
            began = time.perf_counter()
            answer = client.get(address)
            took.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise NotMeasured(f"{address} answered {answer.status_code}.")
        took.sort()
        found.append((statistics.median(took), took[int(REQUESTS * 0.95)]))
    return {
        "p50": round(statistics.median(one[0] for one in found), 1),
        "p95": round(statistics.median(one[1] for one in found), 1),
    }


def _asked(client: httpx.Client, draw: Random) -> str:
    """The address of one search."""
    import csv

    with (ROOT / "councils" / "example" / "directory" / "need_words.csv").open() as file:
        words = draw.choice([row["words"] for row in csv.DictReader(file)])
    if draw.random() < 0.25:
        longest = max(words.split(), key=len)
        cut = draw.randrange(1, len(longest))
        words = words.replace(longest, longest[:cut] + longest[cut + 1 :])
    postcode = f"WM{draw.randrange(1, 10)} {draw.randrange(1, 10)}AA" if draw.random() < 0.5 else ""
    return client.post("/find-help/search/", data={"words": words, "postcode": postcode}).headers["Location"]


if __name__ == "__main__":
    sys.exit(main())
