"""What a set of indicators is, once its file has been read and found good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .formula import Formula, Given, givens
from .periods import Lag, Period, in_year

KINDS = {"targets": "Targets", "outcomes": "Outcomes framework", "tracker": "Tracker",
         "comparison": "Beside others", "need": "Need sheet", "series": "Local measures"}
AIMS = {"increase": "Increase", "reduce": "Reduce", "hold": "Hold", "none": "No direction stated"}
BETTER = {"higher": "Higher is better", "lower": "Lower is better", "none": "Neither is better"}
UNITS = ("count", "percent", "per_1000", "per_100000", "score", "hours", "pounds", "yes_no")
FREQUENCIES = {"month": "Every month", "quarter": "Every quarter", "year": "Every year", "two_years": "Every two years"}
YEAR_FROM = {"sum": "the months or quarters added up", "latest": "the latest figure", "running": "a running total"}
STATUSES = {
    "awaiting": "Awaiting", "to_be_agreed": "To be agreed", "monthly_plan": "Set by a monthly plan",
    "no_survey": "No survey", "none_given": "None given", "not_applicable": "Does not apply",
}
# What a month's part of a monthly plan is typed as, beside the figure.
PLAN = "plan"
# The share of all councils that a band holds, in words.
BANDS = {"top quartile": 4, "top decile": 10}
# How a document may qualify a figure: kept with it, for nearly 1,600 is not 1,600.
QUALIFIERS = ("nearly", "almost", "about", "over")
CHECKS = {"at_least": "at least", "at_most": "at most", "equals": "the same as"}


@dataclass(frozen=True)
class Target:
    """A number, a place among councils, or a status in words. A status is never a nought."""

    value: Decimal | None = None
    band: str = ""
    status: str = ""
    by: str = ""  # whose plan, or whom it waits for

    @property
    def is_number(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Source:
    document: str
    where: str = ""
    published: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.document, self.where, self.published) if part)


@dataclass(frozen=True)
class Section:
    """A priority, or one statement of what people say matters."""

    key: str
    title: str
    statement: bool = False


@dataclass(frozen=True)
class Place:
    """One of those that a figure is kept for separately: a practice within a network."""

    key: str
    name: str
    within: str = ""


@dataclass(frozen=True)
class Published:
    """A figure that a document states."""

    period: Period
    name: str
    value: Decimal
    place: str = ""
    said: str = ""


@dataclass(frozen=True)
class SaidElsewhere:
    """The same figure as another part of the document gives it; of a year's target where a year is named."""

    value: Decimal
    where: str
    unit: str = ""  # where it is said in another unit than the indicator's
    year: str = ""


@dataclass(frozen=True)
class Comparator:
    """What others reached in the same year, in the same unit; `said` is how a document words the difference."""

    name: str
    year: str
    value: Decimal
    said: str = ""


@dataclass(frozen=True)
class Check:
    """Two figures of the set that must go together: the one at least, at most or the same as the other."""

    code: str
    words: str
    left: Formula
    sign: str
    right: Formula

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators on its left, which it speaks of; else those on its right."""
        asked = [[given.name for given in givens(side)] for side in (self.left, self.right)]
        return tuple(dict.fromkeys(asked[0] or asked[1]))


@dataclass(frozen=True)
class Indicator:
    code: str
    title: str
    sections: tuple[str, ...]
    unit: str
    better: str
    aim: str
    owner: str
    frequency: str
    formula: Formula
    formula_words: str
    inputs: Mapping[str, str]
    baseline: Target
    baseline_period: str
    targets: Mapping[str, Target]
    source: Source
    places: int = 0
    headline: bool = False
    lag: Lag = Lag()
    year_from: str = "latest"
    highest: Decimal | None = None
    within_percent: Decimal = Decimal(5)
    survey_from: str = ""
    part_of: str = ""
    by_place: bool = False
    adds: bool = True
    not_added_because: str = ""
    note: str = ""
    published: tuple[Published, ...] = ()
    said_elsewhere: tuple[SaidElsewhere, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    # What a document may call slightly worse or better, in the indicator's own unit.
    slightly_within: Decimal = Decimal(1)
    # Others that sound alike and are counted otherwise, each with how: both are kept, and never put together.
    differs_from: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind_of_period(self) -> str:
        return "year" if self.frequency == "two_years" else self.frequency

    def expected(self, year: str) -> list[Period]:
        """The times of a year that a figure is expected for; none in a year without a survey."""
        target = self.targets.get(year)
        if target and target.status in ("no_survey", "not_applicable"):
            return []
        if self.frequency == "two_years" and (int(year[:4]) - int(self.survey_from[:4])) % 2:
            return []
        return in_year(year, self.kind_of_period)

    def typed_inputs(self, year: str) -> dict[str, str]:
        """What is typed for a time: the formula's inputs, and its part of the plan where that is the target."""
        target = self.targets.get(year)
        if target and target.status == "monthly_plan" and self.is_typed:
            return {**self.inputs, PLAN: f"The plan for the {self.kind_of_period}"}
        return dict(self.inputs)

    @property
    def is_typed(self) -> bool:
        return any(one.source == "typed" for one in self.givens)

    @property
    def givens(self) -> tuple[Given, ...]:
        return tuple(givens(self.formula))


@dataclass(frozen=True)
class ScorecardSet:
    key: str
    title: str
    council: str
    kind: str
    about: str
    source: Source
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    places: tuple[Place, ...] = ()
    place_name: str = ""
    example: bool = False
    years: tuple[str, ...] = field(default=())
    checks: tuple[Check, ...] = ()

    def indicator(self, code: str) -> Indicator | None:
        return next((one for one in self.indicators if one.code == code), None)

    def section(self, key: str) -> Section:
        return next(one for one in self.sections if one.key == key)
