"""What every survey measure says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..checking import Respondent

YES, NO = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class SurveyMeasure:
    """`score` is one person's: points, or one or nought of a share; None where they cannot be counted."""

    key: str
    # Its code in each framework that has it.
    codes: Mapping[str, str]
    title: str
    why: str
    numerator: str
    denominator: str
    survey: Literal["users", "carers"]
    # As numbered in 2020-21.
    questions: tuple[str, ...]
    unit: Literal["percent", "score"]
    places: int
    score: Callable[[Respondent], Decimal | None]
    source: str
    limitations: tuple[str, ...] = ()
    direction: Literal["high", "low"] = "high"
    # The first year that it was asked for, where that is later than its framework.
    since: str = ""
    # Columns without which nobody can be counted, beyond its questions.
    also_needs: tuple[str, ...] = ()

    @property
    def is_a_share(self) -> bool:
        return self.unit == "percent"


def share(
    question: str, yes: frozenset[int], left_out: frozenset[int] = frozenset()
) -> Callable[[Respondent], Decimal | None]:
    """Who gave one of these answers, of those who gave any but the ones left out."""

    def score(one: Respondent) -> Decimal | None:
        answer = one.get(question)
        if answer is None or answer in left_out:
            return None
        return YES if answer in yes else NO

    return score
