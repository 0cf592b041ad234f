"""As much social contact as wanted, of people who use services."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="social_contact",
    codes={OLD: "1I(1)", NEW: "5A(1)"},
    title="Social contact of people who use services",
    why="Loneliness harms as much as illness.",
    numerator="As much contact as I want with people I like",
    denominator="Everybody who answered, weighted",
    survey="users",
    questions=("q8a",),
    unit="percent",
    places=1,
    score=share("q8a", frozenset({1})),
    source="NHS England, ASC-User-Survey b1280aa",
)
