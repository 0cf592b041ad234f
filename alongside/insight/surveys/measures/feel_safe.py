"""Who feels as safe as they want."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="feel_safe",
    codes={OLD: "4A", NEW: "4A"},
    title="People who feel safe",
    why="Whoever does not feel safe will not say that the rest is well.",
    numerator="As safe as I want",
    denominator="Everybody who answered, weighted",
    survey="users",
    questions=("q7a",),
    unit="percent",
    places=1,
    score=share("q7a", frozenset({1})),
    source="NHS England, ASC-User-Survey b1280aa",
)
