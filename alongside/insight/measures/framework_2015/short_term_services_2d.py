"""2D: what followed short-term support to maximise independence, for new clients."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import short_term_services_2a as today
from alongside.insight.measures.common import ages
from alongside.insight.measures.common.codes import LONG_TERM, Outcome, Service
from alongside.insight.measures.common.people_counted import cells as counted_cells
from alongside.insight.measures.common.sequels import SERVICES
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE
from alongside.insight.measures.measure import Measure

NO_LONG_TERM_SUPPORT = (
    SERVICES + Service.ONGOING_LOW_LEVEL,
    SERVICES + Service.OTHER_SHORT_TERM,
    Outcome.INFORMATION,
    Outcome.OTHER_COUNCIL_SERVICE,
    Outcome.ENDED_AS_PLANNED,
    Outcome.NOT_OFFERED,
    Outcome.OTHER,
)
LONG_TERM_SUPPORT = tuple(SERVICES + service for service in LONG_TERM)
_YES = tuple(today.code_of(sequel) for sequel in NO_LONG_TERM_SUPPORT)
_COUNTED = (*_YES, *(today.code_of(sequel) for sequel in LONG_TERM_SUPPORT))


def people(tables: Tables, year: Year) -> ir.Table:
    """The episodes of today's 2A, counted by the sequels of then."""
    found = today.people(tables, year)
    return found.mutate(in_numerator=found.reason.isin(_YES), in_denominator=found.reason.isin(_COUNTED))


def cells(tables: Tables, year: Year) -> ir.Table:
    found = tables.once("people_old_2d", lambda: people(tables, year))
    return counted_cells("2D", found, tables.councils, ((ages.EVERYBODY, ""),))


MEASURE = Measure(
    key="2D",
    framework=FRAMEWORK,
    title="Outcome of short-term services: no long-term support followed",
    why="Short-term support works when people regain what they can do for themselves.",
    numerator="Of these, those that led to low-level or other short-term support, to advice, or to no service",
    denominator="Episodes of short-term support to maximise independence, of new clients, that led to one of these "
    "or to long-term support",
    direction="high",
    unit="percent",
    counts="episodes",
    source=SOURCE,
    limitations=(
        FROM_EVENTS,
        "Which outcome of the return is which sequel of then is our reading: no table of the two was published.",
        "Episodes are gathered and new clients told as today’s 2A does.",
    ),
    splits=(),
    reasons=today.MEASURE.reasons,
    unknowns=today.MEASURE.unknowns,
    cells=cells,
    people=people,
)
