"""Conditions of the return's columns that read as sentences: `SERVICE_USER & (REVIEW | SERVICE)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.rules.national_return.row import Row


@dataclass(frozen=True)
class When:
    """A condition on a row, and its words."""

    words: str
    holds: Callable[[Row], bool]

    def __and__(self, other: When) -> When:
        return When(f"{self.words} and {other.words}", lambda row: self.holds(row) and other.holds(row))

    def __or__(self, other: When) -> When:
        return When(f"({self.words} or {other.words})", lambda row: self.holds(row) or other.holds(row))

    def __invert__(self) -> When:
        return When(f"not ({self.words})", lambda row: not self.holds(row))

    def __str__(self) -> str:
        return self.words
