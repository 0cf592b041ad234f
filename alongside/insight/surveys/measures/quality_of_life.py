"""Social care related quality of life: eight parts of life, three points each at best."""

from __future__ import annotations

from decimal import Decimal

from ..checking import Respondent
from ..frameworks import NEW, OLD
from .measure import SurveyMeasure

# Control, personal care, food and drink, home, safety, social contact, time, dignity.
DOMAINS = ("q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q11")


def score(one: Respondent) -> Decimal | None:
    answers = [one.get(question) for question in DOMAINS]
    return None if None in answers else Decimal(32 - sum(answer for answer in answers if answer))


MEASURE = SurveyMeasure(
    key="quality_of_life",
    codes={OLD: "1A", NEW: "1A"},
    title="Quality of life of people who use services",
    why="What support is for: whether life is as people would have it.",
    numerator="32 less the sum of eight answers, each numbered 1 (best) to 4",
    denominator="Everybody who answered all eight, weighted",
    survey="users",
    questions=DOMAINS,
    unit="score",
    places=1,
    score=score,
    source="NHS England, ASC-User-Survey b1280aa",
    limitations=("A person who leaves out one of the eight has no score.",),
)
