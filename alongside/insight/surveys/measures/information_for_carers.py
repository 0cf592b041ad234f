"""Whether information was easy to find, of carers; whoever never tried is left out."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="information_for_carers",
    codes={OLD: "3D(2)", NEW: "3C(2)"},
    title="Easy to find information, carers",
    why="What cannot be found does not help.",
    numerator="Very or fairly easy to find",
    denominator="Every carer who tried to find some and answered, weighted",
    survey="carers",
    questions=("q17",),
    unit="percent",
    places=1,
    score=share("q17", frozenset({2, 3}), left_out=frozenset({1})),
    source="Outcomes framework tables 2024-25 (question 17)",
    limitations=("That the answers are numbered as in the users’ survey is known at second hand.",),
)
