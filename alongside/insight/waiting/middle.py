"""The middle of waits: half waited less."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def median(days: Sequence[int]) -> Decimal | None:
    """The middle day, or half-way between the middle two."""
    ordered = sorted(days)
    if not ordered:
        return None
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return Decimal(low + high) / 2
