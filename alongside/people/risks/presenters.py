"""Risk assessments in words."""

from __future__ import annotations

from datetime import date

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .models import RiskAssessment

LEVEL_KINDS = {"immediate": "late", "high": "soon"}
WISH_STANDS = "They know the risk and choose to take it. Their wish stands: it was talked through."


def level_tag(row: RiskAssessment) -> Tag:
    return Tag(f"{row.level_words} risk", LEVEL_KINDS.get(row.level, "neutral"))


def review_tag(row: RiskAssessment, today: date) -> Tag:
    if row.ended_on:
        return Tag(f"Ended {words.short_date(row.ended_on, today)}")
    return Tag(f"Review {words.due(row.review_on, today)}", "late" if row.review_on < today else "neutral")


def choice_words(row: RiskAssessment) -> str:
    """What the person decided, and that it was talked through."""
    talked = f" Talked through on {words.date(row.talked_through_on)}." if row.talked_through_on else ""
    match row.choice:
        case RiskAssessment.Choice.ACCEPTS:
            return f"{WISH_STANDS}{talked}"
        case RiskAssessment.Choice.CANNOT_DECIDE:
            return f"{row.get_choice_display()}: {row.best_interests_words}{talked}"
        case _:
            return f"{row.get_choice_display()}.{talked}"


def signed(row: RiskAssessment) -> str:
    return f"{row.recorded_by.name}, {words.date(row.assessed_on)}. Agreed by {row.agreed_by}"
