"""A number that grows by the same part each year, and the part of it that is meant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..disclosure import rounded


def after(number: Decimal, percent_a_year: Decimal, years: int) -> Decimal:
    """900 that grow by 10% a year are 1,449 after five years."""
    if years < 0:
        raise ValueError("Growth is reckoned forwards.")
    return number * (1 + percent_a_year / 100) ** years


def share(number: Decimal, percent: Decimal) -> Decimal:
    return number * percent / 100


def change(before: Decimal, now: Decimal) -> Decimal | None:
    """In per cent of what it was; of nothing there is no per cent."""
    return (now - before) * 100 / before if before else None


def whole(number: Decimal) -> int:
    """People are counted in whole numbers, half up."""
    return int(rounded(number, 0))


@dataclass(frozen=True)
class Group:
    """A group that the council plans for, by its own working number and the growth it assumes."""

    key: str
    label: str
    people: Decimal
    year: int
    growth: tuple[Decimal, Decimal, Decimal]  # per cent a year: low, central, high
    source: str
    mark: str
    known_until: int
    share: Decimal | None = None
    share_label: str = ""
    # Where growth is said for a whole time ("60% by 2032"), its last year; else it is said for each year.
    by_year: int | None = None

    @property
    def growth_words(self) -> str:
        low, central, high = (f"{rate.normalize():f}" for rate in self.growth)
        when = f"by {self.by_year}" if self.by_year else "a year"
        return f"{central}% {when}" if low == high else f"{central}% {when} ({low}% to {high}%)"

    def in_year(self, year: int) -> tuple[int, int, int] | None:
        """Low, central, high; nothing before its own year, nor after the last for which the growth is assumed."""
        if not self.year <= year <= self.known_until:
            return None
        low, central, high = (whole(self._after(rate, year)) for rate in self.growth)
        return low, central, high

    def _after(self, rate: Decimal, year: int) -> Decimal:
        """Growth over a whole time is spread over its years as if each grew by the same part."""
        if self.by_year is None:
            return after(self.people, rate, year - self.year)
        return self.people * (1 + rate / 100) ** (Decimal(year - self.year) / (self.by_year - self.year))

    def of_share(self, year: int) -> int | None:
        found = self.in_year(year)
        return None if found is None or self.share is None else whole(share(Decimal(found[1]), self.share))
