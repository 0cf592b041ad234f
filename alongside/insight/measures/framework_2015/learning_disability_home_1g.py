"""1G: adults with a learning disability in settled accommodation."""

from __future__ import annotations

import ibis.expr.types as ir

from alongside.insight.measures.common import words
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.framework_2015 import FRAMEWORK, FROM_EVENTS, SOURCE, learning_disability
from alongside.insight.measures.framework_2015.learning_disability import NO, NOT_KNOWN, OUT, UNKNOWNS, YES
from alongside.insight.measures.measure import Measure


def people(tables: Tables, year: Year) -> ir.Table:
    return learning_disability.answered("accommodation", words.settled_places(), "accommodation", tables, year)


def cells(tables: Tables, year: Year) -> ir.Table:
    return learning_disability.cells("1G", tables.once("people_old_1g", lambda: people(tables, year)), tables)


MEASURE = Measure(
    key="1G",
    framework=FRAMEWORK,
    title="Adults with a learning disability who live in their own home or with family",
    why="A settled home is the ground of an ordinary life.",
    numerator="Of these, those recorded in settled accommodation",
    denominator="People aged 18 to 64 with long-term support in the year, but in prison, for a learning disability",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        "Where somebody lives is the latest known: of a time that is over, a figure worked out later may differ.",
        FROM_EVENTS,
        "What nobody recorded is not settled: nothing is inferred from services, as 2E(1) does today.",
    ),
    known_only_now=True,
    splits=("gender",),
    reasons={
        YES: "Recorded in settled accommodation",
        NO: "Recorded in accommodation that is not settled",
        NOT_KNOWN: "Nothing says where they live",
        **OUT,
    },
    unknowns=UNKNOWNS | {"accommodation": "The accommodation, or the latest rows disagree"},
    cells=cells,
    people=people,
)
