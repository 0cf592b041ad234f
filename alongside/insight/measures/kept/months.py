"""A month as the measures take a year: the same expressions, over its days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from alongside.insight.measures.common.year import Year

SHOWN = 24


@dataclass(frozen=True)
class Month(Year):
    """Such as 2026-10."""

    def __post_init__(self) -> None:
        date.fromisoformat(f"{self.name}-01")

    @property
    def first(self) -> date:
        return date.fromisoformat(f"{self.name}-01")

    @property
    def last(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])


def year_of(today: date) -> Year:
    """The year, April to March, that this day is in."""
    first = today.year if today.month >= 4 else today.year - 1
    return Year(f"{first}-{(first + 1) % 100:02}")


def whole_months(year: Year, today: date, count: int = SHOWN) -> list[Month]:
    """The last so many that are over, up to the end of the year."""
    last = min(today.replace(day=1), date(year.last.year, 4, 1))
    number = last.year * 12 + last.month - 1
    return [Month(f"{index // 12}-{index % 12 + 1:02}") for index in range(number - count, number)]
