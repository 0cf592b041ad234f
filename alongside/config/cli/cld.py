"""The national return from the command line: write it from the records, or check a file of any council."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from alongside.config.cli import Refused
from alongside.config.cli.running import records, set_up_django

NAME = "cld"
HELP = "the national return (client level data): check a file, or write it from the records"
RELEASES = (1, 2)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="check|export", required=True)
    check = parts.add_parser("check", help="what the data quality report would say of a file")
    check.add_argument("file", metavar="FILE", type=Path, help="a CSV file with the national column names")
    check.add_argument("--release", type=int, default=2, choices=RELEASES, help="of the specification (default 2)")
    check.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    export = parts.add_parser("export", help="write requests, assessments and reviews of a period")
    export.add_argument(
        "--from", dest="start", metavar="DATE", required=True, help="first day of the period, such as 2026-04-01"
    )
    export.add_argument("--to", dest="end", metavar="DATE", required=True, help="last day of the period")
    export.add_argument("file", metavar="FILE", type=Path, help="where to write")
    export.add_argument("--json", action="store_true", help="a JSON document alone on standard output")


def run(args: argparse.Namespace) -> int:
    return _check(args) if args.part == "check" else _export(args)


def _check(args: argparse.Namespace) -> int:
    set_up_django()
    from django.conf import settings

    from alongside.insight.returns.checking import CannotBeRead, check_file, columns_not_known
    from alongside.rules import council

    try:
        checked = check_file(args.file, release=args.release, la_codes=(council.load(settings.COUNCIL_PACK).la_code,))
    except CannotBeRead as problem:
        raise Refused(str(problem)) from problem
    if unknown := columns_not_known(args.file):
        print(f"Passed over, for the return has no such column: {', '.join(unknown)}", file=sys.stderr)
    if args.json:
        json.dump(checked.as_data(), sys.stdout, ensure_ascii=False)
        print()
    else:
        for one in checked.as_data()["fields"]:
            if one["failed"] or one["not_checked"]:
                print(f"{one['field']}: {one['failed']} failed, {one['not_checked']} not checked")
        print(f"{checked.rows} rows, {sum(checked.failed.values())} values failed.")
    return 1 if checked.failed else 0


def _export(args: argparse.Namespace) -> int:
    start, end = _day(args.start, "--from"), _day(args.end, "--to")
    if end < start:
        raise Refused(f"--to ({args.end}) must not be before --from ({args.start}).")
    target: Path = args.file.absolute()
    if not target.parent.is_dir():
        raise Refused(f"{target.parent} is not a folder.")
    if target.is_dir():
        raise Refused(f"{args.file} is a folder: name a file.")
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.returns.build import build, write_down_the_look
        from alongside.rules.national_return.row import Period

        period = Period(start, end)
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with acting(why="national return, from the command line"):
                # Personal data of everybody: for the eyes of whoever asked for it alone.
                closed = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(closed, "w", encoding="utf-8", newline="") as file:
                    summary = build(period, file)
                write_down_the_look(summary, period, path="alongside cld export")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    if args.json:
        json.dump(
            {
                "rows": summary.rows,
                "events": dict(summary.by_type),
                "failing": dict(summary.failing),
                "file": str(args.file),
            },
            sys.stdout,
        )
        print()
    else:
        print(
            f"{summary.rows:,} rows: "
            + ", ".join(f"{count:,} {name}" for name, count in sorted(summary.by_type.items()))
        )
        if summary.failing:
            print("Failing: " + ", ".join(f"{name} {count:,}" for name, count in summary.failing.most_common()))
    return 0


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{option} must be a day such as 2026-04-01, and {text} is not.") from None
