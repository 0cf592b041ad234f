"""Load the demo council: invented people with whole histories."""

import argparse
import sys
import time

from alongside.config.cli import Refused
from alongside.config.cli.running import home, records

NAME = "demo"
HELP = "load the demo council into an empty database (needs the owner role)"
PEOPLE, MOST = 1000, 500_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=PEOPLE, metavar="N", help=f"how many people (default {PEOPLE})")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help="the same seed gives the same people (default 1)"
    )


def run(args: argparse.Namespace) -> int:
    if not 1 <= args.people <= MOST:
        raise Refused(f"--people must be from 1 to {MOST:,}, and {args.people} is not.")
    with records(as_owner=True):
        from django.conf import settings

        if not settings.DEMO:
            raise Refused("The demo council is refused here: ALONGSIDE_DEMO is 0, so this is no demonstration.")
        from django.utils import timezone

        from alongside.config.demo import insight
        from alongside.config.demo.load import load, write_sign_ins
        from alongside.foundation.accounts.personas import ensure_demo_council
        from alongside.foundation.audit.context import acting

        began = time.monotonic()
        loaded = load(people=args.people, seed=args.seed)
        write_sign_ins(home())
        if loaded is None:
            print("There are records already, so nothing was loaded.")
            return 0
        with acting(why=f"demo council, seed {args.seed}"):
            insight.fill(ensure_demo_council(), seed=args.seed, today=timezone.localdate())
        print(f"{loaded.people:,} people with {loaded.rows:,} rows in {time.monotonic() - began:.0f} seconds.")
        sys.stdout.flush()
    return 0
