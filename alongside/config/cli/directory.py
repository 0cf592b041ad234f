"""The directory of what there is near people: its postcodes and terms, what comes in from elsewhere and goes out."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused
from alongside.config.cli.running import records

NAME = "directory"
HELP = "keep the directory: load postcodes and terms, bring entries in and take them out, make search anew"
FORMATS = ("csv", "xlsx", "json")
# The public address of an entry where the feed has none of its own; a council sets its own with --site.
SITE = "http://localhost:8000"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    postcodes = parts.add_parser("postcodes", help="load where postcodes lie, in place of the last")
    postcodes.add_argument("file", metavar="FILE", type=Path, help="CSV: postcode, latitude, longitude")
    parts.add_parser("refresh", help="load the council pack's terms and make what search compares anew")
    bring = parts.add_parser("import", help="bring entries in from an Open Referral UK feed or a spreadsheet")
    bring.add_argument("source", metavar="SOURCE", help="address of a feed, its file or folder; or a CSV, XLSX or ODS")
    bring.add_argument("--origin", help="whose list it is; its entries are found again by it (default: the source)")
    bring.add_argument("--mapping", metavar="NAME", help="of a spreadsheet: columns as kept under this name")
    bring.add_argument("--columns", metavar="FILE", type=Path, help='of a spreadsheet: JSON {"name": "Title", …}')
    bring.add_argument("--publish", action="store_true", help="publish what is complete; else all are drafts")
    bring.add_argument("--json", action="store_true", help="answer in JSON")
    take = parts.add_parser("export", help="write all that is published to a file")
    take.add_argument("file", metavar="FILE", type=Path, help="where to; its ending says how: .csv, .xlsx or .json")
    take.add_argument("--format", choices=FORMATS, help="how, whatever the ending")
    take.add_argument("--site", default=SITE, help=f"where the public pages are (default {SITE})")


def run(args: argparse.Namespace) -> int:
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.front_door.directory.actions import NotAPostcode
        from alongside.front_door.directory_feed.reading.sheet import CannotBeRead
        from alongside.rules.council import BadCouncil

        with acting(why=f"alongside directory {args.part}"):
            try:
                return {"postcodes": _postcodes, "refresh": _refresh, "import": _import, "export": _export}[
                    args.part](args)
            except (NotAPostcode, BadCouncil, CannotBeRead) as problem:
                raise Refused(str(problem)) from problem


def _postcodes(args: argparse.Namespace) -> int:
    from alongside.front_door.directory import actions

    print(f"{actions.load_postcodes(file=args.file):,} postcodes.")
    return 0


def _refresh(args: argparse.Namespace) -> int:
    from alongside.front_door.directory import actions
    from alongside.front_door.directory.search import refresh

    print(f"{actions.load_terms():,} terms, {refresh():,} entries.")
    return 0


def _import(args: argparse.Namespace) -> int:
    """0 where every row was kept, 1 where some were left, each of them told."""
    from alongside.front_door.directory_feed.actions import bringing

    def so_far(read: int, total: int | None) -> None:
        if sys.stderr.isatty():
            print(f"\r{read:,}" + (f" of {total:,}" if total else ""), end="", file=sys.stderr, flush=True)

    done = bringing.bring(
        source=args.source, origin=args.origin or "", columns=_columns(args), mapping=args.mapping or "",
        publish=args.publish, by=None, so_far=so_far)
    problems = list(done.problems.all())
    if args.json:
        said = {**done.counts, "origin": done.origin, "problems": [
            {"row": one.row, "record": one.record, "field": one.field, "value": one.value, "message": one.message}
            for one in problems]}
        print(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        for one in problems:
            shown = f" ({one.value!r})" if one.value else ""
            print(f"{args.source}, row {one.row}, {one.field}{shown}: {one.message}", file=sys.stderr)
        print(f"{done.read:,} read: {done.added:,} new, {done.changed:,} changed, {done.unchanged:,} as before, "
              f"{done.refused:,} left out, {done.missing:,} not named any more.")
    return 1 if done.refused else 0


def _columns(args: argparse.Namespace) -> dict[str, str]:
    if not args.columns:
        return {}
    try:
        said: Any = json.loads(args.columns.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise Refused(f"{args.columns} cannot be read: {problem}.") from None
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise Refused(f'{args.columns} must be JSON like {{"name": "Title of group"}}.')
    return said


def _export(args: argparse.Namespace) -> int:
    from alongside.front_door.directory_feed import exports

    kind = args.format or args.file.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise Refused(f"{args.file} must end in .csv, .xlsx or .json, or say --format.")
    try:
        with args.file.open("wb") as file:
            count = exports.write(kind, file, lambda uid: f"{args.site.rstrip('/')}/find-help/{uid}/")
    except OSError as problem:
        raise Refused(f"{args.file} cannot be written: {problem.strerror}.") from problem
    print(f"{count:,} entries in {args.file}.")
    return 0
