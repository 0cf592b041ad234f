"""A year of the framework: 1 April to 31 March, and its days as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days since 1 January 1970: the measures reckon in whole days alone, so that every engine agrees."""
    return (day - FIRST_DAY).days


def year_in_which(day: date) -> Year:
    """The year, April to March, that this day is in."""
    first = day.year if day.month >= 4 else day.year - 1
    return Year(f"{first}-{(first + 1) % 100:02}")


@dataclass(frozen=True)
class Year:
    """Such as 2024-25."""

    name: str

    def __post_init__(self) -> None:
        found = re.fullmatch(r"(\d{4})-(\d{2})", self.name)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]) or not 1900 <= int(found[1]) <= 2998:
            raise ValueError(f"A year is written such as 2024-25, and {self.name} is not.")

    @property
    def first(self) -> date:
        return date(int(self.name[:4]), 4, 1)

    @property
    def last(self) -> date:
        return date(int(self.name[:4]) + 1, 3, 31)

    @property
    def start(self) -> int:
        return day_number(self.first)

    @property
    def end(self) -> int:
        return day_number(self.last)
