"""The national return from the command line: write it from the records, or check a file of any council."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from alongside.config.cli import Refused
from alongside.config.cli.running import records, set_up_django

NAME = "cld"
HELP = "the national return (client level data): check a file, or write it from the records"
RELEASES = (1, 2)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="check|join|export|mapping", required=True)
    check = parts.add_parser("check", help="what the data quality report would say of a file")
    check.add_argument("file", metavar="FILE", type=Path, help="CSV or Parquet with the national column names")
    check.add_argument("--release", type=int, default=2, choices=RELEASES, help="of the specification (default 2)")
    check.add_argument("--mapping", type=Path, help="the official mapping of values, for this check alone (XLSX)")
    check.add_argument("--csv", type=Path, help="write the failing cells there too, for a spreadsheet")
    check.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    join = parts.add_parser("join", help="quarterly submissions as one table of events, the way the nation joins them")
    join.add_argument("--sent", dest="sent", metavar=("DATE", "FILE"), nargs=2, action="append", required=True,
                      help="a submission and the day it was sent; once for each file, CSV or Parquet")
    join.add_argument("--through", metavar="DATE", required=True, help="the last day of the last quarter")
    join.add_argument("--from", dest="first", metavar="DATE", help="the first day of the first quarter (2023-04-01)")
    join.add_argument("--as-of", dest="as_of", metavar="DATE", help="files sent by that day count (default today)")
    join.add_argument("--out", metavar="FILE", type=Path, required=True, help="the table, as Parquet")
    join.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    mapping = parts.add_parser("mapping", help="load the official mapping of values in place of the public lists")
    mapping.add_argument("file", metavar="FILE", type=Path, help="the published spreadsheet (XLSX or ODS)")
    mapping.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    export = parts.add_parser("export", help="write requests, assessments, services and reviews of a period")
    export.add_argument(
        "--from", dest="start", metavar="DATE", required=True, help="first day of the period, such as 2026-04-01"
    )
    export.add_argument("--to", dest="end", metavar="DATE", required=True, help="last day of the period")
    export.add_argument("file", metavar="FILE", type=Path, help="where to write")
    export.add_argument("--json", action="store_true", help="a JSON document alone on standard output")


def run(args: argparse.Namespace) -> int:
    return {"check": _check, "join": _join, "export": _export, "mapping": _mapping}[args.part](args)


def _check(args: argparse.Namespace) -> int:
    set_up_django()
    from django.conf import settings

    from alongside.insight.returns import official
    from alongside.insight.returns.checking import CannotBeRead, check_file, write_failing
    from alongside.rules import council
    from alongside.rules.national_return.mapping import BadMapping
    from alongside.rules.national_return.wording import Wording

    if args.csv:
        _refuse_a_place(args.csv)
    try:
        wording = Wording(official.read_file(args.mapping)) if args.mapping else official.wording()
        la_codes = (council.load(settings.COUNCIL_PACK).la_code,)
        checked = check_file(args.file, release=args.release, la_codes=la_codes, wording=wording)
    except (CannotBeRead, BadMapping) as problem:
        raise Refused(str(problem)) from problem
    for note in checked.notes:
        print(note, file=sys.stderr)
    if checked.passed_over:
        print(f"Passed over, for the return has no such column: {', '.join(checked.passed_over)}", file=sys.stderr)
    if args.csv:
        with _whole(args.csv) as file:
            write_failing(checked, file)
    if args.json:
        json.dump(checked.as_data(), sys.stdout, ensure_ascii=False)
        print()
    else:
        for one in checked.as_data()["fields"]:
            if one["failed"] or one["not_checked"]:
                print(f"{one['field']}: {one['failed']:,} failed, {one['not_checked']:,} not checked")
        for module, count in checked.by_module.most_common():
            print(f"{module}: {count:,} failed")
        for title, count in checked.warned_in_words():
            print(f"{title}: {count:,}")
        print(f"{checked.rows:,} rows, {checked.failed.total():,} values failed.")
    return 1 if checked.failed.total() else 0


def _join(args: argparse.Namespace) -> int:
    from alongside.insight.events import joining
    from alongside.insight.events.problems import CannotBeRead
    from alongside.insight.events.reading import read

    first = _day(args.first, "--from") if args.first else joining.FIRST_QUARTER
    through, as_of = _day(args.through, "--through"), _day(args.as_of, "--as-of") if args.as_of else date.today()
    if not list(joining.quarters(first, through)):
        raise Refused(f"No whole quarter lies between {first} and {through}.")
    _refuse_a_place(args.out)
    out = args.out.absolute()
    with TemporaryDirectory(dir=out.parent, prefix=".joining-") as place:
        sent = []
        for number, (day, file) in enumerate(args.sent):
            submitted = _day(day, "--sent")
            try:
                made = read([Path(file)], out=Path(place) / f"{number}.parquet")
            except CannotBeRead as problem:
                raise Refused(str(problem)) from problem
            if made.problems:
                raise Refused(made.problems.kept[0].sentence)
            sent += joining.submissions(made.path, submitted)
        joined = joining.join(sent, out=out, through=through, as_of=as_of, first=first)
    covered = [
        {"council": one.council, "from": str(one.start), "to": str(one.end), "sent": str(one.submitted),
         "stated": one.stated} for one in sent
    ]  # fmt: skip
    gaps = [{"council": one.council, "from": str(one.period.start), "to": str(one.period.end)} for one in joined.gaps]
    if args.json:
        json.dump({"rows": joined.rows, "submissions": covered, "gaps": gaps, "file": str(args.out)}, sys.stdout)
        print()
        return 0
    for one in covered:
        told = "by its own word" if one["stated"] else "by its events"
        print(f"{one['council']}: sent {one['sent']}, covers {one['from']} to {one['to']} ({told})")
    for one in gaps:
        print(f"{one['council']}: nothing sent covers {one['from']} to {one['to']}", file=sys.stderr)
    print(f"{joined.rows:,} events in {args.out}")
    return 0


def _mapping(args: argparse.Namespace) -> int:
    set_up_django()
    from alongside.insight.returns import official
    from alongside.rules.national_return.mapping import BadMapping

    try:
        told = official.keep(official.read_file(args.file), by="the command line").official
    except BadMapping as problem:
        raise Refused(str(problem)) from problem
    counts = {name: len(pairs) for name, pairs in sorted(told.lists.items())}
    if args.json:
        json.dump({"lists": counts, "passed_over": list(told.passed_over)}, sys.stdout)
        print()
    else:
        print(f"In use: {len(counts)} lists, {sum(counts.values()):,} values.")
        if told.passed_over:
            print(f"Passed over, for they are no lists of the return: {', '.join(told.passed_over)}", file=sys.stderr)
    return 0


def _export(args: argparse.Namespace) -> int:
    start, end = _day(args.start, "--from"), _day(args.end, "--to")
    if end < start:
        raise Refused(f"--to ({args.end}) must not be before --from ({args.start}).")
    _refuse_a_place(args.file)
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.returns.build import build, write_down_the_look
        from alongside.rules.national_return.row import Period

        period = Period(start, end)
        with acting(why="national return, from the command line"), _whole(args.file) as file:
            summary = build(period, file)
            write_down_the_look(summary, period, path="alongside cld export")
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


def _refuse_a_place(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise Refused(f"{file.absolute().parent} is not a folder.")
    if file.is_dir():
        raise Refused(f"{file} is a folder: name a file.")


@contextmanager
def _whole(file: Path) -> Iterator[TextIO]:
    """The whole file or none. Personal data of everybody: for the eyes of whoever asked for it alone."""
    target = file.absolute()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        closed = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(closed, "w", encoding="utf-8", newline="") as lines:
            yield lines
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{option} must be a day such as 2026-04-01, and {text} is not.") from None
