"""What the council has chosen: how small is small, what becomes of an outcome, and for how long a release stands."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from alongside.rules import council

from .shown import Convention
from .thresholds import SMALLEST_SHOWN


def smallest_shown(today: date) -> int:
    return int(_chosen("smallest_number_shown", today))


def smallest_anywhere(today: date) -> int:
    """As many as the council asks for, and never fewer than five, where no national rule says less."""
    return max(SMALLEST_SHOWN, smallest_shown(today))


def convention(today: date) -> Convention:
    """What happens to an outcome whose counts are held back."""
    return Convention(_chosen("outcomes_of_small_numbers", today))


def release_begins(today: date) -> date:
    """The first day of the months for which one release stands."""
    first = today.year * 12 + today.month - 1
    first -= first % int(_chosen("months_of_a_release", today))
    return date(first // 12, first % 12 + 1, 1)


def _chosen(name: str, today: date) -> str:
    return str(council.load(settings.COUNCIL_PACK).policy(f"publishing.{name}", today))
