"""Is a published outcome what its own counts give? A council's exactly; an area's as far as rounding lets us say.

Outcomes of surveys are weighted and have no counts: they are taken as published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from alongside.insight.disclosure import outcome

from .measures import Measure, measure
from .official.published import Published

EXACT, WITHIN, TAKEN, DIFFERS = "reproduced", "within rounding", "taken as published", "differs"
# Counts of regions and of England are published to the nearest five, and their outcomes to one decimal place.
COUNTS_OF_AREAS_TO = 5
PLACES_OF_AREAS = 1


def check(one: Published) -> str:
    """How the outcome stands to its counts."""
    known = measure(one.framework, one.code)
    if one.outcome is None or one.numerator is None or not one.denominator or known.survey or known.unit == "score":
        return TAKEN
    nearest = known.counts_to if one.kind == "council" else max(known.counts_to, COUNTS_OF_AREAS_TO)
    if nearest == 1 and one.numerator == int(one.numerator):
        worked_out = outcome(int(one.numerator), int(one.denominator), known.unit, known.places)
        return EXACT if worked_out == one.outcome else DIFFERS
    low, high = between(one, known, nearest)
    return WITHIN if low <= one.outcome <= high else DIFFERS


def between(one: Published, known: Measure, nearest: int) -> tuple[Decimal, Decimal]:
    """The lowest and highest outcome that counts rounded to the nearest so many could have given."""
    assert one.numerator is not None and one.denominator is not None
    half = Decimal(nearest) / 2
    places = known.places if one.kind == "council" else min(known.places, PLACES_OF_AREAS)
    slack = Decimal(5).scaleb(-places - 1)
    low = max(one.numerator - half, Decimal(0)) * known.per / (one.denominator + half)
    smallest = max(one.denominator - half, Decimal(1))
    high = (one.numerator + half) * known.per / smallest
    return low - slack, high + slack


def summary(figures: Iterable[Published]) -> tuple[Counter[str], list[Published]]:
    """How many stand how, and those that differ."""
    counts: Counter[str] = Counter()
    differing = []
    for one in figures:
        if one.outcome is None:
            continue
        stands = check(one)
        counts[stands] += 1
        if stands == DIFFERS:
            differing.append(one)
    return counts, differing
