"""Population projections, and what today's service would cost as the population changes."""

import argparse
import getpass
import json
import sys
from datetime import date
from pathlib import Path

from alongside.config.cli import Refused
from alongside.config.cli.running import records

NAME = "demand"
HELP = "population projections: load one, and project today's service and its cost"
FORMATS = ("text", "json", "csv", "xlsx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="load|project", required=True)
    load = parts.add_parser("load", help="a projection of the population, by area, sex, age and year")
    load.add_argument("file", metavar="FILE", type=Path, help="CSV, XLSX or ODS")
    load.add_argument("--title", required=True, help="what it is called, such as \"2022-based\"")
    load.add_argument("--source", required=True, help="who published it, and where")
    load.add_argument("--published", required=True, metavar="YYYY-MM-DD")
    load.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    project = parts.add_parser("project", help="the people with support and the cost of today's service, by year")
    project.add_argument("--area", default="", help="an area of the projection (the council itself)")
    project.add_argument("--need", default="", help="one main reason for support (all)")
    project.add_argument("--format", choices=FORMATS, default="text")
    project.add_argument("--out", metavar="FILE", type=Path, help="where to write it (standard output)")


def run(args: argparse.Namespace) -> int:
    return _load(args) if args.part == "load" else _project(args)


def _load(args: argparse.Namespace) -> int:
    try:
        published = date.fromisoformat(args.published)
    except ValueError as problem:
        raise Refused(f"--published ({args.published}) is not a day such as 2026-06-01.") from problem
    if not args.file.is_file():
        raise Refused(f"{args.file} is not there.")
    if len(args.title) > 120 or len(args.source) > 300:
        raise Refused("--title may have 120 characters, and --source 300.")
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.demand import actions, settings
        from alongside.insight.demand.rates import BadRates
        from alongside.insight.demand.reading import CannotBeRead, fitting, read

        try:
            with args.file.open("rb") as file:
                there = fitting(read(file, args.file.name), settings.ages())
            with acting(why="a projection, from the command line"):
                made = actions.load(read=there, title=args.title, source=args.source, published_on=published, by=None,
                                    loaded_as=getpass.getuser())
        except (CannotBeRead, BadRates) as problem:
            raise Refused(str(problem)) from problem
        told = {"projection": made.pk, "title": made.title, "areas": made.populations.areas(),
                "numbers": made.populations.count(), "totals_passed_over": made.totals_passed_over}
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(f"{told['numbers']:,} numbers loaded from {args.file.name}, of {len(told['areas'])} areas.")
    return 0


def _project(args: argparse.Namespace) -> int:
    if args.format == "xlsx" and args.out is None:
        raise Refused("A workbook needs --out FILE.")
    if args.out is not None and (args.out.is_dir() or not args.out.absolute().parent.is_dir()):
        raise Refused(f"--out ({args.out}) must be a file in a folder that is there.")
    with records():
        content = _answer(args)
    if args.out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return 0
    target: Path = args.out.absolute()
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
    return 0


def _answer(args: argparse.Namespace) -> bytes:
    from django.utils import timezone

    from alongside.insight.demand import asking, counting, papers, presenters, settings
    from alongside.insight.demand.rates import BadRates

    try:
        there = counting.cohorts(counting.counted_on(timezone.localdate()), settings.ages())
    except BadRates as problem:
        raise Refused(str(problem)) from problem
    asked = asking.asked(there, area=args.area, need=args.need)
    if asked is None:
        raise Refused("No population projection is loaded yet: alongside demand load FILE.")
    if args.area and asked.area != args.area:
        raise Refused(f"The projection has no area called {args.area}; it has {', '.join(asked.areas[:20])}.")
    if args.need and asked.need != args.need:
        raise Refused(f"Nobody counted here has the need {args.need}; there are {', '.join(there.release.values[0])}.")
    found = asking.answer(asked, there)
    if found.why_not:
        raise Refused(found.why_not)
    assumed = presenters.assumptions(there, found, asked.projection, asked.whole_council and not asked.need)
    rows = papers.cost_rows(asked.area, asked.need, found, assumed)
    if args.format == "xlsx":
        return papers.as_workbook(rows, "Demand cost")
    if args.format == "csv":
        return papers.as_csv(rows)
    if args.format == "json":
        head, *lines = rows
        figures = [dict(zip(head, line, strict=True)) for line in lines if len(line) == len(head)]
        return (json.dumps({"projection": asked.projection.title, "counted_on": there.on.isoformat(),
                            "figures": figures, "assumed": assumed}, ensure_ascii=False) + "\n").encode()
    totals = [total for year in found.answer.years() if (total := found.answer.total(year))]
    text = [f"{asked.area}{f', {asked.need}' if asked.need else ''}: people with support and cost a year, low to high"]
    text += [f"{one.year}: {presenters.whole(one.people.central):,} people ({presenters.between(one.people)}), "
             f"{presenters.pounds(one.cost.central)} ({presenters.between(one.cost, presenters.pounds)})"
             for one in totals]
    return ("\n".join([*text, "Assumed:", *(f"- {words}" for words in assumed)]) + "\n").encode()
