"""`alongside measures survey` and `alongside measures waiting`: two more parts of the measures, each from files."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from alongside.config.cli import Refused

PARTS = ("survey", "waiting")


def add_to(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    survey = parts.add_parser("survey", help="the measures that rest on a survey, from its file without names")
    survey.add_argument("file", metavar="FILE", type=Path, help="CSV or Excel, one row a person asked")
    survey.add_argument("--year", required=True, metavar="YYYY-YY", help="of the survey, such as 2024-25")
    survey.add_argument("--of", choices=("users", "carers"), default="users", help="whose survey it is (default users)")
    survey.add_argument("--population", metavar="FILE", type=Path, help="columns la_code, stratum, population")
    survey.add_argument(
        "--numbering", choices=("old", "new"), help="how the questions are numbered, where not as the year has it"
    )
    survey.add_argument("--published", action="store_true", help="without what may not be shown, marked [c] and [x]")
    survey.add_argument("--json", action="store_true", help="a JSON document alone on standard output")
    waiting = parts.add_parser("waiting", help="waiting times as the nation counts them, from files of events")
    waiting.add_argument(
        "--events", metavar="FILE", type=Path, nargs="+", required=True, help="CSV or Parquet, national column names"
    )
    waiting.add_argument("--json", action="store_true", help="a JSON document alone on standard output")


def run(args: argparse.Namespace) -> int:
    return _survey(args) if args.part == "survey" else _waiting(args)


def _survey(args: argparse.Namespace) -> int:
    from alongside.insight.surveys.checking import summed_up
    from alongside.insight.surveys.frameworks import NoSuchYear
    from alongside.insight.surveys.publishing import published, strata_published
    from alongside.insight.surveys.reading import CannotBeRead, read_populations
    from alongside.insight.surveys.results import from_file

    try:
        populations = read_populations(args.population) if args.population else {}
        found = from_file(
            args.file,
            args.year,
            survey=args.of,
            populations=populations,
            numbered_anew=None if args.numbering is None else args.numbering == "new",
        )
    except NoSuchYear as problem:
        raise Refused(f"--year: {problem}") from problem
    except CannotBeRead as problem:
        raise Refused(str(problem)) from problem
    data = found.as_data()
    if args.published:
        data["measures"] = published(data["measures"])
        data["strata"] = strata_published(data["strata"], found.framework)
        data["faults"] = summed_up(found.faults)
        del data["respondents"]
    if args.json:
        json.dump(data, sys.stdout, ensure_ascii=False)
        print()
    else:
        for one in data["measures"]:
            said = one.get("marker") or one["outcome"] or "–"
            margin = f" ± {one['margin_of_error']}" if one["margin_of_error"] else ""
            answers = "" if one["denominator"] is None else f"{one['denominator']:,} answers"
            print(
                f"{one['measure']:7} {one['council']:8} {one['age']:12} {one['gender']:7} {said:>7}{margin} {answers}"
            )
    for fault in found.faults:
        print(f"{args.file.name}, row {fault.row}, {fault.field}: {fault.value!r}. {fault.message}", file=sys.stderr)
    if found.not_in_file:
        print(f"Not in the file, so not worked out: {', '.join(found.not_in_file)}.", file=sys.stderr)
    return 1 if found.faults else 0


def _waiting(args: argparse.Namespace) -> int:
    from alongside.insight.events import reading
    from alongside.insight.events.problems import CannotBeRead
    from alongside.insight.waiting.national import COLUMNS, figures
    from alongside.insight.waiting.own_events import rows_of

    with tempfile.TemporaryDirectory() as folder:
        try:
            read = reading.read(args.events, out=Path(folder) / "events.parquet", only=COLUMNS)
        except CannotBeRead as problem:
            raise Refused(str(problem)) from problem
        if read.problems.kept:
            raise Refused(read.problems.kept[0].sentence)
        found = figures(rows_of(read.path))
    if args.json:
        json.dump([one.as_data() for one in found], sys.stdout, ensure_ascii=False)
        print()
    else:
        for one in found:
            print(
                f"{one.council:8} {one.measure:14} {one.quarter} {one.age_band:13} median {one.median:>6} days, "
                f"longest {one.longest:>5}, {len(one.waits):,} waits"
            )
    return 0
