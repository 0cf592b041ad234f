"""Figures of the outcomes measures, as the latest kept run has them."""

from __future__ import annotations

from .definition.formula import Missing, Result
from .definition.periods import Period


class MeasuredFigures:
    def of(self, name: str, part: str, period: Period) -> Result:
        return Missing(f"Measure {name} has not been run for {period.words}")
