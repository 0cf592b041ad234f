"""What a measure is: its definition in words, and its two expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis.expr.types as ir

from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year

CURRENT = "2024-25"
UNITS = ("percent", "per_100000", "score", "days")
DIRECTIONS = ("high", "low", "none")


@dataclass(frozen=True, eq=False)
class Measure:
    """`cells` and `people` are expressions over the event table; a measure without them says why in `limitations`."""

    key: str
    framework: str
    title: str
    why: str
    numerator: str
    denominator: str
    direction: str
    unit: str
    source: str
    places: int = 1
    counts: str = "people"
    limitations: tuple[str, ...] = ()
    splits: tuple[str, ...] = ("age",)
    reasons: Mapping[str, str] = field(default_factory=dict)
    unknowns: Mapping[str, str] = field(default_factory=dict)
    needs_population: bool = False
    # It rests on how somebody lives or works, which the records know as it is now: months that are over are not counted
    # again.
    known_only_now: bool = False
    cells: Callable[[Tables, Year], ir.Table] | None = None
    people: Callable[[Tables, Year], ir.Table] | None = None

    def __post_init__(self) -> None:
        if self.unit not in UNITS or self.direction not in DIRECTIONS:
            raise ValueError(f"{self.key}: the unit or the direction is not one we know.")

    @property
    def code(self) -> str:
        """Its one name among all frameworks: codes were used again for other things, so an older one says its year."""
        return self.key if self.framework == CURRENT else f"{self.framework} {self.key}"

    @property
    def is_computed(self) -> bool:
        return self.cells is not None

    def definition(self) -> dict[str, Any]:
        """In words, for `alongside measures list` and for the page."""
        return {
            "measure": self.key,
            "framework": self.framework,
            "title": self.title,
            "why": self.why,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "counts": self.counts,
            "direction": self.direction,
            "unit": self.unit,
            "places": self.places,
            "splits": list(self.splits),
            "source": self.source,
            "limitations": list(self.limitations),
            "computed": self.is_computed,
        }
