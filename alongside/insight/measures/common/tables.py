"""What a measure is worked out from, each step built on the one before and worked out once.

counted events (`event_filter`) → one birth and one death a person (`person`) → what each measure asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import ibis.expr.types as ir

from alongside.insight.measures.common.columns import EVENTS, POPULATION
from alongside.insight.measures.common.details import details
from alongside.insight.measures.common.event_filter import counted_events
from alongside.insight.measures.common.person import births_and_deaths

Keep = Callable[[str, ir.Table], ir.Table]


def as_one_query(name: str, query: ir.Table) -> ir.Table:
    """Keep nothing: every step becomes part of one long query."""
    return query


@dataclass
class Tables:
    """The event table and the population, and the steps that measures share."""

    events: ir.Table = EVENTS
    population: ir.Table = POPULATION
    # Only where figures are cut into parts that the return does not name (`parts.py`).
    own_places: ir.Table | None = None
    sectors: ir.Table | None = None
    match_national: bool = True
    keep: Keep = as_one_query
    _kept: dict[str, ir.Table] = field(default_factory=dict)

    def once(self, name: str, query: Callable[[], ir.Table]) -> ir.Table:
        """The step of this name, worked out when it is first asked for."""
        if name not in self._kept:
            self._kept[name] = self.keep(name, query())
        return self._kept[name]

    @property
    def counted(self) -> ir.Table:
        return self.once("counted", lambda: counted_events(self.events))

    @property
    def people(self) -> ir.Table:
        return self.once("people", lambda: births_and_deaths(self.counted))

    @property
    def details(self) -> ir.Table:
        return self.once("details", lambda: details(self.counted, self.once))

    @property
    def councils(self) -> ir.Table:
        """Every council of the events or of the population: one with no events has noughts, not gaps."""
        events = self.events.select(council=self.events.la_code.upper())
        population = self.population.select(council=self.population.la_code.upper())
        either = events.distinct().union(population).distinct()
        return self.once("councils", lambda: either.filter(either.council.notnull()))
