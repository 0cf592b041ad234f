"""Carers' quality of life: six parts of life, two points each at best."""

from __future__ import annotations

from decimal import Decimal

from ..checking import Respondent
from ..frameworks import NEW, OLD
from ..questionnaires.carers import DOMAINS
from .measure import SurveyMeasure

# Three answers each: as much as wanted, some, too little.
BEST = 3


def score(one: Respondent) -> Decimal | None:
    answers = [one.get(question) for question in DOMAINS]
    return None if None in answers else Decimal(sum(BEST - answer for answer in answers if answer))


MEASURE = SurveyMeasure(
    key="carers_quality_of_life",
    codes={OLD: "1D", NEW: "1C"},
    title="Quality of life of unpaid carers",
    why="Caring costs: time, control, safety, company, looking after oneself, being encouraged.",
    numerator="Six answers, 2 points for the best and none for the worst",
    denominator="Every carer who answered all six, weighted",
    survey="carers",
    questions=DOMAINS,
    unit="score",
    places=1,
    score=score,
    source="Outcomes framework tables 2024-25 (score out of 12)",
    limitations=("That each answer gives 2, 1 or 0 points is known at second hand.", "Asked every second year."),
)
