"""One set in one year, put together: each indicator's figure, target, rating by rule and by a person, words, faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .definition import contradictions
from .definition.contradictions import Contradiction, Gap
from .definition.formula import Missing, Result
from .definition.periods import Period, in_year, read, year_of
from .definition.rating import UNRATED, WORST_FIRST, Rating, rate, rate_rank
from .definition.shapes import Indicator, ScorecardSet, Section, Target
from .figures import Figure, Figures
from .models import Commentary, Override


@dataclass(frozen=True)
class Line:
    """One indicator in one year."""

    indicator: Indicator
    target: Target | None
    figure: Figure
    by_rule: Rating
    override: Override | None
    commentary: Commentary | None
    contradictions: tuple[Contradiction, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def beside_a_whole_year(self) -> str:
        """A running total or a part of a year says so beside the baseline of a whole one: the two are not compared."""
        start = self.indicator.baseline
        if self.figure.whole or self.figure.value is None or not start.is_number:
            return ""
        if self.indicator.baseline_period and read(self.indicator.baseline_period).kind != "year":
            return ""
        return "Part of a year: not to be compared with the baseline, which is of a whole one"

    @property
    def is_behind(self) -> bool:
        """Worse than somebody it is set beside: an area for improvement."""
        return any(gap.side == "worse" for gap in self.gaps)

    @property
    def colour(self) -> str:
        """A person's rating where there is one, else the rule's; both are always shown."""
        return self.override.colour if self.override else self.by_rule.colour

    @property
    def override_is_older(self) -> bool:
        """The rule says something else now than when the person rated it."""
        return self.override is not None and self.override.rule_said != self.by_rule.colour


@dataclass(frozen=True)
class Scorecard:
    group: ScorecardSet
    year: str
    years: tuple[str, ...]
    lines: tuple[Line, ...]
    figures: Figures

    def line(self, code: str) -> Line | None:
        return next((one for one in self.lines if one.indicator.code == code), None)

    def sections(self) -> list[tuple[Section, list[Line]]]:
        """A measure that stands under two priorities is shown under both, and is one."""
        return [(section, [one for one in self.lines if section.key in one.indicator.sections])
                for section in self.group.sections]

    def waits_for(self) -> dict[str, list[str]]:
        """Whom a target is awaited from, and for which indicators."""
        found: dict[str, list[str]] = {}
        for one in self.lines:
            if one.target and one.target.status == "awaiting":
                found.setdefault(one.target.by or "Nobody named", []).append(one.indicator.code)
        return found

    def behind(self) -> list[Line]:
        return [one for one in self.lines if one.is_behind]

    def tally(self) -> dict[str, int]:
        return {colour: sum(one.colour == colour for one in self.lines) for colour in WORST_FIRST}


def scorecard(group: ScorecardSet, year: str, today: date) -> Scorecard:
    figures = Figures(group, today)
    years = all_years(group, figures, today)
    year = year if year in years else usual_year(years, today)
    overrides = {one.code: one for one in Override.objects.of_set(group.key).filter(year=year).standing()
                 .select_related("by") if one.colour}
    commentaries = {one.code: one for one in Commentary.objects.of_set(group.key).filter(year=year).standing()
                    .select_related("by")}
    found = {one.code: figures.of_year(one, year) for one in group.indicators if not one.by_place}
    across = _across(group, figures, year, found)
    lines = []
    for one in group.indicators:
        target = one.targets.get(year)
        if target and target.status == "monthly_plan" and not one.by_place:
            target = figures.plan(one, year) or target
        figure = found.get(one.code) or places_total(figures, one, year)
        beside = tuple(contradictions.gaps(one, year, figure.value if figure.whole else None))
        lines.append(Line(
            one, target, figure, by_rule(one, target, figure), overrides.get(one.code), commentaries.get(one.code),
            (*contradictions.of(one), *(each for each in across if each.code == one.code),
             *contradictions.wrongly_worded(one, beside),
             *contradictions.falling_totals(one, [] if one.by_place else figures.months(one, year))),
            beside,
        ))
    return Scorecard(group, year, years, tuple(lines), figures)


def _across(group: ScorecardSet, figures: Figures, year: str, found: dict[str, Figure]) -> list[Contradiction]:
    """What figures of the set say of one another, at each time there are figures for; each is said once."""
    told: dict[tuple[str, str, str], Contradiction] = {}
    whole = in_year(year, "year")[0]
    full = {code: figure.value for code, figure in found.items() if figure.whole}
    for each in contradictions.parts_above_wholes(group, full):
        told[each.code, each.kind, ""] = each
    for kind in ("month", "quarter", "year"):
        kept = [one for one in group.indicators if one.kind_of_period == kind and not one.by_place]
        checks = [check for check in group.checks if check.codes[0] in {one.code for one in kept}]
        parts = [one for one in kept if one.part_of]
        if not checks and not parts:
            continue
        asked = {one.code: one for one in kept}
        for period in in_year(year, kind):
            def value(code: str, period: Period = period, asked: dict[str, Indicator] = asked) -> Result:
                if period == whole:
                    figure = found[code]
                    return Missing(figure.why_none) if figure.value is None else figure.value
                return figures.at(asked[code], period)

            shown = {code: result for code in asked if isinstance(result := value(code), Decimal)}
            for each in (*contradictions.parts_above_wholes(group, {**dict.fromkeys(asked), **shown}),
                         *(one for check in checks for one in contradictions.failed(check, value, period.words))):
                told.setdefault((each.code, each.kind, each.words.split(":")[0] if each.kind == "check" else ""), each)
    return list(told.values())


def by_rule(one: Indicator, target: Target | None, figure: Figure) -> Rating:
    if target and target.band:
        return rate_rank(figure.rank, figure.out_of, target.band)
    planned = bool(target and target.is_number and target.by)  # of the same months as the figure
    return rate(figure.value, target, one.better, within_percent=one.within_percent, whole=figure.whole or planned,
                why_none=figure.why_none)


def places_total(figures: Figures, one: Indicator, year: str) -> Figure:
    """The year of an indicator that is kept by place: each place's year, added where that may be done."""
    if not one.adds:
        return figures.in_total(one, Period(date(int(year[:4]), 4, 1), "year"), ())
    each = [figures.of_year(one, year, place.key) for place in figures.group.places]
    values = [figure.value for figure in each if figure.value is not None]
    if not values:
        return Figure(None, each[0].why_none)
    best = next(figure for figure in each if figure.value is not None)
    return Figure(sum(values, Decimal(0)), period=best.period, whole=all(figure.whole for figure in each),
                  so_far=best.so_far)


