"""The draw: random within each stratum, and the same again for one seed and one frame."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from random import Random

from ..weighting import CRITICAL_VALUE
from .frame import Candidate, Frame

# Half of everybody says yes: the share whose margin of error is widest.
HALF = Decimal("0.5")


class TooMany(ValueError):
    """More are to be asked than there are: the stratum and how many it has, as arguments."""


def draw(frame: Frame, sizes: Mapping[int, int], seed: int) -> list[tuple[str, Candidate]]:
    """The people to ask, each with a serial number that says nothing of who they are or which stratum is theirs."""
    chance = Random(seed)  # noqa: S311  not a secret: whoever has the seed can repeat the draw
    drawn: list[Candidate] = []
    for number in sorted(sizes):
        there = sorted(frame.of(number), key=lambda one: one.subject_id)
        if sizes[number] > len(there):
            raise TooMany(number, len(there))
        drawn.extend(chance.sample(there, sizes[number]))
    chance.shuffle(drawn)
    return [(f"{place:05}", one) for place, one in enumerate(drawn, 1)]


def answers_needed(population: int, margin: Decimal = Decimal("0.05")) -> int:
    """Answers of a whole council for a margin of error of five points at 95%, with the finite population counted."""
    if population <= 1:
        return population
    wanted = (margin / CRITICAL_VALUE) ** 2
    spread = HALF * (1 - HALF)
    needed = population * spread / ((population - 1) * wanted + spread)
    return min(population, int(needed.quantize(Decimal(1), ROUND_CEILING)))


def suggested(frame: Frame, answering: Decimal = Decimal("0.3")) -> dict[int, int]:
    """How many to ask in each stratum, by its size, if three in ten answer; never more than can be written to."""
    populations, sizes = frame.populations, frame.sizes
    whole = sum(populations.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    to_ask = Decimal(answers_needed(whole)) / answering
    return {
        number: min(sizes[number], int((to_ask * size / whole).quantize(Decimal(1), ROUND_CEILING)))
        for number, size in populations.items()
    }
