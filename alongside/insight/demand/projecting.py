"""What today's service would cost as the population changes: people by age x the rate of today x the cost of today.

Nothing here guesses how needs or prices move. The margins are those of the rates alone: of so many people, so many have
support this year, and another year's number would differ by chance (Wilson's interval, 95%).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import NamedTuple

WEEKS = Decimal("365.25") / 7
_Z = 1.959963984540054


class Range(NamedTuple):
    low: Decimal
    central: Decimal
    high: Decimal

    def times(self, number: Decimal) -> Range:
        return Range(*(value * number for value in self))


NOTHING = Range(Decimal(0), Decimal(0), Decimal(0))


def rate(people: int, population: Decimal) -> Range | None:
    """The part of a population that has support, with its margin; none where more have it than live there."""
    if people < 0 or population <= 0 or people > population:
        return None
    size, part = float(population), people / float(population)
    middle = (part + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * sqrt(part * (1 - part) / size + _Z**2 / (4 * size**2))
    central = Decimal(people) / population
    # A binary fraction may miss by its last digit: the margin always holds the rate itself.
    low, high = Decimal(repr(max(0.0, middle - half))), Decimal(repr(min(1.0, middle + half)))
    return Range(min(low, central), central, max(high, central))


@dataclass(frozen=True)
class Today:
    """The people of some bands of age who have support now, and what it costs the council a week."""

    label: str
    bands: tuple[str, ...]
    people: int
    weekly_cost: Decimal

    @property
    def each_week(self) -> Decimal:
        """What one of them costs a week, on average."""
        return self.weekly_cost / self.people if self.people else Decimal(0)


@dataclass(frozen=True)
class Projected:
    """One group of ages in one year."""

    label: str
    year: int
    population: Decimal
    people: Range
    cost: Range  # pounds a year


@dataclass(frozen=True)
class Answer:
    lines: tuple[Projected, ...]
    rates: Mapping[str, Range]
    not_possible: tuple[str, ...]  # why a group could not be projected, in sentences

    def years(self) -> list[int]:
        return sorted({line.year for line in self.lines})

    def total(self, year: int) -> Projected | None:
        """All groups of ages: as if every rate were low, or high, at once, so its margin is wider than need be."""
        there = [line for line in self.lines if line.year == year]
        if not there:
            return None
        return Projected("All ages", year, sum((line.population for line in there), Decimal(0)),
                         _sum([line.people for line in there]), _sum([line.cost for line in there]))


def project(
    today: Sequence[Today],
    population: Mapping[int, Mapping[str, Decimal]],
    base_year: int,
    each_week: Mapping[str, Decimal] | None = None,
) -> Answer:
    """`population`: by year and band. The rates are of `base_year`. `each_week` says what one person costs where the
    groups here are too small to have a cost of their own."""
    lines: list[Projected] = []
    rates: dict[str, Range] = {}
    not_possible: list[str] = []
    for group in today:
        base = _of(population, base_year, group.bands)
        found = None if base is None else rate(group.people, base)
        if found is None:
            not_possible.append(_why(group, base, base_year))
            continue
        rates[group.label] = found
        cost = (each_week or {}).get(group.label, group.each_week) * WEEKS
        for year in sorted(population):
            there = _of(population, year, group.bands)
            if year >= base_year and there is not None:
                people = found.times(there)
                lines.append(Projected(group.label, year, there, people, people.times(cost)))
    return Answer(tuple(lines), rates, tuple(not_possible))


def _of(population: Mapping[int, Mapping[str, Decimal]], year: int, bands: Sequence[str]) -> Decimal | None:
    there = population.get(year, {})
    return sum((there[band] for band in bands), Decimal(0)) if all(band in there for band in bands) else None


def _why(group: Today, base: Decimal | None, year: int) -> str:
    if base is None:
        return f"{group.label}: the projection has no population for these ages in {year}."
    return f"{group.label}: more people have support than the projection says live here in {year}."


def _sum(ranges: Sequence[Range]) -> Range:
    low, central, high = (sum((one[place] for one in ranges), Decimal(0)) for place in range(3))
    return Range(low, central, high)
