"""The figures of a run as they may be shown: whole to whoever may open them to their people; to anybody else, and in
every file, those of a release with small numbers held back. What is held back was settled when the run was kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.insight.disclosure import Shown, policy
from alongside.insight.disclosure import shown as as_shown

from .held_back import NOT_LISTED
from .measure import Measure
from .models import Figure

Key = tuple[str, str]
HEADLINE: Key = ("", "")


def shown(measure: Measure, figures: Iterable[Figure], today: date, *, whole: bool) -> dict[Key, Shown]:
    """The figures of one measure; a part that may not even be named is not there."""
    chosen = policy.convention(today)
    return {
        (one.split, one.part): as_shown(
            one.numerator, one.denominator, unit=measure.unit, places=measure.places,
            held_back=bool(one.held_back) and not whole, convention=chosen,
            public_denominator=measure.needs_population,
        )
        for one in figures
        if whole or one.held_back != NOT_LISTED
    }
