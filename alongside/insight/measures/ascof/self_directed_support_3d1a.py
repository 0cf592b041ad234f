"""3D(1a): people who use services with self-directed support."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, SOURCE
from alongside.insight.measures.common import settings
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure

COUNTED = ("direct_payment", "managed_budget")


def people(tables: Tables, year: Year) -> ir.Table:
    return settings.people_by_setting(COUNTED, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return settings.setting_cells("3D(1a)", COUNTED, tables, year)


MEASURE = Measure(
    key="3D(1a)",
    framework=FRAMEWORK,
    title="People who use services and receive self-directed support",
    why="People who hold their own budget choose who helps them, when and how.",
    numerator="Of these, those with a direct payment or a personal budget that the council manages",
    denominator="People with long-term support in the community, and in no care home, at the end of the year",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        "It is of the last day of the year: while the year runs, of what is open now, with ages as of that day.",
        "Blank and invalid ways of delivery stay in the denominator, so a gap in recording lowers the figure.",
        BIRTH_MONTH + " Unknown birth months are in the total alone.",
    ),
    reasons=settings.REASONS,
    unknowns=settings.UNKNOWNS,
    cells=cells,
    people=people,
)
