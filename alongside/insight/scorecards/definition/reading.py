"""A set of indicators from its file. A bad file is refused whole, with the place and the reason."""

from __future__ import annotations

import re
from pathlib import Path

from . import formula, periods
from .asking import Part, unique
from .indicator import read_indicator, read_source
from .shapes import CHECKS, KINDS, Check, Indicator, Place, ScorecardSet, Section
from .yaml_file import BadScorecard, read

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def read_set(file: Path, *, example: bool = False, measures: frozenset[str] = frozenset(),
             counts: frozenset[str] = frozenset()) -> ScorecardSet:
    """`measures` and `counts` are the names that formulas may ask for."""
    whole = Part(file.name, "", read(file))
    key = _key(whole, "set")
    if key != file.stem:
        whole.refuse(f"the set is called {key!r}, so its file must be {key}.yaml", "set")
    sections = _sections(whole)
    places = _places(whole)
    indicators = [
        read_indicator(part, {one.key for one in sections}, places)
        for part in whole.parts("indicators", "code")
    ]
    group = ScorecardSet(
        key=key, title=whole.words("title"), council=whole.words("council", ""),
        kind=whole.choice("kind", KINDS, "targets"), about=whole.words("about"), source=read_source(whole),
        sections=sections, indicators=tuple(indicators), places=places,
        place_name=whole.words("place_name", ""), example=example, years=_years(indicators),
        checks=_checks(whole, indicators),
    )
    whole.done()
    unique(whole, "indicators", (one.code for one in indicators))
    if places and not group.place_name:
        whole.refuse("it says what a place is, such as Practice, where there are places", "place_name")
    _known(whole, indicators, measures, counts)
    _no_circles(whole, group)
    return group


def _key(part: Part, name: str) -> str:
    key = part.words(name)
    if not KEY.fullmatch(key):
        part.refuse(f"{key!r} must be small letters, digits and _, a letter first", name)
    return key


def _sections(whole: Part) -> tuple[Section, ...]:
    found = []
    for part in whole.parts("sections", "key"):
        found.append(Section(_key(part, "key"), part.words("title"), part.yes("statement")))
        part.done()
    unique(whole, "sections", (one.key for one in found))
    return tuple(found)


def _places(whole: Part) -> tuple[Place, ...]:
    found = []
    for part in whole.parts("places", "key", []):
        found.append(Place(_key(part, "key"), part.words("name"), part.words("within", "")))
        part.done()
    unique(whole, "places", (one.key for one in found))
    return tuple(found)


def _checks(whole: Part, indicators: list[Indicator]) -> tuple[Check, ...]:
    codes = {one.code: one for one in indicators}
    found = []
    for part in whole.parts("checks", "code", []):
        left, right = (part.read(side, lambda text: formula.read(str(text)), formula.BadFormula)
                       for side in ("left", "right"))
        one = Check(part.words("code"), part.words("words"), left, part.choice("is", CHECKS), right)
        for given in (*formula.givens(left), *formula.givens(right)):
            if given.source != "indicator" or given.name not in codes:
                part.refuse(f"a check asks for indicators of its set, and {given.name!r} is none")
            if codes[given.name].by_place:
                part.refuse(f"{given.name} is kept by place, so it cannot be checked against others")
        if not one.codes:
            part.refuse("it asks for no indicator")
        if len({codes[given.name].kind_of_period for side in (left, right) for given in formula.givens(side)}) > 1:
            part.refuse("its indicators have different frequencies")
        part.done()
        found.append(one)
    unique(whole, "checks", (one.code for one in found))
    return tuple(found)


def _years(indicators: list[Indicator]) -> tuple[str, ...]:
    """Every year that a target, a baseline or a published figure is for."""
    found: set[str] = set()
    for one in indicators:
        found |= {*one.targets, *(figure.period.year for figure in one.published),
                  *(other.year for other in one.comparators)}
        if one.baseline_period:
            found.add(periods.read(one.baseline_period).year)
    return tuple(sorted(found))


def _known(whole: Part, indicators: list[Indicator], measures: frozenset[str], counts: frozenset[str]) -> None:
    """Each name in a formula is one that there is."""
    codes = {one.code for one in indicators}
    for one in indicators:
        there = {"typed": set(one.inputs), "indicator": codes, "measure": measures, "count": counts}
        for given in one.givens:
            if given.name not in there[given.source]:
                raise BadScorecard(whole.file, f"indicators, {one.code}, formula",
                                   f"there is no {given.source} called {given.name!r}")
            if given.source == "measure" and one.kind_of_period != "year":
                raise BadScorecard(whole.file, f"indicators, {one.code}, formula", "a measure is of a whole year")
        if unused := set(one.inputs) - {given.name for given in one.givens if given.source == "typed"}:
            raise BadScorecard(whole.file, f"indicators, {one.code}, inputs",
                               f"the formula does not ask for {', '.join(sorted(unused))}")
        if one.part_of and (one.part_of not in codes or one.part_of == one.code):
            raise BadScorecard(whole.file, f"indicators, {one.code}, part_of", f"there is no other {one.part_of!r}")
        _alike_in_kind(whole, one, {other.code: other for other in indicators})


def _alike_in_kind(whole: Part, one: Indicator, others: dict[str, Indicator]) -> None:
    """A part is in the unit of its whole; what is counted otherwise is kept beside, and never put together."""
    if one.part_of and others[one.part_of].unit != one.unit:
        raise BadScorecard(whole.file, f"indicators, {one.code}, part_of",
                           f"{one.unit} cannot be part of {others[one.part_of].unit}")
    for code in one.differs_from:
        if code not in others or code == one.code:
            raise BadScorecard(whole.file, f"indicators, {one.code}, differs_from", f"there is no other {code!r}")
    asked = {given.name for given in one.givens if given.source == "indicator"}
    for code in sorted(asked):
        if apart := sorted(asked & set(others[code].differs_from)):
            raise BadScorecard(whole.file, f"indicators, {one.code}, formula",
                               f"{code} and {apart[0]} are counted differently, so they are never put together")


def _no_circles(whole: Part, group: ScorecardSet) -> None:
    """An indicator that is worked out of others never comes back to itself, and keeps their times and places."""
    asked = {one.code: [given.name for given in one.givens if given.source == "indicator"] for one in group.indicators}
    settled: set[str] = set()

    def walk(code: str, above: tuple[str, ...]) -> None:
        if code in above:
            raise BadScorecard(whole.file, f"indicators, {code}, formula", "it is worked out of itself")
        if code in settled:
            return
        for other in asked[code]:
            _alike(whole, group, code, other)
            walk(other, (*above, code))
        settled.add(code)

    for code in asked:
        walk(code, ())


def _alike(whole: Part, group: ScorecardSet, code: str, other: str) -> None:
    one, two = group.indicator(code), group.indicator(other)
    assert one and two
    if (one.frequency, one.by_place) != (two.frequency, two.by_place):
        raise BadScorecard(whole.file, f"indicators, {code}, formula",
                           f"{other} has another frequency, or other places, than {code}")


__all__ = ["BadScorecard", "read_set"]
