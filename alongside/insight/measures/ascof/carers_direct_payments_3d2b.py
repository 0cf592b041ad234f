"""3D(2b): unpaid carers with direct payments."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, SOURCE
from alongside.insight.measures.common import carers
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure

COUNTED = ("direct_payment",)


def people(tables: Tables, year: Year) -> ir.Table:
    return carers.carers_by_support(COUNTED, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return carers.carer_cells("3D(2b)", COUNTED, tables, year)


MEASURE = Measure(
    key="3D(2b)",
    framework=FRAMEWORK,
    title="Unpaid carers who receive a direct payment",
    why="A direct payment puts the money, and so the choice, in the person's own hands.",
    numerator="Of these, those with a direct payment",
    denominator="Unpaid carers with a direct payment, a personal budget or a commissioned service in the year",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        "Not published for 2024-25: there are no official figures to set it beside.",
        "The nation loses services whose component is blank; to count them, do not match the nation.",
        BIRTH_MONTH + " Unknown birth months are in the total alone.",
    ),
    reasons=carers.REASONS,
    unknowns=carers.UNKNOWNS,
    cells=cells,
    people=people,
)
