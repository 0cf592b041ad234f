"""A survey as it is declared: columns, and the rules between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_QUESTION = re.compile(r"q0*(\d+)([a-z]?)", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """What may stand in a column: whole numbers between two, or some of them; neither means any whole number."""

    name: str
    low: int | None = None
    high: int | None = None
    among: frozenset[int] = frozenset()

    @property
    def permitted(self) -> str:
        if self.among:
            return ", ".join(str(one) for one in sorted(self.among))
        if self.low is None:
            return "a whole number"
        return f"{self.low} or more" if self.high is None else f"from {self.low} to {self.high}"

    def permits(self, value: int) -> bool:
        if self.among:
            return value in self.among
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True)
class Survey:
    """Questions are named as in the numbering of 2020-21; `shifted_from` is the first that was numbered one higher
    when a question was put in before it."""

    key: str
    name: str
    columns: Mapping[str, Column]
    # Everything that is not a number: who a row belongs to, and free words.
    words: frozenset[str]
    needs: frozenset[str]
    questions: frozenset[str]
    easy_read: Mapping[str, Column] = field(default_factory=dict)
    # Questions of several boxes: all answered or none, and not every one "no".
    boxes: tuple[tuple[str, ...], ...] = ()
    # Without an answer to the survey, nobody helped to answer it.
    no_without_answer: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    shifted_from: int | None = None
    last_question: int = 0

    def question_today(self, name: str, shifted: bool) -> str:
        """As a question is numbered in the file: q12 of 2020-21 is q13 after the shift."""
        found = _QUESTION.fullmatch(name)
        if not found or not shifted or self.shifted_from is None or int(found[1]) < self.shifted_from:
            return name
        return f"q{int(found[1]) + 1}{found[2]}"

    def question_meant(self, name: str, shifted: bool) -> str | None:
        """The question of 2020-21 that a column of the file holds; None for the one that was put in."""
        found = _QUESTION.fullmatch(name)
        if not found:
            return None
        number = int(found[1])
        if shifted and self.shifted_from is not None and number >= self.shifted_from:
            number -= 1
            if number < self.shifted_from:
                return None
        meant = f"q{number}{found[2].lower()}"
        return meant if meant in self.columns else None
