"""Is it better than it was, or is that chance? Surveys by margins of error, everything else by a stated tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .measures import Measure
from .table import Figure

IMPROVED, SAME, DECLINED = "improved", "same", "declined"


class BadTolerance(ValueError):
    """Not a number of percentage points. The message is a sentence."""


@dataclass(frozen=True)
class Rules:
    """What counts as no change where no survey says how sure a figure is."""

    tolerance: Decimal = Decimal("0.5")  # percentage points
    relative: Decimal = Decimal(1)  # per cent of a rate or a score

    @classmethod
    def of(cls, tolerance: str) -> Rules:
        """As somebody writes it; nought makes every difference count."""
        try:
            number = Decimal(tolerance)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number <= 100:
            raise BadTolerance(f"The tolerance must be a number of percentage points from 0 to 100, not {tolerance}.")
        return cls(number) if number else cls(number, Decimal(0))

    @property
    def words(self) -> str:
        if not self.tolerance:
            return (
                "Surveys: no real change within the two margins of error together (95%). "
                "Other measures: any difference counts."
            )
        return (
            f"No real change: surveys, within the two margins of error together (95%); other measures, within "
            f"{self.tolerance:f} percentage points, or {self.relative:f}% of a rate."
        )


@dataclass(frozen=True)
class Change:
    then: Figure
    now: Figure
    year: str  # of `then`
    by: Decimal  # now less then, as published
    direction: str
    tested: bool  # by margins of error

    @property
    def is_real(self) -> bool:
        return self.direction != SAME


def between(measure: Measure, then: Figure, now: Figure, year: str, rules: Rules) -> Change:
    by = now.value - then.value
    margins = (then.margin, now.margin)
    tested = bool(measure.survey) and None not in margins
    room = _margin(*margins) if tested else _tolerance(measure, then.value, rules)
    # Equal to the margin is not beyond it.
    direction = SAME if abs(by) <= room else (IMPROVED if measure.gain(then.value, now.value) > 0 else DECLINED)
    return Change(then, now, year, by, direction, tested)


def really_differs(first: Figure, second: Figure) -> bool | None:
    """Beyond the two margins of error together; None where there are none."""
    if first.margin is None or second.margin is None:
        return None
    return abs(first.value - second.value) > _margin(first.margin, second.margin)


def _margin(first: Decimal | None, second: Decimal | None) -> Decimal:
    """Of the difference of two estimates that do not depend on each other."""
    return ((first or Decimal(0)) ** 2 + (second or Decimal(0)) ** 2).sqrt()


def _tolerance(measure: Measure, then: Decimal, rules: Rules) -> Decimal:
    return rules.tolerance if measure.unit == "percent" else abs(then) * rules.relative / 100
