"""An indicator through the years and within one; and the parts of a whole, how each moves against the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .definition.formula import Missing
from .definition.periods import Period, in_year, months_later
from .definition.shapes import Indicator
from .figures import Figures
from .scorecard import Line, Scorecard

HALF_YEAR = 6
Series = list[tuple[str, list[Decimal | None]]]


@dataclass(frozen=True)
class Trend:
    """Figures and what they are set against, by time."""

    title: str
    points: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    note: str = ""

    @property
    def is_worth_drawing(self) -> bool:
        """A line needs two points."""
        return any(sum(value is not None for value in values) > 1 for _, values in self.series)

    def for_page(self) -> list[dict[str, Any]]:
        return [{"label": label, "values": [None if value is None else float(value) for value in values]}
                for label, values in self.series]

    def alt(self) -> str:
        """The chart in words: every figure there is, and no more."""
        said = []
        for label, values in self.series:
            there = [f"{point} {value:,f}" for point, value in zip(self.points, values, strict=True)
                     if value is not None]
            if there:
                said.append(f"{label}: {', '.join(there)}")
        return f"{self.title}. {'. '.join(said)}."


def through_the_years(card: Scorecard, line: Line, hidden: frozenset[str] = frozenset()) -> Trend:
    """Baseline, figure and target by year; a part of a year is not drawn among whole ones. `hidden`: held back."""
    one, years = line.indicator, card.years
    start = one.baseline_period[:7] if one.baseline_period and one.baseline.is_number else ""
    figures: list[Decimal | None] = []
    part = ""
    for year in years:
        figure = line.figure if year == card.year and one.by_place else card.figures.of_year(one, year)
        period = figure.period
        value = figure.value if period is None or period.key not in hidden else None
        if value is not None and not figure.whole:
            part, value = f"{year} is left out: {figure.so_far or 'part of a year'}", None
        figures.append(one.baseline.value if value is None and year == start else value)
    target = [found.value if (found := one.targets.get(year)) else None for year in years]
    return _trend(one.title, years, [("Figure", figures), ("Target", target)], part)


def within_the_year(figures: Figures, one: Indicator, year: str, hidden: frozenset[str] = frozenset()) -> Trend:
    """Month by month; a running total beside the year before's, which began again in April too, and the baseline."""
    if one.kind_of_period == "year" or one.by_place:
        return Trend(one.title, (), ())
    before = f"{int(year[:4]) - 1}-{int(year[:4]) % 100:02}"
    periods = one.expected(year)
    series: Series = [(year, _values(figures, one, periods, hidden)),
                      (before, _values(figures, one, one.expected(before), hidden))]
    note = ""
    if one.year_from == "running":
        note = "The running total begins again each April."
        if one.baseline.is_number:
            series[1] = _with_whole_year(series[1], one, len(periods))
            note += " The baseline is of a whole year: it stands at March alone."
    labels = [f"{period.start:%b}" if period.kind == "month" else period.key[-2:] for period in periods]
    return _trend(f"{one.title}, within the year", labels, series, note)


def _values(figures: Figures, one: Indicator, periods: Sequence[Period],
            hidden: frozenset[str]) -> list[Decimal | None]:
    return [None if period.key in hidden else figures.shown(one, period) for period in periods]


def _with_whole_year(before: tuple[str, list[Decimal | None]], one: Indicator,
                     size: int) -> tuple[str, list[Decimal | None]]:
    """Where nothing is known of the year before, its place is the baseline's, at the end of a year."""
    if any(value is not None for value in before[1]):
        return before
    return f"Baseline{f' ({one.baseline_period})' if one.baseline_period else ''}", [
        *([None] * (size - 1)), one.baseline.value]


def _trend(title: str, points: Sequence[str], series: Series, note: str = "") -> Trend:
    return Trend(title, tuple(points), tuple((label, tuple(values)) for label, values in series
                                             if any(value is not None for value in values)), note)


@dataclass(frozen=True)
class Part:
    """Of one indicator: the latest half year of figures, and the same months a year before."""

    indicator: Indicator
    now: Decimal
    before: Decimal | None

    @property
    def moved(self) -> Decimal | None:
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True)
class Split:
    """A whole by its parts: who had to act, and how each moves."""

    whole: Indicator
    months: tuple[Period, ...]
    parts: tuple[Part, ...]
    all_of_it: Part

    @property
    def words(self) -> str:
        """In plain words, where one part falls while another rises faster, that first."""
        moved = [part for part in self.parts if part.moved is not None]
        falls = min(moved, key=lambda part: part.moved or 0, default=None)
        rises = max(moved, key=lambda part: part.moved or 0, default=None)
        if falls is None or rises is None:
            return "There are no figures of the same months a year before to compare with."
        down, up = falls.moved or Decimal(0), rises.moved or Decimal(0)
        if down < 0 < up:
            faster = "a faster" if up > -down else "a slower" if up < -down else "as fast a"
            return (f"{falls.indicator.title}: {-down:,.0f} fewer than in the same months a year before. "
                    f"{rises.indicator.title}: {up:,.0f} more, {faster} change.")
        told = [f"{part.indicator.title}: {_movement(part.moved or Decimal(0))}" for part in moved]
        return f"Beside the same months a year before. {'. '.join(told)}."


def splits(figures: Figures) -> list[Split]:
    """Each whole of the set that is kept by month and has parts; nothing where too few months are known."""
    found = []
    for whole in figures.group.indicators:
        parts = [one for one in figures.group.indicators if one.part_of == whole.code and one.unit == "count"]
        if whole.frequency == "month" and len(parts) > 1 and (split := _split(figures, whole, parts)):
            found.append(split)
    return found


def _split(figures: Figures, whole: Indicator, parts: Sequence[Indicator]) -> Split | None:
    every = [whole, *parts]
    known = [period for year in figures.years for period in in_year(year, "month")
             if all(isinstance(figures.at(one, period), Decimal) for one in every)]
    months = tuple(known[-HALF_YEAR:])
    if len(months) < HALF_YEAR:
        return None
    return Split(whole, months, tuple(_part(figures, one, months) for one in parts), _part(figures, whole, months))


def _part(figures: Figures, one: Indicator, months: Sequence[Period]) -> Part:
    before = [figures.at(one, Period(months_later(month.start, -12), "month")) for month in months]
    known = None if any(isinstance(value, Missing) for value in before) else sum(
        (value for value in before if isinstance(value, Decimal)), Decimal(0))
    now = sum((value for month in months if isinstance(value := figures.at(one, month), Decimal)), Decimal(0))
    return Part(one, now, known)


def _movement(size: Decimal) -> str:
    return "the same" if not size else f"{abs(size):,.0f} {'more' if size > 0 else 'fewer'}"
