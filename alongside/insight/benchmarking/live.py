"""Our own figures so far, from our own records, to be read beside those published: provisional, and never ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.insight.measures.models import Run
from alongside.insight.measures.publishing import HEADLINE, shown
from alongside.insight.measures.registry import computed

from . import measures, words
from .places import Group, england
from .table import Table

# They add up from April on, so part of a year is always lower than a whole one.
ADD_UP = "per_100000"


@dataclass(frozen=True)
class Own:
    """One measure: ours so far, and what was last published of the region and of England."""

    code: str
    name: str
    value: str
    region: str
    england: str
    adds_up: bool
    series: str = ""


@dataclass(frozen=True)
class SoFar:
    year: str
    at: datetime
    is_part_of_a_year: bool
    published: str  # the year of the averages
    region: str
    figures: tuple[Own, ...]

    @property
    def months(self) -> int:
        """How many whole months of the year it holds: part of a year is no year."""
        return (self.at.year - int(self.year[:4])) * 12 + self.at.month - 4 if self.is_part_of_a_year else 12


def so_far(table: Table, region: Group, today: date) -> SoFar | None:
    """Of the release that stands, for a profile leaves the council; small numbers held back as everywhere."""
    run = Run.objects.release()
    years = table.years()
    if run is None or run.snapshot_at is None or not years:
        return None
    published = years[-1]
    found = []
    for one in computed():
        rows = list(run.figures.of_measure(one.key))
        if not any(not row.split for row in rows):
            continue
        figure = shown(one, rows, today, whole=False)[HEADLINE]
        of = measures.measure(measures.NEW, one.key)
        if figure.outcome is not None:
            value = words.amount(of, figure.outcome)
        else:
            value = "Held back: small numbers" if figure.held_back else "Not known"
        ours, nation = _published(table, of, published, region), _published(table, of, published, england())
        found.append(Own(of.code, of.short, value, ours, nation, adds_up=of.unit == ADD_UP, series=of.series))
    if not found:
        return None
    return SoFar(run.year, run.snapshot_at, run.is_year_to_date, published, region.name, tuple(found))


def _published(table: Table, of: measures.Measure, year: str, group: Group) -> str:
    average = table.get(of.series, year, group.area)
    return words.amount(of, average.value) if average else "Not published"
