"""A statutory decision, with everything a letter and an appeal need to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

_FIGURE_TYPES = (bool, int, Decimal, date, str)
FigureValue = bool | int | Decimal | date | str

CANNOT_DECIDE_YET = "cannot_decide_yet"


class BadFacts(ValueError):
    """The facts cannot be read: one sentence that names the place."""


@dataclass(frozen=True)
class Decision:
    """What a rule answers.

    `because` holds whole sentences that a letter can print; `law` the provisions they rest on.
    """

    outcome: str
    figures: Mapping[str, FigureValue] = field(default_factory=dict)
    because: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value in self.figures.items():
            if not isinstance(value, _FIGURE_TYPES):
                raise TypeError(f"The figure {name} is a {type(value).__name__}, which cannot be written to JSON.")


def figure_as_json(value: FigureValue) -> bool | int | str:
    """Money and rates as strings, counts as numbers, dates as ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def listed(items: list[str], joined_by: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`: the way a letter lists things."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joined_by} {items[-1]}"
