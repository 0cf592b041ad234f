"""Which claims head a profile: as many good as bad, by one rule for both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .claim import Claim
from .measures import place_of

AT_MOST = 4
# Where one side has next to nothing, the other still shows so many: a page that says nothing helps nobody.
AT_LEAST = 2
RULE = (
    f"Of everything that can be said, one claim a measure on each side: the one furthest from the middle of the "
    f"region’s councils, by rank or by change. Both sides show the same number, at most {AT_MOST}; where one side "
    f"has fewer, both show fewer, but {AT_LEAST} where there are as many. Differences that a survey’s margin of "
    f"error can explain are on neither side unless the rank alone puts them there."
)


@dataclass(frozen=True)
class Chosen:
    good: tuple[Claim, ...]
    behind: tuple[Claim, ...]
    good_of: int
    behind_of: int


def choose(claims: Iterable[Claim]) -> Chosen:
    every = [one for one in claims if one.series and one.tone]
    good, behind = (
        _best_of_each([one for one in every if one.tone > 0]),
        _best_of_each([one for one in every if one.tone < 0]),
    )
    show = min(len(good), len(behind), AT_MOST)
    return Chosen(tuple(good[: max(show, AT_LEAST)]), tuple(behind[: max(show, AT_LEAST)]), len(good), len(behind))


def _best_of_each(claims: list[Claim]) -> list[Claim]:
    """One a measure, the furthest from the middle first; the framework's order settles equals."""
    strongest: dict[str, Claim] = {}
    for one in claims:
        if one.series not in strongest or one.weight > strongest[one.series].weight:
            strongest[one.series] = one
    return sorted(strongest.values(), key=lambda one: (-one.weight, place_of(one.series)))
