"""As much social contact as wanted, of carers."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="carers_social_contact",
    codes={OLD: "1I(2)", NEW: "5A(2)"},
    title="Social contact of carers",
    why="Caring at home is easily alone at home.",
    numerator="As much contact as I want with people I like",
    denominator="Every carer who answered, weighted",
    survey="carers",
    questions=("q11",),
    unit="percent",
    places=1,
    score=share("q11", frozenset({1})),
    source="Outcomes framework tables 2024-25 (question 11)",
    limitations=("Asked every second year.",),
)
