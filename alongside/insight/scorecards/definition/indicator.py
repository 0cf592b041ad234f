"""One indicator from its part of a file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from . import formula, periods
from .asking import Part, unique
from .periods import Lag
from .shapes import (
    AIMS,
    BANDS,
    BETTER,
    FREQUENCIES,
    PLAN,
    QUALIFIERS,
    STATUSES,
    UNITS,
    YEAR_FROM,
    Comparator,
    Indicator,
    Place,
    Published,
    SaidElsewhere,
    Source,
    Target,
)

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,29}")
INPUT = re.compile(r"[a-z][a-z0-9_]{0,39}")
ONE_INPUT = {"value": "The figure"}


def read_indicator(part: Part, sections: set[str], places: tuple[Place, ...]) -> Indicator:
    code = part.words("code")
    if not CODE.fullmatch(code):
        part.refuse(f"{code!r} must be letters, digits, dots, dashes and _", "code")
    frequency = part.choice("frequency", FREQUENCIES)
    text = part.words("formula", 'typed("value")')
    one = Indicator(
        code=code, title=part.words("title"), sections=_in_sections(part, sections),
        unit=part.choice("unit", UNITS), places=part.whole("decimals", 0, 4),
        better=part.choice("better", BETTER), aim=part.choice("aim", AIMS, "none"),
        owner=part.words("owner", ""), headline=part.yes("headline"), frequency=frequency, lag=_lag(part),
        year_from=part.choice("year_from", YEAR_FROM, "latest"), survey_from=_survey_from(part, frequency),
        formula=part.read("formula", lambda _: formula.read(text), formula.BadFormula, text), formula_words=text,
        inputs=_inputs(part, text), baseline=_baseline(part), baseline_period=_baseline_period(part),
        targets=_targets(part), source=read_source(part), highest=part.number("highest", None),
        within_percent=_within(part), part_of=part.words("part_of", ""), by_place=part.yes("by_place"),
        adds=part.yes("adds", True), not_added_because=part.words("not_added_because", ""),
        note=part.words("note", ""), published=_published(part, places), said_elsewhere=_said_elsewhere(part),
        comparators=_comparators(part), slightly_within=_slightly_within(part), differs_from=_differs_from(part),
    )
    part.done()
    _fits(part, one, places)
    return one


def read_source(part: Part) -> Source:
    given = part.part("source")
    source = Source(given.words("document"), given.words("where", ""), given.words("published", ""))
    given.done()
    return source


def _in_sections(part: Part, sections: set[str]) -> tuple[str, ...]:
    found = part.value("sections")
    if not isinstance(found, list) or not found or not all(isinstance(one, str) and one in sections for one in found):
        part.refuse(f"a list of sections is expected, of {', '.join(sorted(sections))}", "sections")
    return tuple(dict.fromkeys(found))


def _lag(part: Part) -> Lag:
    given = part.part("lag", {})
    lag = Lag(given.whole("weeks", 0, 104), given.whole("months", 0, 36))
    given.done()
    return lag


def _survey_from(part: Part, frequency: str) -> str:
    if frequency != "two_years":
        if part.value("survey_from", ""):
            part.refuse("only what is asked every two years has a first survey", "survey_from")
        return ""
    return part.read("survey_from", periods.read_year, periods.BadPeriod)


def _within(part: Part) -> Decimal:
    value = part.number("amber_within_percent", 5)
    assert value is not None
    if not 0 <= value <= 100:
        part.refuse("a number from 0 to 100 is expected", "amber_within_percent")
    return value


def _inputs(part: Part, text: str) -> dict[str, str]:
    """What is typed, by name; where the formula is one typed value, that needs no naming."""
    if part.content.get("inputs") is None:
        part.asked.add("inputs")
        return dict(ONE_INPUT) if 'typed("value")' in text else {}
    given = part.part("inputs")
    found = {name: given.words(name) for name in given.content}
    for name in found:
        if name == PLAN:
            given.refuse(f"{PLAN!r} is kept for a monthly plan")
        if not INPUT.fullmatch(name):
            given.refuse(f"{name!r} must be small letters, digits and _")
    return found


def _baseline(part: Part) -> Target:
    found = part.value("baseline", {"status": "none_given"})
    return _target(part, "baseline", found)


def _baseline_period(part: Part) -> str:
    found = part.value("baseline_period", "")
    return part.read("baseline_period", periods.read, periods.BadPeriod).key if found else ""


def _targets(part: Part) -> dict[str, Target]:
    given = part.part("targets", {})
    found = {}
    for year in given.content:
        given.read(year, lambda _, year=year: periods.read_year(year), periods.BadPeriod)  # type: ignore[misc]
        found[year] = _target(given, year, given.value(year))
    return found


def _target(part: Part, key: str, found: Any) -> Target:
    """A number as it stands, or keys: a number as words keeps its noughts (8.0)."""
    if not isinstance(found, dict):
        return Target(value=part.as_number(found, key))
    given = Part(part.file, f"{part.place}, {key}" if part.place else key, found)
    if "band" in found:
        target = Target(band=given.choice("band", BANDS))
    else:
        target = Target(status=given.choice("status", STATUSES), by=given.words("by", ""))
    given.done()
    return target


def _published(part: Part, places: tuple[Place, ...]) -> tuple[Published, ...]:
    found = []
    for given in part.parts("published", "period", []):
        place = given.choice("place", [one.key for one in places]) if "place" in given.content else ""
        value = given.number("value")
        assert value is not None
        said = given.choice("said", QUALIFIERS) if "said" in given.content else ""
        found.append(Published(given.read("period", periods.read, periods.BadPeriod), given.words("input", "value"),
                               value, place, said))
        given.done()
    unique(part, "published", (f"{one.period.key} {one.place} {one.name}".strip() for one in found))
    return tuple(found)


def _said_elsewhere(part: Part) -> tuple[SaidElsewhere, ...]:
    found = []
    for given in part.parts("said_elsewhere", "where", []):
        value = given.number("value")
        assert value is not None
        unit = given.choice("unit", UNITS) if "unit" in given.content else ""
        year = given.read("year", periods.read_year, periods.BadPeriod) if "year" in given.content else ""
        found.append(SaidElsewhere(value, given.words("where"), unit, year))
        given.done()
    return tuple(found)


def _comparators(part: Part) -> tuple[Comparator, ...]:
    """Others' figures, each in the indicator's own unit: so many in 1,000 never stand beside so many in 100,000."""
    found = []
    for given in part.parts("comparators", "name", []):
        value = given.number("value")
        assert value is not None
        unit = given.choice("unit", UNITS, part.content["unit"])
        if unit != part.content["unit"]:
            given.refuse(f"{unit} never stands beside {part.content['unit']}: give it in the indicator’s own unit",
                         "unit")
        found.append(Comparator(given.words("name"), given.read("year", periods.read_year, periods.BadPeriod), value,
                                given.words("said", "")))
        given.done()
    unique(part, "comparators", (f"{one.name} {one.year}" for one in found))
    return tuple(found)


def _slightly_within(part: Part) -> Decimal:
    value = part.number("slightly_within", 1)
    assert value is not None
    if value < 0:
        part.refuse("a number from 0 on is expected", "slightly_within")
    return value


def _differs_from(part: Part) -> dict[str, str]:
    given = part.part("differs_from", {})
    return {code: given.words(code) for code in given.content}


def _fits(part: Part, one: Indicator, places: tuple[Place, ...]) -> None:
    """What no single key shows."""
    if one.by_place and not places:
        part.refuse("the set has no places", "by_place")
    if not one.adds and not one.not_added_because:
        part.refuse("it says why its figures are not added", "not_added_because")
    if one.kind_of_period == "year" and one.year_from != "latest":
        part.refuse("a figure of a whole year is not made of months", "year_from")
    for figure in one.published:
        where = f"published, {figure.period.key}"
        if figure.name not in one.inputs:
            part.refuse(f"there is no input {figure.name!r}", where)
        if bool(figure.place) != one.by_place:
            part.refuse("a place is given exactly where figures are kept by place", where)
        if figure.period.kind not in (one.kind_of_period, "year"):
            part.refuse(f"figures are kept by {one.kind_of_period}, or for the whole year", where)
