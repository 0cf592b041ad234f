"""A projection, a day's cohorts, and what today's service would cost: put together, with what was assumed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from .bands import Band
from .counting import NOT_KNOWN, Cohorts
from .growth import change
from .projecting import Answer, Today, project
from .segments import DIMENSIONS, Key, put

AGE = DIMENSIONS.index("age")
EVERYBODY: Key = (None, None, None)


class Populated(Protocol):
    """A row of a projection, from a file or from its table."""

    @property
    def band(self) -> Band: ...

    sex: str
    year: int
    people: Decimal


Population = Mapping[int, Mapping[str, Decimal]]


@dataclass(frozen=True)
class Outlook:
    """Of one area, and of one need or all."""

    population: Population
    base_year: int | None
    today: tuple[Today, ...]
    answer: Answer
    why_not: str = ""  # why there is no cost at all
    pooled: tuple[str, ...] = ()


def population(rows: Iterable[Populated], bands: Sequence[Band]) -> Population:
    """By year and band of the council's own; a band that the projection cannot fill is not there."""
    found: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    broken: set[str] = set()
    for row in rows:
        for band in bands:
            if band.holds(row.band):
                found[row.year][band.label] += row.people
            elif band.meets(row.band):
                broken.add(band.label)
    return {year: {label: people for label, people in by.items() if label not in broken} for year, by in found.items()}


def outlook(there: Cohorts, people: Population, key: Key, bands: Sequence[Band]) -> Outlook:
    """`key` names a need or a place, or neither; never both, for with the ages that would be three at once."""
    base = _base_year(sorted(people), there.on.year)
    nothing = Answer((), {}, ())
    if base is None:
        return Outlook(people, None, (), nothing, "The projection ends before the day that people were counted on.")
    total = there.release.count(key)
    if total is None:
        return Outlook(people, base, (), nothing, "Fewer than five people have support here, or the number would tell "
                                                  "of so few elsewhere.")
    council, _ = _groups(there, EVERYBODY, bands)
    groups, pooled = _groups(there, key, bands)
    each_week = _each_week(there, key, council, groups)
    return Outlook(people, base, groups, project(groups, people, base, each_week), pooled=pooled)


def _base_year(years: Sequence[int], today: int) -> int | None:
    """This year; where the projection begins later, its first."""
    return next((year for year in years if year >= today), None)


def _groups(there: Cohorts, key: Key, bands: Sequence[Band]) -> tuple[tuple[Today, ...], tuple[str, ...]]:
    """By age; the ages that are held back are one group together, of which there are never fewer than five."""
    total = there.release.count(key) or 0
    known = [band.label for band in bands]
    groups: list[Today] = []
    hidden: list[str] = []
    for label in known:
        number = there.release.count(put(key, AGE, label)) if label in there.release.values[AGE] else 0
        if number is None:
            hidden.append(label)
        elif number:
            groups.append(Today(label, (label,), number, there.costs[AGE].get(label, Decimal(0))))
    without_age = put(key, AGE, NOT_KNOWN)
    shown = sum(group.people for group in groups) + (there.release.count(without_age) or 0)
    if hidden and total > shown and without_age not in there.release.held_back:
        cost = (there.weekly_cost or Decimal(0)) - sum(there.costs[AGE].values(), Decimal(0))
        groups.append(Today(_together(hidden), tuple(hidden), total - shown, cost))
    return tuple(groups), tuple(hidden)


def _together(labels: Sequence[str]) -> str:
    return ", ".join(label.lower() if number else label for number, label in enumerate(labels)) + " (together)"


def _each_week(there: Cohorts, key: Key, council: Sequence[Today], groups: Sequence[Today]) -> dict[str, Decimal]:
    """What one person costs a week: by need as the council pays for that need, else by age as it does over all."""
    for dimension, value in enumerate(key):
        people = there.release.count(put(EVERYBODY, dimension, value)) if value else None
        if value and DIMENSIONS[dimension] == "need" and people:
            return {group.label: there.costs[dimension][value] / people for group in groups}
    found = {}
    for group in groups:
        alike = [one for one in council if set(one.bands) & set(group.bands)] or list(council)
        people = sum(one.people for one in alike)
        found[group.label] = sum((one.weekly_cost for one in alike), Decimal(0)) / people if people else Decimal(0)
    return found


@dataclass(frozen=True)
class Growth:
    label: str
    before: Decimal
    now: Decimal

    @property
    def percent(self) -> Decimal | None:
        return change(self.before, self.now)


def growth(people: Population, bands: Sequence[Band], first: int, last: int) -> list[Growth]:
    """How each band changes between two years, the oldest last."""
    both = people.get(first, {}).keys() & people.get(last, {}).keys()
    labels = [band.label for band in bands if band.label in both]
    return [Growth(label, people[first][label], people[last][label]) for label in labels]


def by_sex_and_band(rows: Iterable[Populated], year: int) -> dict[tuple[str, Band], Decimal]:
    """What prevalence is reckoned on: the projection's own bands."""
    return {(row.sex, row.band): row.people for row in rows if row.year == year}
