"""Whether services help people feel safe. Dropped in 2023-24, and its code given to something else."""

from __future__ import annotations

from ..frameworks import OLD
from .measure import SurveyMeasure, share

MEASURE = SurveyMeasure(
    key="services_help_feel_safe",
    codes={OLD: "4B"},
    title="Services help people feel safe",
    why="Whether the council’s own part helps.",
    numerator="Yes",
    denominator="Everybody who answered, weighted",
    survey="users",
    questions=("q7b",),
    unit="percent",
    places=1,
    score=share("q7b", frozenset({1})),
    source="NHS England, ASC-User-Survey b1280aa",
)
