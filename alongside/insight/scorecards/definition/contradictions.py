"""What a set says that cannot all be meant. Each is shown; none is mended by us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .formula import Missing, Result, work_out
from .periods import Period
from .rating import plain
from .shapes import AIMS, BETTER, CHECKS, Check, Comparator, Indicator, ScorecardSet

AIM_OF = {"increase": "higher", "reduce": "lower"}


@dataclass(frozen=True)
class Contradiction:
    code: str
    kind: str
    words: str


def of(one: Indicator) -> list[Contradiction]:
    """Of an indicator as it is defined."""
    found = [*_aim(one), *_below_baseline(one), *_backwards(one), *_beyond_scale(one), *_said_otherwise(one)]
    return [Contradiction(one.code, kind, words) for kind, words in found]


def way(one: Indicator) -> str:
    """Which way the figure is meant to go: as its words say, else as its polarity does."""
    return AIM_OF.get(one.aim) or (one.better if one.aim == "none" else "")


def worse(value: Decimal, than: Decimal, better: str) -> bool:
    return value < than if better == "higher" else value > than if better == "lower" else False


def _numbers(one: Indicator) -> list[tuple[str, Decimal]]:
    return [(year, target.value) for year, target in sorted(one.targets.items()) if target.value is not None]


def _aim(one: Indicator) -> Iterator[tuple[str, str]]:
    if one.aim in AIM_OF and one.better != "none" and AIM_OF[one.aim] != one.better:
        yield "aim", f"Its aim is to {AIMS[one.aim].lower()} it, but {BETTER[one.better].lower()}"


def _below_baseline(one: Indicator) -> Iterator[tuple[str, str]]:
    start = one.baseline.value
    for year, value in _numbers(one) if start is not None else ():
        if worse(value, start, way(one)):  # type: ignore[arg-type]
            below = "below" if value < start else "above"  # type: ignore[operator]
            aim = "increase" if way(one) == "higher" else "reduce"
            yield "baseline", (f"The aim is to {aim} it, but the target for {year}, {value}, is {below} the baseline, "
                               f"{start}")


def _backwards(one: Indicator) -> Iterator[tuple[str, str]]:
    numbers = _numbers(one)
    for (before, first), (after, then) in zip(numbers, numbers[1:], strict=False):
        if worse(then, first, way(one)):
            yield "backwards", f"The target for {after}, {then}, asks less than the one for {before}, {first}"


def _beyond_scale(one: Indicator) -> Iterator[tuple[str, str]]:
    top = one.highest if one.highest is not None else Decimal(100) if one.unit == "percent" else None
    given = [(f"The target for {year}", value) for year, value in _numbers(one)]
    if one.baseline.value is not None:
        given.append(("The baseline", one.baseline.value))
    for what, value in given:
        if top is not None and value > top:
            yield "scale", f"{what}, {value}, is more than the most there can be, {plain(top)}"


def _said_otherwise(one: Indicator) -> Iterator[tuple[str, str]]:
    """A figure said again in other words agrees if it is the baseline (or the year's target), rounded half up as far
    as it is said. One said in another unit is another thing, whatever its number."""
    for other in one.said_elsewhere:
        if other.unit and other.unit != one.unit:
            most = f" of at most {plain(one.highest)}" if one.highest is not None else ""
            yield "unit", (f"{other.where} says {other.value} {UNIT_NAMES[other.unit]}, but it is "
                           f"{UNIT_NAMES[one.unit]}{most}")
            continue
        target = one.targets.get(other.year) if other.year else one.baseline
        what = f"the target for {other.year}" if other.year else "the baseline"
        stated = target.value if target else None
        if stated is None or stated.quantize(other.value, rounding=ROUND_HALF_UP) != other.value:
            told = f"{what} is {stated}" if stated is not None else f"there is no {what[4:]}"
            if stated is None and other.year and target and target.status:
                told = f"{what} is not a number"
            yield "elsewhere", f"{other.where} says {other.value}, but {told}"


UNIT_NAMES = {
    "count": "a number", "percent": "per cent", "per_1000": "for each 1,000", "per_100000": "for each 100,000",
    "score": "a score", "hours": "hours", "pounds": "pounds", "yes_no": "a yes or no",
}


@dataclass(frozen=True)
class Gap:
    """A figure beside what others reached: how far apart, and on which side."""

    comparator: Comparator
    size: Decimal  # the figure less the comparator
    side: str  # better, worse, same; or apart where neither way is better

    @property
    def above(self) -> bool:
        return self.size > 0


def gaps(one: Indicator, year: str, value: Decimal | None) -> list[Gap]:
    """Beside each comparator of the same year."""
    if value is None:
        return []
    found = []
    for other in one.comparators:
        if other.year == year:
            side = ("same" if value == other.value else "apart" if one.better == "none"
                    else "worse" if worse(value, other.value, one.better) else "better")
            found.append(Gap(other, value - other.value, side))
    return found


def wrongly_worded(one: Indicator, beside: Sequence[Gap]) -> list[Contradiction]:
    """“Slightly” is held to what the set calls slight."""
    return [Contradiction(
        one.code, "slightly",
        f"It is called “{gap.comparator.said}” beside {gap.comparator.name}, but it is {abs(gap.size)} away, and "
        f"slightly means {plain(one.slightly_within)} at most")
        for gap in beside if "slight" in gap.comparator.said.lower() and abs(gap.size) > one.slightly_within]


def failed(check: Check, lookup: Callable[[str], Result], when: str) -> list[Contradiction]:
    """What a check finds at one time; nothing where a figure is missing."""
    left, right = (work_out(side, lambda given: lookup(given.name)) for side in (check.left, check.right))
    if isinstance(left, Missing) or isinstance(right, Missing):
        return []
    holds = {"at_least": left >= right, "at_most": left <= right, "equals": left == right}[check.sign]
    words = f"{check.words}: {_short(left)} is not {CHECKS[check.sign]} {_short(right)} ({when})"
    return [] if holds else [Contradiction(code, "check", words) for code in check.codes]


def _short(value: Decimal) -> str:
    """To two places, without noughts at its end: 182,500."""
    return f"{value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP).normalize():,f}"


def parts_above_wholes(group: ScorecardSet, figures: Mapping[str, Decimal | None]) -> list[Contradiction]:
    """A part that is more than what it is part of, in the figures of one time."""
    found = []
    for one in group.indicators:
        part, whole = figures.get(one.code), figures.get(one.part_of)
        if one.part_of and part is not None and whole is not None and part > whole:
            found.append(Contradiction(
                one.code, "part", f"It is part of {one.part_of}, but {_short(part)} is more than {_short(whole)}"))
    return found


def falling_totals(one: Indicator, months: Sequence[tuple[Period, Decimal]]) -> list[Contradiction]:
    """A running total of what happened only grows until April; a share may fall."""
    if one.year_from != "running" or one.unit in ("percent", "score", "yes_no"):
        return []
    return [
        Contradiction(one.code, "running", f"The running total falls from {first} in {before.words} to {then} in "
                                           f"{after.words}")
        for (before, first), (after, then) in zip(months, months[1:], strict=False) if then < first
    ]
