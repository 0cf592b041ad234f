"""2E(2a): adults aged 18 to 64 with long-term support who live at home or with family."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, SOURCE
from alongside.insight.measures.common import long_term
from alongside.insight.measures.common.ages import WORKING_AGE
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure


def people(tables: Tables, year: Year) -> ir.Table:
    return long_term.people_at_home(WORKING_AGE, tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return long_term.home_cells("2E(2a)", WORKING_AGE, tables, year)


MEASURE = Measure(
    key="2E(2a)",
    framework=FRAMEWORK,
    title="Adults aged 18 to 64 with long-term support who live in their own home or with family",
    why="A settled home is the ground of an ordinary life.",
    numerator="Of these, those in settled accommodation, as recorded or as their latest service suggests",
    denominator="People aged 18 to 64 with long-term support in the year",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        "Where somebody lives is the latest known: of a time that is over, a figure worked out later may differ.",
        "Where the accommodation is unknown it is inferred from the latest service.",
        "Whoever is presumed only to be somewhere in the community counts in the denominator alone.",
        BIRTH_MONTH + " It is the age when long-term support last ended, or at the end of the year. "
        "Unknown birth months count nowhere.",
    ),
    known_only_now=True,
    splits=("gender",),
    reasons=long_term.REASONS,
    unknowns=long_term.UNKNOWNS,
    cells=cells,
    people=people,
)
