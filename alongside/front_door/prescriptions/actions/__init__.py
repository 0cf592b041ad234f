"""Prescribing, giving, matching, saying what came of it, reminding, withdrawing."""

from .filling import said_by_colleague, said_by_link, said_by_prescriber
from .giving import (
    FILLED,
    GIVEN,
    MATCHED,
    OPENED,
    WITHDRAWN,
    CannotGive,
    ForWhom,
    MatchedMeanwhile,
    Outside,
    give,
    match,
    new_link,
    open_by_link,
    prescribe,
    through_session,
    withdraw,
)
from .reminding import forget_unmatched, remind

__all__ = [
    "FILLED", "GIVEN", "MATCHED", "OPENED", "WITHDRAWN", "CannotGive", "ForWhom", "MatchedMeanwhile", "Outside",
    "forget_unmatched", "give", "match", "new_link", "open_by_link", "prescribe", "remind", "said_by_colleague",
    "said_by_link", "said_by_prescriber", "through_session", "withdraw",
]
