"""The figures of a run as they may be shown: whole to whoever may open them, else with small ones held back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from alongside.insight.disclosure import Convention, Shown, Sum, outcome, publish
from alongside.insight.disclosure import Figure as Counts
from alongside.rules import council

from .measure import Measure
from .models import MONTH, Figure

Key = tuple[str, str]
HEADLINE: Key = ("", "")


def convention(today: date) -> Convention:
    """What the council has chosen for an outcome whose counts are held back."""
    return Convention(council.load(settings.COUNCIL_PACK).policy("publishing.outcomes_of_small_numbers", today))


def smallest_shown(today: date) -> int:
    return int(council.load(settings.COUNCIL_PACK).policy("publishing.smallest_number_shown", today))


def shown(measure: Measure, figures: Iterable[Figure], today: date, *, whole: bool) -> dict[Key, Shown]:
    """All figures of one measure, as one release: the parts of each split add up to the headline."""
    rows = list(figures)
    if whole:
        return {
            (one.split, one.part): Shown(
                one.numerator, one.denominator, outcome(one.numerator, one.denominator, measure.unit, measure.places)
            )
            for one in rows
        }
    counts = [Counts((one.split, one.part), one.numerator, one.denominator, measure.needs_population) for one in rows]
    found = publish(
        counts, _sums(rows), unit=measure.unit, places=measure.places, convention=convention(today),
        smallest=smallest_shown(today),
    )
    return {key: value for key, value in found.items() if isinstance(key, tuple)}


def _sums(rows: Iterable[Figure]) -> list[Sum]:
    """Months are each a figure of their own, and add up to no year."""
    parts: dict[str, list[Key]] = {}
    for one in rows:
        if one.split not in ("", MONTH):
            parts.setdefault(one.split, []).append((one.split, one.part))
    return [Sum(HEADLINE, tuple(keys)) for keys in parts.values()]
