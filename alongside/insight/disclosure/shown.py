"""What is published of a figure, held back or not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .rounding import outcome


class Convention(StrEnum):
    """What happens to an outcome whose counts are held back."""

    NATIONAL = "national"  # it is published, as the nation does; whoever knows one count may work out the other
    STRICT = "strict"  # it is held back too


@dataclass(frozen=True)
class Shown:
    """None is held back, or not known. Which of the figures held back are small is nowhere said: it would tell."""

    numerator: int | None
    denominator: int | None
    outcome: Decimal | None
    held_back: bool = False


def shown(
    numerator: int,
    denominator: int | None,
    *,
    unit: str,
    places: int = 1,
    held_back: bool = False,
    convention: Convention = Convention.STRICT,
    public_denominator: bool = False,
) -> Shown:
    """The population of an area is public, and never held back."""
    figure = outcome(numerator, denominator, unit, places)
    if not held_back:
        return Shown(numerator, denominator, figure)
    return Shown(
        None,
        denominator if public_denominator else None,
        figure if convention == Convention.NATIONAL else None,
        held_back=True,
    )
