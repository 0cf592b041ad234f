"""Whether information was easy to find, of people who use services; whoever never tried is left out."""

from __future__ import annotations

from ..frameworks import NEW, OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="information_for_users",
    codes={OLD: "3D(1)", NEW: "3C(1)"},
    title="Easy to find information, people who use services",
    why="What cannot be found does not help.",
    numerator="Very or fairly easy to find",
    denominator="Everybody who tried to find some and answered, weighted",
    survey="users",
    questions=("q12",),
    unit="percent",
    places=1,
    score=share("q12", frozenset({2, 3}), left_out=frozenset({1})),
    source="NHS England, ASC-User-Survey b1280aa",
)
