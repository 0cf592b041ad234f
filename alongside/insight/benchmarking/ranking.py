"""Ranks and bands among councils. The best is first, whichever way is better; equals share a rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .measures import Measure

CUT_RULE = (
    "Bands: a quarter (a fifth, a tenth) of the councils with a figure, rounded half up, so the top quartile of 23 is "
    "the best 6, of 152 the best 38, its top fifth the best 30 and its top decile the best 15. Equal figures share a "
    "rank and a band. Fewer than eight councils are ranked and not banded."
)
FEWEST_TO_BAND = 8
QUARTILES = {1: "top quartile", 2: "second quartile", 3: "third quartile", 4: "bottom quartile"}
TOP_DECILE, BOTTOM_DECILE = "top decile", "bottom decile"
TOP_FIFTH, BOTTOM_FIFTH = "top fifth", "bottom fifth"


@dataclass(frozen=True)
class Rank:
    rank: int
    of: int
    from_bottom: int  # 1: nobody is worse
    joint: bool

    @property
    def quartile(self) -> int | None:
        """1 is the best. None among few councils, and where equals reach from the best quarter into the worst: there no
        band says anything."""
        if self.of < FEWEST_TO_BAND:
            return None
        best, worst = self.rank <= cut(self.of, 4), self.from_bottom <= cut(self.of, 4)
        if best and worst:
            return None
        if best or worst:
            return 1 if best else 4
        return 2 if self.rank <= cut(self.of, 2) else 3

    @property
    def band(self) -> str | None:
        return QUARTILES.get(self.quartile or 0)

    @property
    def decile(self) -> str | None:
        """Only the ends are spoken of, and only among enough councils for a tenth to mean something."""
        if self.of < 20 or self.quartile is None:
            return None
        if self.rank <= cut(self.of, 10):
            return TOP_DECILE
        return BOTTOM_DECILE if self.from_bottom <= cut(self.of, 10) else None

    @property
    def end(self) -> tuple[str, int] | None:
        """The narrowest end it stands in, a tenth or a fifth, and into how many parts that cuts."""
        if self.decile:
            return self.decile, 10
        if self.of < 20 or self.quartile is None:
            return None
        if self.rank <= cut(self.of, 5):
            return TOP_FIFTH, 5
        return (BOTTOM_FIFTH, 5) if self.from_bottom <= cut(self.of, 5) else None

    @property
    def place(self) -> float:
        """0 the best, 1 the worst."""
        return (self.rank - 1) / (self.of - 1) if self.of > 1 else 0.5


def cut(of: int, parts: int) -> int:
    """How many councils are the best (or worst) part: at least one."""
    return max(int((Decimal(of) / parts).quantize(Decimal(1), ROUND_HALF_UP)), 1)


def in_band(ordered: Sequence[Decimal], least: int) -> int:
    """How many of these, the ones in question first, stand no further than the last of so many: equals share it."""
    limit = ordered[least - 1]
    return least + sum(1 for value in ordered[least:] if value == limit)


def rank(measure: Measure, values: Mapping[str, Decimal], council: str) -> Rank | None:
    own = values.get(council)
    if own is None:
        return None
    better = sum(1 for value in values.values() if measure.gain(own, value) > 0)
    worse = sum(1 for value in values.values() if measure.gain(own, value) < 0)
    return Rank(better + 1, len(values), worse + 1, joint=better + worse < len(values) - 1)
