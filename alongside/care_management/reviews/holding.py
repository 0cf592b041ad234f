"""What a review's answers must say of each outcome of the plan. Pure but for the outcomes' words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

Answers = Mapping[str, Any]


class Spoken(Protocol):
    words: str


def outcome_answers(answers: Answers, outcomes: Sequence[Any]) -> Iterator[tuple[Any, str, str]]:
    """Each outcome of the plan with how far it is achieved and the words about it."""
    for number, outcome in enumerate(outcomes, start=1):
        yield outcome, answers.get(f"achieved_{number}") or "", answers.get(f"about_{number}") or ""


def lacking(answers: Answers, outcomes: Sequence[Spoken]) -> list[tuple[str, str]]:
    """What stands in the way of signing: the question, and the sentence."""
    return [(f"achieved_{number}", f"Say how far this is achieved: “{_short(outcome.words)}”")
            for number, outcome in enumerate(outcomes, start=1) if not answers.get(f"achieved_{number}")]


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57].rstrip()}…"
