"""Medians of the waits, by the quarter of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..middle import median
from .events import FIRST_DAY
from .waits import NationalWait, waits


@dataclass(frozen=True)
class NationalFigure:
    """`waits` are the people behind it."""

    council: str
    measure: str
    quarter: date
    age_band: str
    median: Decimal
    longest: int
    waits: tuple[NationalWait, ...]

    def as_data(self) -> dict[str, Any]:
        return {
            "council": self.council,
            "measure": self.measure,
            "quarter": self.quarter.isoformat(),
            "age": self.age_band,
            "median_days": str(self.median),
            "longest_days": self.longest,
            "waits": len(self.waits),
        }


def figures(rows: Iterable[Mapping[str, Any]], since: date = FIRST_DAY) -> list[NationalFigure]:
    """From rows of the event table in the order of their people: one figure a council, measure, quarter and age band.

    `since` leaves out requests of a time whose year before is not known: who is new then cannot be told.
    """
    grouped: dict[tuple[str, str, date, str], list[NationalWait]] = defaultdict(list)
    for wait in waits(rows, since):
        grouped[wait.council, wait.measure, wait.quarter, wait.age_band].append(wait)
    found = []
    for (council, measure, quarter, band), there in sorted(grouped.items()):
        middle = median([wait.days for wait in there])
        assert middle is not None  # a group has at least the wait that made it
        found.append(
            NationalFigure(council, measure, quarter, band, middle, max(wait.days for wait in there), tuple(there))
        )
    return found