def all_years(group: ScorecardSet, figures: Figures, today: date) -> tuple[str, ...]:
    """Those of the file and of what was typed; for the council's own sets this year too."""
    there = {*figures.years} | ({year_of(today)} if not group.example or not figures.years else set())
    return tuple(sorted(there))


def usual_year(years: tuple[str, ...], today: date) -> str:
    """This year, or the last that has begun, or the first there is."""
    now = year_of(today)
    return max((year for year in years if year <= now), default=years[0])


@dataclass(frozen=True)
class PlaceTable:
    """Figures of one time by place, with totals for each network and for all."""

    period: Period
    rows: tuple[tuple[str, str, tuple[Decimal | None, ...]], ...]
    totals: tuple[tuple[str, tuple[Figure, ...]], ...]


def place_table(figures: Figures, indicators: list[Indicator], period: Period) -> PlaceTable:
    places = figures.group.places
    rows = tuple((place.name, place.within, tuple(figures.shown(one, period, place.key) for one in indicators))
                 for place in places)
    networks = sorted({place.within for place in places if place.within})
    groups = [(name, [place.key for place in places if place.within == name]) for name in networks]
    if len(networks) != 1:
        groups.append(("All", [place.key for place in places]))
    totals = tuple((name, tuple(figures.in_total(one, period, keys) for one in indicators)) for name, keys in groups)
    return PlaceTable(period, rows, totals)


__all__ = ["UNRATED", "Line", "PlaceTable", "Scorecard", "place_table", "scorecard"]
