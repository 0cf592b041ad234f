"""Official tables of every council, and the improvement profiles made from them."""

import argparse
import getpass
import json
import sys
from pathlib import Path

from alongside.config.cli import Refused
from alongside.config.cli.running import records

NAME = "benchmark"
HELP = "official figures of every council: load them, and write improvement profiles"
FORMATS = ("html", "pdf", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="load|groups|profile", required=True)
    load = parts.add_parser("load", help="official tables of the outcomes framework, as published")
    load.add_argument("file", metavar="FILE", type=Path, help="ODS, XLSX or CSV")
    load.add_argument("--year", help="the year of a file that names none, such as 2020-21")
    load.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    groups = parts.add_parser("groups", help="groups of councils from a CSV file: group, council, first_year, "
                                             "last_year, source")
    groups.add_argument("file", metavar="FILE", type=Path)
    profile = parts.add_parser("profile", help="an improvement profile of a council, or the pack of a group")
    whose = profile.add_mutually_exclusive_group(required=True)
    whose.add_argument("--council", metavar="NAME")
    whose.add_argument("--group", metavar="NAME", help="a region, England, Greater Manchester, or a group of yours")
    profile.add_argument("--year", required=True, metavar="YYYY-YY")
    profile.add_argument("--baseline", metavar="YYYY-YY", help="the year to compare with (the latest before it)")
    profile.add_argument("--tolerance", metavar="NUMBER",
                         help="percentage points within which a measure counts as unchanged (0.5)")
    profile.add_argument("--format", required=True, choices=FORMATS)
    profile.add_argument("--out", required=True, metavar="FILE", type=Path)


def run(args: argparse.Namespace) -> int:
    return {"load": _load, "groups": _groups, "profile": _profile}[args.part](args)


def _load(args: argparse.Namespace) -> int:
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.benchmarking import actions, years
        from alongside.insight.benchmarking.official.published import CannotBeRead

        try:
            with acting(why="official tables, from the command line"):
                release = actions.load(file=args.file, year=years.year(args.year) if args.year else "",
                                       loaded_as=getpass.getuser())
        except actions.AlreadyLoaded as there:
            print(there, file=sys.stderr)
            release = there.release
        except (CannotBeRead, years.NotAYear) as problem:
            raise Refused(str(problem)) from problem
        told = {"file": release.file_name, "digest": release.digest, "layout": release.layout,
                "figures": release.figures.count(), "checked": release.checked, "differing": release.differing}
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(f"{told['figures']:,} figures loaded from {told['file']}. Outcomes: "
              + ", ".join(f"{count:,} {how}" for how, count in told["checked"].items()) + ".")
        for sentence in release.differing:
            print(sentence, file=sys.stderr)
    return 0


def _groups(args: argparse.Namespace) -> int:
    try:
        text = args.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused(f"{args.file} cannot be read: {problem}.") from problem
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.benchmarking import actions, places

        try:
            with acting(why="groups of councils, from the command line"):
                kept = actions.keep_groups(text=text, source=args.file.name)
        except places.NoSuchPlace as problem:
            raise Refused(f"{args.file}: {problem}") from problem
        print(f"Kept: {', '.join(f'{one.name} ({len(one.membership)} councils)' for one in kept)}.")
    return 0


def _profile(args: argparse.Namespace) -> int:
    target: Path = args.out.absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise Refused(f"--out ({args.out}) must be a file in a folder that is there.")
    with records():
        from alongside.insight.benchmarking import change, pack, places, selectors, years

        try:
            made = selectors.pack(
                council=args.council or "", group=args.group or "", year=years.year(args.year),
                baseline=years.year(args.baseline) if args.baseline else "",
                rules=change.Rules.of(args.tolerance) if args.tolerance is not None else None,
            )
        except (years.NotAYear, places.NoSuchPlace, selectors.NothingToShow, change.BadTolerance) as problem:
            raise Refused(str(problem)) from problem
        content = pack.write(made, args.format)
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
    return 0
