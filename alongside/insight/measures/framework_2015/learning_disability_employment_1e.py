"""1E: adults with a learning disability in paid work."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE, learning_disability
from alongside.insight.measures.framework_2015.learning_disability import NO, NOT_KNOWN, OUT, UNKNOWNS, YES
from alongside.insight.measures.measure import Measure


def people(tables: Tables, year: Year) -> ir.Table:
    return learning_disability.answered("employment", learning_disability.paid(), "employment", tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return learning_disability.cells("1E", tables.once("people_old_1e", lambda: people(tables, year)), tables)


MEASURE = Measure(
    key="1E",
    framework=FRAMEWORK,
    title="Adults with a learning disability in paid employment",
    why="Paid work is an ordinary life, and few are helped to it.",
    numerator="Of these, those in paid work, whatever the hours",
    denominator="People aged 18 to 64 with long-term support in the year, but in prison, for a learning disability",
    direction="high",
    unit="percent",
    source=SOURCE,
    known_only_now=True,
    limitations=(
        FROM_EVENTS, "Whose work nobody recorded counts in the denominator alone, as it did then.",
        "How somebody works is the latest known: of a time that is over, a figure worked out later may differ.",
    ),
    splits=("gender",),
    reasons={
        YES: "In paid work",
        NO: "Recorded as not in paid work",
        NOT_KNOWN: "Nothing says whether they work",
        **OUT,
    },
    unknowns=UNKNOWNS | {"employment": "The work, or the latest rows disagree"},
    cells=cells,
    people=people,
)
