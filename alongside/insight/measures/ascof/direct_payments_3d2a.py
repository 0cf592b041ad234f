"""3D(2a): people who use services with direct payments."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, SOURCE
from alongside.insight.measures.common import settings
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure

COUNTED = ("direct_payment",)


def people(tables: Tables, year: Year) -> ir.Table:
    return settings.people_by_setting(COUNTED, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return settings.setting_cells("3D(2a)", COUNTED, tables, year)


MEASURE = Measure(
    key="3D(2a)",
    framework=FRAMEWORK,
    title="People who use services and receive a direct payment",
    why="A direct payment puts the money, and so the choice, in the person's own hands.",
    numerator="Of these, those with a direct payment",
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
