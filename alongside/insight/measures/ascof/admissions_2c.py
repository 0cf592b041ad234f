"""2C: admissions of older people to residential and nursing care."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, MORE_THAN_A_YEAR, SOURCE
from alongside.insight.measures.common import care_homes
from alongside.insight.measures.common.ages import OLDER
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure


def people(tables: Tables, year: Year) -> ir.Table:
    return care_homes.admitted_people(OLDER, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return care_homes.admission_cells("2C", OLDER, tables, year)


MEASURE = Measure(
    key="2C",
    framework=FRAMEWORK,
    title="Adults aged 65 and over whose long-term support needs are met by admission to a care home, per 100,000",
    why="Most people want to live in a home of their own; a council that helps them to admits fewer.",
    numerator="Adults aged 65 and over newly admitted to a care home in the year, after none in the 365 days before",
    denominator="Residents aged 65 and over (Office for National Statistics, mid-year)",
    direction="low",
    unit="per_100000",
    source=SOURCE,
    limitations=(
        "The nation loses stays whose service component is blank; to count them, do not match the nation.",
        "Somebody admitted both before and after turning 65 counts in 2B alone.",
        care_homes.NOT_COUNTED,
        BIRTH_MONTH + " Unknown birth months count nowhere.",
        MORE_THAN_A_YEAR,
    ),
    reasons=care_homes.REASONS,
    unknowns=care_homes.UNKNOWNS,
    needs_population=True,
    cells=cells,
    people=people,
)
