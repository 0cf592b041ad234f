"""Figures of the outcomes measures, as the latest kept run of a year has them: two queries a year, once."""

from __future__ import annotations

from decimal import Decimal

from alongside.insight.disclosure import outcome
from alongside.insight.measures.models import Run
from alongside.insight.measures.registry import measure

from .definition.formula import Missing, Result
from .definition.periods import Period

Counts = dict[str, tuple[int, int | None]]


class MeasuredFigures:
    def __init__(self) -> None:
        self._runs: dict[str, tuple[Run | None, Counts]] = {}

    def _year(self, year: str) -> tuple[Run | None, Counts]:
        if year not in self._runs:
            run = Run.objects.latest(year)
            rows = run.figures.headlines().values_list("measure", "numerator", "denominator") if run else ()
            self._runs[year] = (run, {key: (numerator, denominator) for key, numerator, denominator in rows})
        return self._runs[year]

    def is_year_to_date(self, year: str) -> bool:
        run, _ = self._year(year)
        return run is not None and run.is_year_to_date

    def of(self, name: str, part: str, period: Period) -> Result:
        """The published outcome, or one of its two counts."""
        _, counts = self._year(period.year)
        if name not in counts:
            return Missing(f"Measure {name} has not been worked out for {period.words}")
        numerator, denominator = counts[name]
        if part == "numerator":
            return Decimal(numerator)
        if part == "denominator":
            return Missing(f"Nobody knows the denominator of {name}") if denominator is None else Decimal(denominator)
        one = measure(name)
        found = outcome(numerator, denominator, one.unit, one.places)
        return Missing(f"Nobody knows the denominator of {name}") if found is None else found
