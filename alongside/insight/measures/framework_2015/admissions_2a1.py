"""2A(1): admissions of adults of working age to residential and nursing care."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.common.ages import WORKING_AGE
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE, care_homes
from alongside.insight.measures.measure import Measure


def people(tables: Tables, year: Year) -> ir.Table:
    return care_homes.admitted(WORKING_AGE, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return care_homes.cells("2A(1)", WORKING_AGE, tables.once("people_old_2a1", lambda: people(tables, year)), tables)


MEASURE = Measure(
    key="2A(1)",
    framework=FRAMEWORK,
    title="Permanent admissions of adults aged 18 to 64 to residential and nursing care, per 100,000",
    why="Most people want to live in a home of their own; a council that helps them to admits fewer.",
    numerator="Adults aged 18 to 64 newly in residential or nursing care in the year, and not from another such stay",
    denominator="Residents aged 18 to 64 (Office for National Statistics, mid-year)",
    direction="low",
    unit="per_100000",
    source=SOURCE,
    limitations=(
        FROM_EVENTS,
        "Somebody admitted twice in the year counts once.",
        "People who paid for themselves until their money ran low are counted as any other: events do not tell.",
    ),
    reasons=care_homes.REASONS,
    unknowns=care_homes.UNKNOWNS,
    needs_population=True,
    cells=cells,
    people=people,
)
