"""Counts of our own records that may not leave the council: too small, or to be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Hashable

from alongside.insight.disclosure import SMALLEST_SHOWN, Sum, held_back

from .definition.formula import Missing
from .definition.periods import in_year
from .definition.shapes import Indicator
from .scorecard import Scorecard

WORDS = f"Fewer than {SMALLEST_SHOWN}, or to be worked out from another"


def withheld(card: Scorecard, one: Indicator) -> frozenset[str]:
    """The keys of times whose count is held back; a year is held back with its months where it is their sum."""
    if one.unit != "count" or one.by_place or not _rests_on_counts(card, one):
        return frozenset()
    counts: dict[Hashable, tuple[int, ...]] = {}
    sums = []
    for year in card.years:
        periods = one.expected(year)
        for period in periods:
            result = card.figures.at(one, period)
            if not isinstance(result, Missing) and result == int(result) and result >= 0:
                counts[period.key] = (int(result),)
        parts = tuple(period.key for period in periods if period.key in counts)
        if one.year_from == "sum" and parts:
            whole = in_year(year, "year")[0].key
            counts[whole] = (sum(counts[part][0] for part in parts),)
            sums.append(Sum(whole, parts))
    return frozenset(str(key) for key in held_back(counts, sums)[1])


def _rests_on_counts(card: Scorecard, one: Indicator) -> bool:
    """Itself, or an indicator it is worked out of."""
    for given in one.givens:
        other = card.group.indicator(given.name) if given.source == "indicator" else None
        if given.source in ("count", "measure") or (other is not None and _rests_on_counts(card, other)):
            return True
    return False
