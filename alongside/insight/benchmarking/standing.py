"""Where one council stands in one year: its figures, beside whom, and since when. Claims are made from this alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from . import places
from .change import Change, Rules, between
from .measures import Measure
from .ranking import Rank
from .sets import MeasureSet, built_in, in_use
from .table import Figure, Table


@dataclass(frozen=True)
class Said:
    """Something the council entered: dated, with its source."""

    kind: str
    words: str
    on: date
    source: str
    measure: str = ""
    amount: Decimal | None = None
    before: Decimal | None = None
    unit: str = ""
    key: int | None = None  # of the entry, whose page shows who entered it


@dataclass(frozen=True)
class Standing:
    table: Table
    council: places.Council
    year: str
    baseline: str  # nothing: there is no earlier year to compare with
    peers: tuple[places.Group, ...] = ()
    rules: Rules = Rules()
    said: tuple[Said, ...] = ()
    sets: tuple[MeasureSet, ...] = built_in()

    @cached_property
    def region(self) -> places.Group:
        return places.region(self.council.region)

    @cached_property
    def england(self) -> places.Group:
        return places.england()

    @cached_property
    def measures(self) -> list[Measure]:
        return self.table.measures_in(self.year, self.council.code)

    def now(self, of: Measure) -> Figure:
        """A measure of `measures` has one."""
        return self.table.figures[of.series, self.year, self.council.code]

    def at(self, of: Measure, year: str) -> Figure | None:
        """Of this very council: the one before it under the same number is another."""
        if not self.council.stood_in(year):
            return None
        return self.table.get(of.series, year, self.council.code)

    def average(self, of: Measure, group: places.Group) -> Figure | None:
        """As published; nothing is averaged by us."""
        return self.table.get(of.series, self.year, group.area) if group.area else None

    def rank(self, of: Measure, group: places.Group, year: str = "") -> Rank | None:
        return self.table.rank(of, year or self.year, group, self.council.code)

    def change(self, of: Measure, since: str = "") -> Change | None:
        """Nothing where the method changed (another series) or there is no figure of that year."""
        year = since or self.baseline
        then = self.at(of, year) if year else None
        return between(of, then, self.now(of), year, self.rules) if then else None

    def changes(self, among: Iterable[Measure] | None = None, since: str = "") -> list[tuple[Measure, Change]]:
        found = ((one, self.change(one, since)) for one in (self.measures if among is None else among))
        return [(one, moved) for one, moved in found if moved]

    @cached_property
    def measure_sets(self) -> list[tuple[MeasureSet, list[Measure]]]:
        """Each set of which there are figures, with its measures."""
        return in_use(self.sets, self.measures)

    def measure_set(self, key: str) -> MeasureSet | None:
        return next((one for one in self.sets if one.key == key), None)

    @cached_property
    def baselines(self) -> list[str]:
        """The year asked for, the year before, and the first of all: what a count is said since."""
        if not self.baseline:
            return []
        earlier = [year for year in self.table.years() if year < self.year]
        return list(dict.fromkeys([self.baseline, *earlier[-1:], *earlier[:1]]))

    def series(self, of: Measure) -> list[Figure]:
        """Its figures up to this year, oldest first."""
        return [one for year in self.table.years() if year <= self.year and (one := self.at(of, year))]
