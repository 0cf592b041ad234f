"""`python -m bench.directory`: the public pages, and searching at 5,000 services, over HTTP, proximity included.

The services are made once, in an embedded database of their own; each of three runs opens 200 addresses of each kind.
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

from . import visits
from .serving import ROOT, NotMeasured, _environment, run, served

SERVICES, RUNS, REQUESTS, SEED = 5000, 3, 200, 4
TARGETS = {"p50": 30.0, "p95": 80.0}
RESULTS = Path(__file__).with_name("results")
_FILL = """
import django; django.setup()
from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.audit.context import acting
from alongside.front_door.directory.tests import many
from alongside.people.about_me.tests.factories import make_words
from alongside.people.own_access.tests.factories import let_in
with acting(why="bench"):
    many.fill({number})
    worker = ensure_demo_council().users["social_worker"]
    make_words(let_in(by=worker).subject, by=worker, words="I want to be useful again, not looked after.")
from django.db import connection
connection.cursor().execute("ANALYZE")
"""
_SIGN_IN = """
import django; django.setup()
from alongside.foundation.audit.context import acting
from alongside.people.own_access import actions
from alongside.people.own_access.tests.factories import EMAIL
from alongside.portal.my_plan.guard import COOKIE
with acting(why="bench"): print(COOKIE, actions.sign_in(channel="email", address=EMAIL))
"""
# An address, or how to come by the next one.
PAGES: dict[str, str | visits.Way] = {
    "what a search found": visits.searches,
    "what a search found, on a map": visits.maps,
    "an entry of the directory": visits.entries,
    "the council's home page": "/",
    "first page of the directory": "/find-help/",
    "near you this week": "/find-help/this-week/",
    "a page of the feed, near a postcode": "/openreferral/v3/services?postcode=WM1+1AA&proximity=5000",
    "guided search, its first page": "/help-me-work-it-out/guided-search/",
    "a self-assessment, its first page": "/help-me-work-it-out/adult/",
    "a self-assessment, questions": visits.questions,
    "refer somebody": "/refer/",
    "book time to talk": "/book/",
    "sign in to My plan": "/my-plan/sign-in/",
}
SIGNED_IN = {
    "My plan": "/my-plan/",
    "My plan, about me": "/my-plan/about-me/",
    "My plan, messages": "/my-plan/messages/",
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
            _python(_FILL.format(number=services), home)
            (home / "loaded").touch()
        cookie, secret = _python(_SIGN_IN, home).split()
        with cluster.connect(OWNER) as connection, served(home) as base:
            connection.autocommit = True
            anybody = {name: _pages(base, connection, path, runs) for name, path in PAGES.items()}
            herself = {name: _pages(base, connection, path, runs, {cookie: secret}) for name, path in SIGNED_IN.items()}
    finally:
        cluster.stop()
    return {
        "services": services,
        "load": round(os.getloadavg()[0], 1),
        "at": datetime.now(UTC).isoformat(),
        "pages": anybody | herself,
    }


def _python(words: str, home: Path) -> str:
    """Run in the product, as the owner of the tables; what it printed."""
    env = _environment(home) | {"ALONGSIDE_AS_OWNER": "1"}
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, env=env, check=False, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise NotMeasured("What is measured could not be made.")
    return done.stdout


def _pages(
    base: str,
    connection: object,
    path: str | visits.Way,
    runs: int,
    cookies: dict[str, str] | None = None,
) -> dict[str, float]:
    draw, client, found = Random(SEED), httpx.Client(base_url=base, timeout=60, cookies=cookies), []
    addresses = visits.always(path) if isinstance(path, str) else path(client, draw)
    for _ in range(runs):
        took = []
        for number in range(REQUESTS):
            if number % 100 == 0:  # nobody asks so much in a minute; what is measured is the page
                connection.execute("TRUNCATE limits_count")  # type: ignore[attr-defined]
            address = next(addresses)
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


if __name__ == "__main__":
    sys.exit(main())
