"""Figures of the outcomes measures, as the release that stands for a year has them: two queries a year, once."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from alongside.insight.disclosure import Shown
from alongside.insight.measures.models import Run
from alongside.insight.measures.publishing import HEADLINE, shown
from alongside.insight.measures.registry import measure

from .definition.formula import Missing, Result
from .definition.periods import Period

HELD_BACK = "Held back: small numbers"


class MeasuredFigures:
    def __init__(self) -> None:
        self._runs: dict[str, tuple[Run | None, dict[str, Shown]]] = {}

    def _year(self, year: str) -> tuple[Run | None, dict[str, Shown]]:
        if year not in self._runs:
            run, today = Run.objects.release(year), timezone.localdate()
            self._runs[year] = (run, {
                one.measure: shown(measure(one.measure), [one], today, whole=False)[HEADLINE]
                for one in (run.figures.headlines() if run else ())
            })
        return self._runs[year]

    def is_year_to_date(self, year: str) -> bool:
        run, _ = self._year(year)
        return run is not None and run.is_year_to_date

    def of(self, name: str, part: str, period: Period) -> Result:
        """The published outcome, or one of its two counts."""
        _, figures = self._year(period.year)
        if name not in figures:
            return Missing(f"Measure {name} has not been worked out for {period.words}")
        one = figures[name]
        value = {"numerator": one.numerator, "denominator": one.denominator}.get(part, one.outcome)
        if value is None:
            return Missing(HELD_BACK if one.held_back else f"Nobody knows the denominator of {name}")
        return Decimal(value)
