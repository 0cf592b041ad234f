"""1C(2A): people with direct payments."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.common import ages, settings
from alongside.insight.measures.common.people_counted import cells as counted_cells
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE
from alongside.insight.measures.measure import Measure

NUMERATOR = ("direct_payment",)
DENOMINATOR = ("direct_payment", "managed_budget", "commissioned")


def people(tables: Tables, year: Year) -> ir.Table:
    found = settings.people_by_setting(NUMERATOR, tables, year)
    return found.mutate(in_denominator=found.reason.isin(DENOMINATOR))


def cells(tables: Tables, year: Year) -> ir.Table:
    found = tables.once("people_old_1c2a", lambda: people(tables, year))
    return counted_cells("1C(2A)", found, tables.councils, ((ages.EVERYBODY, ""),))


MEASURE = Measure(
    key="1C(2A)",
    framework=FRAMEWORK,
    title="People who receive direct payments",
    why="People who hold their own budget choose who helps them, when and how.",
    numerator="Of these, those with a direct payment, in whole or part",
    denominator="People with long-term support in the community at the end of the year, by direct payment, "
    "managed budget or commissioned support",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        FROM_EVENTS,
        "Support whose way of delivery is blank counts nowhere: the old return had no such line.",
    ),
    splits=(),
    reasons=settings.REASONS,
    unknowns=settings.UNKNOWNS,
    cells=cells,
    people=people,
)
