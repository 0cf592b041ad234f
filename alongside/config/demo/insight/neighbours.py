"""Five years of published figures of Westmere and its invented neighbours: beside them stands no real council."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from django.conf import settings

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.insight.benchmarking import actions, places, years
from alongside.insight.benchmarking.measures import NEW, Measure, measure
from alongside.insight.disclosure import outcome, rounded
from alongside.insight.measures.kept.months import year_of

YEARS = 5
FILE = "Invented figures of Marchlands.csv"
HEADER = ("measure", "la_code", "la_name", "ons_code", "year", "stat", "value")
# A margin of error goes with the square root of those who answered: about this much of the spread for 400 of them.
MARGIN_OF_SPREAD = Decimal("0.9")

Row = tuple[str, str, str, str, str, str, str]


def fill(council: DemoCouncil, draw: Random, today: date) -> None:
    last = years.year_before(year_of(today).name)
    with TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(HEADER)
            writer.writerows(_published(draw, last))
        actions.load(file=file, by=council.users["performance_analyst"], name=FILE)


def _published(draw: Random, last: str) -> Iterator[Row]:
    of_the_region = places.region(next(one.region for one in places.councils() if one.code == "999"))
    there = [one for one in places.councils() if one.code in of_the_region.members(last)]
    with (Path(settings.COUNCIL_PACK) / "benchmarks" / "levels.csv").open(encoding="utf-8", newline="") as lines:
        levels = list(csv.DictReader(lines))
    for level in levels:
        known = measure(NEW, level["code"])
        usual = {one.code: draw.gauss(float(level["level"]), float(level["spread"])) for one in there}
        for year in _until(last):
            sums = [0, 0]
            for one in there:
                usual[one.code] += draw.gauss(float(level["drift"]), float(level["spread"]) / 5)
                of = round(int(level["of"]) * draw.uniform(0.6, 1.5))
                top, rows = _council(known, usual[one.code], of, float(level["spread"]))
                sums = [sums[0] + top, sums[1] + of]
                yield from ((known.code, one.code, one.name, one.ons_code, year, stat, value) for stat, value in rows)
            for area in (of_the_region.area, places.ENGLAND):
                nudge = 1.0 if area == of_the_region.area else draw.uniform(0.97, 1.01)
                for stat, value in _area(known, sums, nudge):
                    yield known.code, area, area, "", year, stat, value


def _until(last: str) -> list[str]:
    these = [last]
    while len(these) < YEARS:
        these.insert(0, years.year_before(these[0]))
    return these


def _council(known: Measure, level: float, of: int, spread: float) -> tuple[int, list[tuple[str, str]]]:
    """The count above the line (of a score, in its smallest step, times those who answered), and what is published."""
    if known.unit == "score" or known.survey:
        value = rounded(Decimal(min(level, 99.5 if known.unit == "percent" else level)), known.places)
        margin = rounded(Decimal(spread) * MARGIN_OF_SPREAD, known.places + 1)
        stats = [("outcome", f"{value}"), ("margin of error", f"{margin}"), ("number of respondents", f"{of}")]
        return round(float(value) * of * 1000), stats
    top = max(round(level * of / known.per), 1)
    top = min(top, of)
    nearest = known.counts_to
    top, of = round(top / nearest) * nearest, round(of / nearest) * nearest
    shown = outcome(top, of, known.unit, known.places)
    return top, [("outcome", f"{shown}"), ("numerator", f"{top}"), ("denominator", f"{of}")]


def _area(known: Measure, sums: list[int], nudge: float) -> Iterator[tuple[str, str]]:
    """An average of them all; areas are published without counts here."""
    top, of = sums
    per = Decimal(1) / 1000 if known.unit == "score" or known.survey else Decimal(known.per)
    yield "outcome", f"{rounded(Decimal(top) * per / Decimal(of) * Decimal(nudge), known.places)}"
