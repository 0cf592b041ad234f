"""All published figures in memory: one of each series, year and area, the newest file in front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from . import places
from .measures import Measure, measure, place_of
from .official.cells import tidy
from .official.published import Published
from .ranking import Rank, cut, in_band, rank


@dataclass(frozen=True)
class Figure:
    """A number that was published, never a marker."""

    measure: Measure
    year: str
    area: str
    value: Decimal
    margin: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    respondents: Decimal | None = None


@dataclass
class Table:
    figures: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    missing: dict[tuple[str, str, str], str] = field(default_factory=dict)  # the marker
    _ranks: dict[tuple[str, str, str], dict[str, Decimal]] = field(default_factory=dict)

    def has_any(self, areas: Iterable[str], year: str) -> bool:
        wanted = set(areas)
        return any(area in wanted for _, of_year, area in self.figures if of_year == year)

    @classmethod
    def of(cls, published: Iterable[Published]) -> Table:
        """Later ones stand in front of earlier; a number in front of a marker."""
        table = cls()
        for one in published:
            if one.part:
                continue
            known = measure(one.framework, one.code)
            key = (known.series, one.year, one.area)
            if one.outcome is None:
                if key not in table.figures:
                    table.missing[key] = one.marks.get("outcome", "x")
                continue
            table.missing.pop(key, None)
            table.figures[key] = Figure(
                known,
                one.year,
                one.area,
                tidy(one.outcome),
                _tidy(one.margin),
                _tidy(one.numerator),
                _tidy(one.denominator),
                _tidy(one.respondents),
            )
        return table

    def get(self, series: str, year: str, area: str) -> Figure | None:
        return self.figures.get((series, year, area))

    def years(self) -> list[str]:
        return sorted({year for _, year, _ in self.figures})

    def measures_in(self, year: str, area: str) -> list[Measure]:
        """Those with a number for the area, in the framework's order."""
        found = {key[0]: one.measure for key, one in self.figures.items() if key[1] == year and key[2] == area}
        return sorted(found.values(), key=lambda one: place_of(one.series))

    def councils_in(self, year: str) -> set[str]:
        return {area for _, of_year, area in self.figures if of_year == year and places.council_of(area, year)}

    def values(self, series: str, year: str, group: places.Group) -> dict[str, Decimal]:
        """Of the group's councils in that year, those with a number."""
        key = (series, year, f"{group.name}|{group.kind}")
        if key not in self._ranks:
            members = group.members(year)
            self._ranks[key] = {code: one.value for code in members if (one := self.get(series, year, code))}
        return self._ranks[key]

    def in_band(self, of: Measure, year: str, group: places.Group, parts: int, *, best: bool) -> int:
        """How many councils are in the best, or the last, part: more than the cut where equals share it."""
        values = self.values(of.series, year, group).values()
        ordered = sorted(values, reverse=of.low_is_good != best)
        return in_band(ordered, cut(len(ordered), parts)) if ordered else 0

    def rank(self, of: Measure, year: str, group: places.Group, council: str) -> Rank | None:
        return rank(of, self.values(of.series, year, group), council)


def _tidy(value: Decimal | None) -> Decimal | None:
    return None if value is None else tidy(value)
