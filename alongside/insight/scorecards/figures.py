"""From what was typed, published and counted to each indicator's figure for a time, and for a year.

A correction stands before what it corrects; what a person typed stands before what a document published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from alongside.foundation.design import words

from .counts import MonthlyCounts
from .definition.formula import Given, Missing, Result, work_out
from .definition.periods import Period, in_year, read, year_of
from .definition.shapes import PLAN, Indicator, ScorecardSet, Target
from .measured import MeasuredFigures
from .models import TypedValue

Key = tuple[str, str, str, str]  # code, period, place, input


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown, for which time; or why there is none."""

    value: Decimal | None
    why_none: str = ""
    period: Period | None = None
    whole: bool = True
    # How far a year is, such as "6 of 12 months"; and what should have come by now.
    so_far: str = ""
    late: tuple[Period, ...] = ()
    rank: int | None = None
    out_of: int | None = None
    # How the document qualifies it: nearly, over.
    said: str = ""


@dataclass
class Figures:
    """All figures of one set: three queries, and one more for each count that a formula asks for."""

    group: ScorecardSet
    today: date
    typed: dict[Key, TypedValue] = field(default_factory=dict)

    def __post_init__(self) -> None:
        standing = TypedValue.objects.of_set(self.group.key).standing().select_related("by")
        self.typed = {(one.code, one.period, one.place, one.name): one for one in standing}

    @cached_property
    def published(self) -> dict[Key, Decimal]:
        return {(one.code, figure.period.key, figure.place, figure.name): figure.value
                for one in self.group.indicators for figure in one.published}

    @cached_property
    def qualified(self) -> dict[Key, str]:
        return {(one.code, figure.period.key, figure.place, figure.name): figure.said
                for one in self.group.indicators for figure in one.published if figure.said}

    def _said(self, one: Indicator, period: Period, place: str) -> str:
        """What a published figure was said with, where nobody has typed another."""
        key = (one.code, period.key, place, next(iter(one.inputs), "value"))
        return "" if key in self.typed else self.qualified.get(key, "")

    @cached_property
    def counts(self) -> MonthlyCounts:
        asked = [given.name for one in self.group.indicators for given in one.givens if given.source == "count"]
        years = sorted({*self.years, year_of(self.today)})
        start, end = in_year(years[0], "year")[0].start, in_year(years[-1], "year")[0].end
        return MonthlyCounts(asked, start, end)

    @cached_property
    def measured(self) -> MeasuredFigures:
        return MeasuredFigures()

    @cached_property
    def years(self) -> list[str]:
        """Every year there is something for."""
        return sorted({*self.group.years, *(read(one.period).year for one in self.typed.values())})

    def at(self, one: Indicator, period: Period, place: str = "") -> Result:
        """The indicator's figure for one time, not yet rounded."""
        return work_out(one.formula, lambda given: self._given(one, given, period, place))

    def shown(self, one: Indicator, period: Period, place: str = "") -> Decimal | None:
        result = self.at(one, period, place)
        return None if isinstance(result, Missing) else rounded(result, one.places)

    def _given(self, one: Indicator, given: Given, period: Period, place: str) -> Result:
        if given.source == "typed":
            return self._typed((one.code, period.key, place, given.name), one)
        if given.source == "count":
            if period.start > self.today:
                return Missing("It has not begun yet")
            return Decimal(self.counts.of(given.name, period))
        if given.source == "measure":
            return self.measured.of(given.name, given.part, period)
        other = self.group.indicator(given.name)
        assert other is not None  # the file was refused otherwise
        return self.at(other, period, place)

    def _typed(self, key: Key, one: Indicator) -> Result:
        if key in self.typed:
            value = self.typed[key].value
            return Missing("The figure was taken back") if value is None else value
        if key in self.published:
            return self.published[key]
        return Missing(f"Not typed yet: {lower_first(one.inputs[key[3]])}")

    def of_year(self, one: Indicator, year: str, place: str = "") -> Figure:
        """A figure typed for the whole year stands; else the months or quarters make it, as the indicator says."""
        whole_year = in_year(year, "year")[0]
        expected = one.expected(year)
        if not expected:
            return Figure(None, "No survey this year" if one.frequency == "two_years" else "Not expected this year")
        if one.kind_of_period != "year" and one.is_typed:
            found = self.shown(one, whole_year, place)
            if found is not None:
                return Figure(found, period=whole_year, said=self._said(one, whole_year, place))
        have = [(period, result) for period in expected
                if isinstance(result := self.at(one, period, place), Decimal)]
        late = tuple(period for period in expected
                     if one.is_typed and period not in {each for each, _ in have} and self.is_due(one, period))
        if not have:
            return Figure(None, self._why_none(one, expected, place), late=late)
        period, value = have[-1]
        if len(expected) == 1 and self._is_year_to_date(one, period):
            return Figure(rounded(value, one.places), period=period, whole=False, so_far="year to date, provisional")
        if one.year_from == "sum":
            value = sum((result for _, result in have), Decimal(0))
        ended = [each for each, _ in have if each.end <= self.today]
        whole = one.year_from == "latest" or (len(ended) == len(expected) if one.year_from == "sum"
                                              else period == expected[-1] and period.end <= self.today)
        typed = self.typed.get((one.code, period.key, place, next(iter(one.inputs), "value")))
        return Figure(
            rounded(value, one.places), period=period if one.year_from == "latest" else whole_year, whole=whole,
            so_far="" if whole or len(expected) == 1 else f"running total to {period.words}"
            if one.year_from == "running" else f"{len(have)} of {len(expected)} {one.kind_of_period}s",
            late=late, rank=typed.rank if typed else None, out_of=typed.out_of if typed else None,
            said=self._said(one, period, place) if one.year_from != "sum" else "",
        )

    def plan(self, one: Indicator, year: str) -> Target | None:
        """A monthly plan as a number: the plans of those months there is a figure for, if each of them has one."""
        periods = [period for period, _ in self.months(one, year)]
        plans = [self.typed.get((one.code, period.key, "", PLAN)) for period in periods]
        values = [plan.value for plan in plans if plan is not None and plan.value is not None]
        if one.year_from != "sum" or not periods or len(values) < len(periods):
            return None
        return Target(value=sum(values, Decimal(0)), by=f"plan of {words.plural(len(periods), one.kind_of_period)}")

    def _is_year_to_date(self, one: Indicator, period: Period) -> bool:
        """Counted before the year was over. What a person types for a year, they answer for."""
        measured = any(given.source == "measure" for given in one.givens)
        return (not one.is_typed and period.end > self.today) or (
            measured and self.measured.is_year_to_date(period.year))

    def months(self, one: Indicator, year: str) -> list[tuple[Period, Decimal]]:
        """The figures there are within a year, in order."""
        return [(period, value) for period in one.expected(year) if (value := self.shown(one, period)) is not None]

    def _why_none(self, one: Indicator, expected: list[Period], place: str) -> str:
        if self.group.example and one.is_typed and all(self._untouched(one, period, place) for period in expected):
            return "No figure in the document"
        first = expected[0]
        if one.is_typed and not self.is_due(one, first):
            return f"Not due: expected {words.date(self.due(one, first))}"
        result = self.at(one, first, place)
        why = result.why if isinstance(result, Missing) else "There is no figure"
        if one.is_typed and all(self._untouched(one, period, place) for period in expected):
            return f"Late: expected {words.date(self.due(one, first))}"
        return why

    def _untouched(self, one: Indicator, period: Period, place: str) -> bool:
        return not any((one.code, period.key, place, name) in self.typed for name in one.inputs)

    @staticmethod
    def due(one: Indicator, period: Period) -> date:
        """The day from which the figure can be expected: the time is over, and what comes later has come."""
        return one.lag.after(period.end)

    def is_due(self, one: Indicator, period: Period) -> bool:
        return self.due(one, period) <= self.today

    def in_total(self, one: Indicator, period: Period, places: Iterable[str]) -> Figure:
        """Of several places: added only where the indicator says its figures may be; blanks stay blanks."""
        if not one.adds:
            return Figure(None, f"Not added: {lower_first(one.not_added_because)}")
        found = [value for place in places if (value := self.shown(one, period, place)) is not None]
        return Figure(sum(found, Decimal(0)), period=period) if found else Figure(None, "No figure")


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
