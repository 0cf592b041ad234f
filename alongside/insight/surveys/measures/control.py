"""Control over daily life."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="control",
    codes={OLD: "1B", NEW: "3A"},
    title="Control over daily life",
    why="Support that takes over is no support.",
    numerator="As much control as wanted, or adequate control",
    denominator="Everybody who answered, weighted",
    survey="users",
    questions=("q3a",),
    unit="percent",
    places=1,
    score=share("q3a", frozenset({1, 2})),
    source="NHS England, ASC-User-Survey b1280aa",
)
