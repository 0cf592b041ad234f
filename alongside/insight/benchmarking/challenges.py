"""What a council has to look at: every measure in a bottom quartile, declined, on a run for the worse or below both
averages. All of them, by rule; nobody chooses."""

from __future__ import annotations

from dataclasses import dataclass

from . import words
from .change import DECLINED, really_differs
from .claim import WORSE, side
from .claims.run import runs
from .measures import Measure, place_of
from .standing import Standing

RULE = (
    "Every measure is listed that stands in the bottom quartile of the region or of England, that declined since the "
    "baseline, that was worse each of three times or more it was measured, or that is worse than the averages of both "
    "region and England beyond a survey’s margins of error. Nothing is left out and nothing chosen."
)


@dataclass(frozen=True)
class Challenge:
    measure: Measure
    value: str
    reasons: tuple[str, ...]


def challenges(at: Standing) -> list[Challenge]:
    """In the order of how much speaks for them, then of the framework."""
    found: dict[str, list[str]] = {}
    for of in at.measures:
        reasons = [*_bands(at, of), *_declined(at, of), *_both(at, of)]
        if reasons:
            found[of.series] = reasons
    for of, whole, length in runs(at):
        if whole.direction == DECLINED:
            found.setdefault(of.series, []).append(
                f"worse each time since {whole.year}, {words.count(length)} times running"
            )
    every = [
        Challenge(of, words.amount(of, at.now(of).value), tuple(found[of.series]))
        for of in at.measures
        if of.series in found
    ]
    return sorted(every, key=lambda one: (-len(one.reasons), place_of(one.measure.series)))


def _bands(at: Standing, of: Measure) -> list[str]:
    return [
        f"bottom quartile of {group.spoken} ({words.ordinal(rank.rank)} of {rank.of})"
        for group in (at.region, at.england)
        if (rank := at.rank(of, group)) and rank.quartile == 4
    ]


def _declined(at: Standing, of: Measure) -> list[str]:
    moved = at.change(of)
    if moved is None or moved.direction != DECLINED:
        return []
    return [f"declined since {moved.year}: {words.moved(of, moved.then.value, moved.now.value)}"]


def _both(at: Standing, of: Measure) -> list[str]:
    now = at.now(of)
    averages = [(group, average) for group in (at.region, at.england) if (average := at.average(of, group))]
    if len(averages) < 2 or any(
        side(of, now.value, average.value) != WORSE or really_differs(now, average) is False for _, average in averages
    ):
        return []
    far = [f"{words.gap(of, now.value - average.value)} worse than {group.spoken}" for group, average in averages]
    return [words.joined(far)]
