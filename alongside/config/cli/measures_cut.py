"""`alongside measures ascof --by …`: every measure cut into parts, from files or from the last run over our records.

And `alongside measures wards`, which loads the council's file of postcodes and their wards."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from alongside.config.cli import Refused
from alongside.config.cli.running import records, set_up_django

CUTS = ("age", "gender", "ethnicity", "support_reason", "team", "gp_practice", "ward", "area")


def add_to_ascof(ascof: argparse.ArgumentParser) -> None:
    ascof.add_argument(
        "--by", metavar="PART", nargs="+", choices=CUTS, default=[],
        help=f"cut each figure by any of {', '.join(CUTS)} (area is the postcode sector); small numbers are held back",
    )
    ascof.add_argument(
        "--wards", metavar="FILE", type=Path,
        help="with --by ward: columns postcode, ward_code, ward_name; a sector tells the ward where it lies in one",
    )
    ascof.add_argument("--whole", action="store_true", help="with --by: hold nothing back (not for publishing)")
    ascof.add_argument(
        "--records", action="store_true",
        help="with --by: from the last run over this council's own records, which know teams and wards",
    )


def add_wards(parts: Any) -> None:
    wards = parts.add_parser("wards", help="load the council's file of postcodes and their wards, in place of the last")
    wards.add_argument("file", metavar="FILE", type=Path, help="CSV: postcode, ward_code, ward_name")
    wards.add_argument("--json", action="store_true", help="a JSON document alone on standard output")


def check(args: argparse.Namespace) -> None:
    """What goes with what, before anything is read."""
    if (args.wards or args.whole or args.records) and not args.by:
        raise Refused("--wards, --whole and --records go with --by.")
    if args.records and (args.events or args.wards or args.population):
        raise Refused("--records reads our own records, and no file.")
    if not args.records and not args.events:
        raise Refused("--events: name at least one file (or, with --by, --records).")


def from_records(args: argparse.Namespace) -> int:
    with records():
        from alongside.insight.measures import publishing
        from alongside.insight.measures.models import Run
        from alongside.insight.measures.registry import computed

        if args.framework != "2024-25":
            raise Refused("--framework: our own records are run for the measures of 2024-25; give files with --events.")
        run = Run.objects.latest(args.year) if args.whole else Run.objects.release(args.year)
        if run is None:
            raise Refused(f"--year: the figures of {args.year} have not been worked out from our records.")
        found = []
        for measure in computed():
            rows = run.figures.of_measure(measure.key).order_by("pk")
            shown = publishing.shown(measure, rows, date.today(), whole=args.whole)
            for (by, part), one in shown.items():
                if by == "" or by in args.by:
                    found.append({
                        "measure": measure.key, "framework": measure.framework, "council": "", "by": by, "part": part,
                        "numerator": one.numerator, "denominator": one.denominator,
                        "outcome": None if one.outcome is None else str(one.outcome), "held_back": one.held_back,
                    })
        print(f"Our own records as they stood on {run.snapshot_at:%Y-%m-%d %H:%M}.", file=sys.stderr)
    _say(found, args)
    return 0


def from_files(args: argparse.Namespace, year: Any, postgres: Any) -> list[str]:
    """Figures to standard output; what there is to say of the files comes back."""
    set_up_django()
    from alongside.insight.disclosure import policy
    from alongside.insight.measures.common.columns import EVENTS_TO_CUT
    from alongside.insight.measures.cutting import Publishing, cut_files
    from alongside.insight.measures.framework_2015.columns import EVENTS_2015_TO_CUT
    from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
    from alongside.insight.measures.registry import computed

    today, current = date.today(), args.framework == "2024-25"
    held = None if args.whole else Publishing(policy.smallest_shown(today), policy.convention(today))
    found, notes = cut_files(
        args.events, year, args.by, EVENTS_TO_CUT if current else EVENTS_2015_TO_CUT,
        computed() if current else FRAMEWORK_2015, publishing=held, wards=args.wards, population=args.population,
        engine=args.engine, match_national=args.match_national, postgres=postgres,
    )
    _say([one.as_data() for one in found], args)
    return notes


def _say(found: Iterable[dict[str, Any]], args: argparse.Namespace) -> None:
    if args.json:
        json.dump(list(found), sys.stdout, ensure_ascii=False)
        print()
        return
    for one in found:
        counts = ["held back" if one["held_back"] else "not known" if one[name] is None else f"{one[name]:,}"
                  for name in ("numerator", "denominator")]
        said = one["outcome"] or ("held back" if one["held_back"] else "–")
        part = f"{one['by']}: {one['part']}" if one["by"] else "Everybody"
        print(f"{one['measure']:8} {one['council']:8} {part:56.56} "
              f"{counts[0]:>9} of {counts[1]:>10} {said:>9}")


def load_wards(args: argparse.Namespace) -> int:
    with records():
        from alongside.foundation.audit.context import acting
        from alongside.insight.measures import actions
        from alongside.insight.measures.wards import BadWards

        try:
            with acting(why="wards, from the command line"):
                told = actions.load_wards(file=args.file)
        except BadWards as problem:
            raise Refused(str(problem)) from problem
    if args.json:
        json.dump(told, sys.stdout)
        print()
    else:
        lie = f"{told['sectors']:,} sectors lie in one."
        print(f"{told['postcodes']:,} postcodes in {told['wards']:,} wards loaded; {lie}")
    return 0
