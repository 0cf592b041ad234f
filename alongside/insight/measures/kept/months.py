"""A month as the measures take a year: the same expressions, over its days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.insight.measures.common.year import Year, year_in_which

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


# A new admission is one after a year without: a month can be counted once so much is known of what came before it.
LOOKED_BACK = timedelta(days=365)


def year_of(today: date) -> Year:
    return year_in_which(today)


def whole_months(year: Year, today: date, count: int = SHOWN) -> list[Month]:
    """The last so many that are over, up to the end of the year."""
    last = min(today.replace(day=1), date(year.last.year, 4, 1))
    number = last.year * 12 + last.month - 1
    return [Month(f"{index // 12}-{index % 12 + 1:02}") for index in range(number - count, number)]


def can_be_counted(months: Iterable[Month], known_from: date) -> list[Month]:
    """None before a year of events is known: what is missing would look like a fall."""
    return [month for month in months if month.first >= known_from + LOOKED_BACK]
