"""The outcomes measures from the command line: from any council's files, on any of three engines."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused, measures_cut, measures_of_surveys
from alongside.config.cli.running import database_running

NAME = "measures"
HELP = "the outcomes measures: work them out from files of events, or list their definitions"
ENGINES = ("duckdb", "postgres", "spark")
FRAMEWORKS = ("2024-25", "2015-16")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="ascof|survey|waiting|wards|list", required=True)
    ascof = parts.add_parser("ascof", help="every measure of the outcomes framework that client level data gives")
    ascof.add_argument(
        "--events", metavar="FILE", type=Path, nargs="+", help="CSV or Parquet, national column names"
    )
    ascof.add_argument("--year", required=True, metavar="YYYY-YY", help="from April to March, such as 2024-25")
    ascof.add_argument("--population", metavar="FILE", type=Path, help="columns la_code, age_band, population")
    ascof.add_argument(
        "--framework", choices=FRAMEWORKS, default=FRAMEWORKS[0], help="whose measures are worked out (default 2024-25)"
    )
    ascof.add_argument("--engine", choices=ENGINES, default="duckdb", help="where it runs (default duckdb)")
    ascof.add_argument(
        "--no-match-national",
        dest="match_national",
        action="store_false",
        help="count the services whose component is blank, which the national rule loses",
    )
    ascof.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    measures_cut.add_to_ascof(ascof)
    measures_cut.add_wards(parts)
    measures_of_surveys.add_to(parts)
    listed = parts.add_parser("list", help="every measure with its definition")
    listed.add_argument("--json", action="store_true", help="a JSON document alone on standard output")


def run(args: argparse.Namespace) -> int:
    if args.part in measures_of_surveys.PARTS:
        return measures_of_surveys.run(args)
    if args.part == "wards":
        return measures_cut.load_wards(args)
    return _ascof(args) if args.part == "ascof" else _list(args)


def _ascof(args: argparse.Namespace) -> int:
    measures_cut.check(args)
    from alongside.insight.events.engines import EngineProblem
    from alongside.insight.events.problems import CannotBeRead
    from alongside.insight.measures.common.parts import CannotCut
    from alongside.insight.measures.common.year import Year
    from alongside.insight.measures.framework_2015 import running as of_2015
    from alongside.insight.measures.population import BadPopulation
    from alongside.insight.measures.running import BadEvents, measure_files
    from alongside.insight.measures.wards import BadWards

    try:
        year = Year(args.year)
    except ValueError as problem:
        raise Refused(f"--year: {problem}") from None
    if args.records:
        return measures_cut.from_records(args)
    try:
        with _server(args.engine) as postgres:
            if args.by:
                for note in measures_cut.from_files(args, year, postgres):
                    print(note, file=sys.stderr)
                return 0
            answer = (measure_files if args.framework == FRAMEWORKS[0] else of_2015.measure_files)(
                args.events,
                year,
                population=args.population,
                engine=args.engine,
                match_national=args.match_national,
                postgres=postgres,
            )
    except (BadEvents, BadPopulation, BadWards, CannotBeRead, CannotCut, EngineProblem) as problem:
        raise Refused(str(problem)) from problem
    for note in answer.notes:
        print(note, file=sys.stderr)
    for measure, people in answer.lost_to_a_blank.items():
        if people:
            whose = f"{people:,} people have a service" if people > 1 else "1 person has a service"
            fate = "and so do these figures" if args.match_national else "and these figures do not"
            print(f"{measure}: {whose} whose component is blank; the national rule loses it, {fate}.", file=sys.stderr)
    if args.json:
        json.dump([one.as_data() for one in answer.figures], sys.stdout, ensure_ascii=False)
        print()
    else:
        for one in answer.figures:
            place = " ".join(word for word in (one.age, one.gender) if word)
            of = "no population" if one.denominator is None else f"{one.denominator:,}"
            said = "–" if one.outcome is None else str(one.outcome)
            print(f"{one.measure:8} {one.council:8} {place:14} {one.numerator:>9,} of {of:>13} {said:>9}")
    return 0


@contextmanager
def _server(engine: str) -> Iterator[Callable[[], Any] | None]:
    """The embedded database lends its server, not its records: a database of nobody's holds the temporary tables."""
    if engine != "postgres":
        yield None
        return
    from alongside.foundation.database.cluster import WEB

    with database_running() as cluster:
        yield None if cluster is None else lambda: cluster.connect(WEB, "postgres")


def _list(args: argparse.Namespace) -> int:
    from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
    from alongside.insight.measures.registry import ASCOF

    every = (*ASCOF, *FRAMEWORK_2015)

    if args.json:
        json.dump([measure.definition() for measure in every], sys.stdout, ensure_ascii=False)
        print()
        return 0
    for measure in every:
        print(f"{measure.key} ({measure.framework}): {measure.title}")
        print(f"  {measure.numerator}\n  over {measure.denominator}")
        for limitation in measure.limitations:
            print(f"  - {limitation}")
    return 0
