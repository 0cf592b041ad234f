"""1C(1B): carers with self-directed support."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.common import ages, carers
from alongside.insight.measures.common.people_counted import cells as counted_cells
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE
from alongside.insight.measures.measure import Measure

NUMERATOR = ("direct_payment", "managed_budget")
DENOMINATOR = ("direct_payment", "managed_budget", "commissioned")


def people(tables: Tables, year: Year) -> ir.Table:
    found = carers.carers_by_support(NUMERATOR, tables, year)
    return found.mutate(in_denominator=found.reason.isin(DENOMINATOR))


def cells(tables: Tables, year: Year) -> ir.Table:
    found = tables.once("people_old_1c1b", lambda: people(tables, year))
    return counted_cells("1C(1B)", found, tables.councils, ((ages.EVERYBODY, ""),))


MEASURE = Measure(
    key="1C(1B)",
    framework=FRAMEWORK,
    title="Carers who receive self-directed support",
    why="People who hold their own budget choose who helps them, when and how.",
    numerator="Of these, those with a direct payment or a managed personal budget",
    denominator="Carers supported directly in the year by direct payment, managed budget or commissioned support",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        FROM_EVENTS,
        "Carers aged under 18 are left out, as from 2019-20; before that they were counted.",
        "Support whose component is blank is lost, as in today’s 3D, where the nation is matched.",
    ),
    splits=(),
    reasons=carers.REASONS,
    unknowns=carers.UNKNOWNS,
    cells=cells,
    people=people,
)
