"""Satisfaction with care and support, of people who use services."""

from __future__ import annotations

from decimal import Decimal

from ..checking import Respondent
from ..frameworks import NEW, OLD
from .measure import NO, YES, SurveyMeasure

# The usual form has seven answers, the two best of which are its "very" ones; the easy-read form has five.
BEST, BEST_EASY_READ = frozenset({1, 2}), frozenset({1})


def score(one: Respondent) -> Decimal | None:
    answer = one.get("q1")
    if answer is None:
        return None
    return YES if answer in (BEST_EASY_READ if one.easy_read else BEST) else NO


MEASURE = SurveyMeasure(
    key="satisfaction",
    codes={OLD: "3A", NEW: "1D"},
    title="Satisfaction of people who use services",
    why="The plainest question of the survey.",
    numerator="Extremely or very satisfied; the best answer of the easy-read form",
    denominator="Everybody who answered, weighted",
    survey="users",
    questions=("q1",),
    unit="percent",
    places=1,
    score=score,
    source="NHS England, ASC-User-Survey b1280aa",
    limitations=("Two forms with different scales count together.",),
)
