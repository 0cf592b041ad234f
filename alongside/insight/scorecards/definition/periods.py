"""The times that figures are for: a financial year, a quarter of one, a month; and when a figure can be expected.

A month is written 2018-M06, for 2011-12 alone could be a year or a December.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
YEAR = re.compile(r"([0-9]{4})-([0-9]{2})")
QUARTER = re.compile(r"([0-9]{4}-[0-9]{2}) Q([1-4])")
MONTH = re.compile(r"([0-9]{4})-M([0-9]{2})")
FIRST, LAST = 1990, 2100


class BadPeriod(ValueError):
    """What is written is no time we know: one sentence."""


@dataclass(frozen=True, order=True)
class Period:
    start: date
    kind: str

    @property
    def end(self) -> date:
        """The first day after it."""
        return months_later(self.start, MONTHS_IN[self.kind])

    @property
    def year(self) -> str:
        """The financial year it lies in, from April to March."""
        first = self.start.year if self.start.month > 3 else self.start.year - 1
        return f"{first}-{(first + 1) % 100:02}"

    @property
    def key(self) -> str:
        if self.kind == "year":
            return self.year
        if self.kind == "quarter":
            return f"{self.year} Q{(self.start.month - 4) % 12 // 3 + 1}"
        return f"{self.start.year}-M{self.start.month:02}"

    @property
    def words(self) -> str:
        return f"{self.start:%B %Y}" if self.kind == "month" else self.key

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Lag:
    """How long after a time has ended its figure comes out."""

    weeks: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        return months_later(day, self.months) + timedelta(weeks=self.weeks)

    @property
    def words(self) -> str:
        parts = [f"{number} {name if number > 1 else name[:-1]}"
                 for number, name in ((self.months, "months"), (self.weeks, "weeks")) if number]
        return " and ".join(parts)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; here it is always the first of a month."""
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)


def read_year(text: object) -> str:
    """A financial year, 2018-19."""
    found = YEAR.fullmatch(str(text))
    if not found or not FIRST <= int(found[1]) < LAST or (int(found[1]) + 1) % 100 != int(found[2]):
        raise BadPeriod(f"{str(text)[:40]!r} is no financial year; write it as 2018-19")
    return str(text)


def read(text: object) -> Period:
    """A year (2018-19), a quarter (2018-19 Q2) or a month (2018-M06)."""
    words = str(text)
    if quarter := QUARTER.fullmatch(words):
        return in_year(read_year(quarter[1]), "quarter")[int(quarter[2]) - 1]
    if month := MONTH.fullmatch(words):
        if 1 <= int(month[2]) <= 12 and FIRST <= int(month[1]) < LAST:
            return Period(date(int(month[1]), int(month[2]), 1), "month")
        raise BadPeriod(f"{words[:40]!r} is no month; write it as 2018-M06")
    if YEAR.fullmatch(words):
        return in_year(read_year(words), "year")[0]
    raise BadPeriod(f"{words[:40]!r} is no time; write 2018-19, 2018-19 Q2 or 2018-M06")


def in_year(year: str, kind: str) -> list[Period]:
    """The months, the quarters or the one year of a financial year."""
    april = date(int(year[:4]), 4, 1)
    size = MONTHS_IN[kind]
    return [Period(months_later(april, months), kind) for months in range(0, 12, size)]


def year_of(day: date) -> str:
    return Period(day.replace(day=1), "month").year
