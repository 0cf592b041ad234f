"""The directory of what there is near people: its postcodes, its terms, and what search goes by."""

import argparse
from pathlib import Path

from alongside.config.cli import Refused
from alongside.config.cli.running import records

NAME = "directory"
HELP = "keep the directory: load postcodes and terms, make search anew"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    postcodes = parts.add_parser("postcodes", help="load where postcodes lie, in place of the last")
    postcodes.add_argument("file", metavar="FILE", type=Path, help="CSV: postcode, latitude, longitude")
    parts.add_parser("refresh", help="load the council pack's terms and make what search compares anew")


def run(args: argparse.Namespace) -> int:
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.front_door.directory import actions
        from alongside.front_door.directory.search import refresh
        from alongside.rules.council import BadCouncil

        with acting(why=f"alongside directory {args.part}"):
            try:
                if args.part == "postcodes":
                    print(f"{actions.load_postcodes(file=args.file):,} postcodes.")
                else:
                    print(f"{actions.load_terms():,} terms, {refresh():,} entries.")
            except (actions.NotAPostcode, BadCouncil) as problem:
                raise Refused(str(problem)) from problem
    return 0
