"""A figure over time as a statistical process control chart (XmR), read as the NHS's Making Data Count does.

Most of what a figure does from month to month is noise. The mean and the limits say how much noise to expect: the
limits are 2.66 mean moving ranges either side of the mean. Four patterns say that something has changed. The icons
are ours: variation says whether something has changed and whether for the better; assurance says whether the process,
left as it is, will meet its target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

SCALE = Decimal("2.66")  # 3 / 1.128: three standard deviations, from ranges of two
RUN = 7
ENOUGH = 8  # below it a chart has a mean and no limits
SETTLED = 15  # below it the limits still move much


class Rule(StrEnum):
    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"


class Variation(StrEnum):
    COMMON = "common"
    IMPROVING = "improving"
    CONCERNING = "concerning"
    CHANGED = "changed"  # neither way is better
    TOO_FEW = "too_few"


class Assurance(StrEnum):
    PASSES = "passes"
    FAILS = "fails"
    HIT_OR_MISS = "hit_or_miss"
    NONE = "none"


@dataclass(frozen=True)
class Point:
    label: str
    value: Decimal
    patterns: tuple[tuple[Rule, bool], ...] = ()  # each with whether it is on the high side; the strongest first

    @property
    def is_special(self) -> bool:
        return bool(self.patterns)

    @property
    def rules(self) -> frozenset[Rule]:
        return frozenset(rule for rule, _ in self.patterns)

    @property
    def is_high(self) -> bool:
        return self.is_special and self.patterns[0][1]


    @property
    def points_both_ways(self) -> bool:
        """Such as falling, and above the mean all the while: no telling whether that is for the better."""
        return len({high for _, high in self.patterns}) > 1


@dataclass(frozen=True)
class Chart:
    points: tuple[Point, ...]
    mean: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    variation: Variation
    assurance: Assurance
    target: Decimal | None = None

    @property
    def has_limits(self) -> bool:
        return self.lower is not None

    @property
    def is_settled(self) -> bool:
        return len(self.points) >= SETTLED


def chart(
    values: Sequence[tuple[str, Decimal]],
    *,
    direction: str,
    target: Decimal | None = None,
    floor: Decimal | None = None,
    ceiling: Decimal | None = None,
) -> Chart:
    """`direction` says which way is better: high, low or none. Nothing below `floor` or above `ceiling` can be."""
    numbers = [value for _, value in values]
    mean = sum(numbers, Decimal(0)) / len(numbers) if numbers else None
    if mean is None or len(numbers) < ENOUGH:
        plain = tuple(Point(label, value) for label, value in values)
        return Chart(plain, mean, None, None, Variation.TOO_FEW, Assurance.NONE, target)
    spread = SCALE * mean_moving_range(numbers)
    lower, upper = mean - spread, mean + spread
    points = tuple(
        Point(label, value, tuple((rule, side > 0) for rule, side in found if side))
        for (label, value), found in zip(values, _patterns(numbers, mean, lower, upper), strict=True)
    )
    # What cannot be is not drawn; the patterns are found before that.
    drawn_lower = lower if floor is None else max(lower, floor)
    drawn_upper = upper if ceiling is None else min(upper, ceiling)
    return Chart(
        points, mean, drawn_lower, drawn_upper, _variation(points[-1], direction),
        _assurance(lower, upper, direction, target), target,
    )


def mean_moving_range(values: Sequence[Decimal]) -> Decimal:
    ranges = [abs(later - earlier) for earlier, later in zip(values, values[1:], strict=False)]
    return sum(ranges, Decimal(0)) / len(ranges)


def _patterns(
    values: Sequence[Decimal], mean: Decimal, lower: Decimal, upper: Decimal
) -> list[list[tuple[Rule, int]]]:
    """For each value its patterns, each with its side: 1 high or rising, -1 low or falling, 0 not in it."""
    return [
        list(found)
        for found in zip(
            ((Rule.OUTSIDE, side) for side in outside(values, lower, upper)),
            ((Rule.SHIFT, side) for side in shifts(values, mean)),
            ((Rule.TREND, side) for side in trends(values)),
            ((Rule.NEAR_LIMIT, side) for side in near_limit(values, mean, lower, upper)),
            strict=True,
        )
    ]


def outside(values: Sequence[Decimal], lower: Decimal, upper: Decimal) -> list[int]:
    return [1 if value > upper else -1 if value < lower else 0 for value in values]


def shifts(values: Sequence[Decimal], mean: Decimal, run: int = RUN) -> list[int]:
    """Seven or more in a row on one side of the mean; a value on the mean itself ends the row."""
    return _rows([_sign(value - mean) for value in values], run)


def trends(values: Sequence[Decimal], run: int = RUN) -> list[int]:
    """Seven or more values in a row, each above the one before (or each below)."""
    steps = [_sign(later - earlier) for earlier, later in zip(values, values[1:], strict=False)]
    moving = _rows(steps, run - 1)
    found = [0] * len(values)
    for place, side in enumerate(moving):
        if side:
            found[place] = found[place] or side
            found[place + 1] = side
    return found


def near_limit(values: Sequence[Decimal], mean: Decimal, lower: Decimal, upper: Decimal) -> list[int]:
    """Two of three in a row in the outer third of the limits, all three on that side of the mean; past the limits is
    a pattern of its own."""
    high, low = mean + (upper - mean) * 2 / 3, mean - (mean - lower) * 2 / 3
    zones = [1 if high < value <= upper else -1 if lower <= value < low else 0 for value in values]
    found = [0] * len(values)
    for place in range(2, len(values)):
        three = range(place - 2, place + 1)
        for side in (1, -1):
            near = [index for index in three if zones[index] == side]
            if len(near) >= 2 and all(_sign(values[index] - mean) == side for index in three):
                for index in near:
                    found[index] = side
    return found


def _rows(sides: Sequence[int], run: int) -> list[int]:
    """Each place that is in a row of so many on one side."""
    found = [0] * len(sides)
    start = 0
    for place in range(len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if sides and sides[start] and place - start >= run:
                found[start:place] = [sides[start]] * (place - start)
            start = place
    return found


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _variation(last: Point, direction: str) -> Variation:
    """By the latest point: what the process does now."""
    if not last.is_special:
        return Variation.COMMON
    if direction == "none" or last.points_both_ways:
        return Variation.CHANGED
    return Variation.IMPROVING if last.is_high == (direction == "high") else Variation.CONCERNING


def _assurance(lower: Decimal, upper: Decimal, direction: str, target: Decimal | None) -> Assurance:
    if target is None or direction == "none":
        return Assurance.NONE
    best, worst = (upper, lower) if direction == "high" else (-lower, -upper)
    wanted = target if direction == "high" else -target
    if worst >= wanted:
        return Assurance.PASSES
    return Assurance.FAILS if best < wanted else Assurance.HIT_OR_MISS


_VARIATION_WORDS = {
    Variation.COMMON: "Nothing says that anything has changed: the latest figure moves as it always has.",
    Variation.IMPROVING: "Something has changed for the better.",
    Variation.CONCERNING: "Something has changed for the worse.",
    Variation.CHANGED: "Something has changed.",
    Variation.TOO_FEW: f"There are too few months to tell change from noise: it takes {ENOUGH}.",
}
_RULE_WORDS = {
    (Rule.OUTSIDE, True): "the latest figure is above the upper limit",
    (Rule.OUTSIDE, False): "the latest figure is below the lower limit",
    (Rule.SHIFT, True): "it has been above the mean for seven or more in a row",
    (Rule.SHIFT, False): "it has been below the mean for seven or more in a row",
    (Rule.TREND, True): "the last seven or more figures rise one after another",
    (Rule.TREND, False): "the last seven or more figures fall one after another",
    (Rule.NEAR_LIMIT, True): "two of three in a row are near the upper limit",
    (Rule.NEAR_LIMIT, False): "two of three in a row are near the lower limit",
}
_POINT_WORDS = {
    (Rule.OUTSIDE, True): "above the upper limit",
    (Rule.OUTSIDE, False): "below the lower limit",
    (Rule.SHIFT, True): "in a run above the mean",
    (Rule.SHIFT, False): "in a run below the mean",
    (Rule.TREND, True): "in a rise",
    (Rule.TREND, False): "in a fall",
    (Rule.NEAR_LIMIT, True): "near the upper limit",
    (Rule.NEAR_LIMIT, False): "near the lower limit",
}
_ASSURANCE_WORDS = {
    Assurance.PASSES: "Consistently hitting its target: left as it is, it will keep meeting it.",
    Assurance.FAILS: "Failing its target: left as it is, it will not meet it, so the way it is done has to change.",
    Assurance.HIT_OR_MISS: "Hit and miss: left as it is, it will meet its target in some months and miss it in others, "
    "by chance.",
    Assurance.NONE: "",
}


def assurance_in_words(found: Chart) -> str:
    """Whether the process, left as it is, will meet its target; why that cannot be said, where there is a target."""
    if found.target is None:
        return ""
    if not found.has_limits:
        return f"There is a target, and it takes {ENOUGH} months to tell whether it will be met."
    return _ASSURANCE_WORDS[found.assurance] or "Neither way is better, so no month meets the target or misses it."


def reading(found: Chart) -> str:
    """Whether anything has changed, in plain words."""
    said = _VARIATION_WORDS[found.variation]
    if found.points and found.points[-1].is_special:
        why = " and ".join(_RULE_WORDS[pattern] for pattern in found.points[-1].patterns)
        both = " The signs point different ways." if found.points[-1].points_both_ways else ""
        said = f"{said[:-1]}: {why}.{both}"
    if found.has_limits and not found.is_settled:
        said += f" The limits are early ones: they settle with {SETTLED} points."
    return said


def in_words(point: Point) -> str:
    """A point's patterns, for the table under the chart."""
    return "; ".join(_POINT_WORDS[pattern] for pattern in point.patterns)
