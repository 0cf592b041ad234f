"""Conditions of the return's columns that read as sentences: `SERVICE_USER & (REVIEW | SERVICE)`.

Each is data, not code, so that the same declaration judges one row here and ten million in a database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.rules.national_return.row import Row


@dataclass(frozen=True)
class When:
    """A condition on a row, and its words."""

    words: str

    def holds(self, row: Row) -> bool:
        raise NotImplementedError

    def __and__(self, other: When) -> When:
        return Both(f"{self.words} and {other.words}", self, other)

    def __or__(self, other: When) -> When:
        return Either(f"({self.words} or {other.words})", self, other)

    def __invert__(self) -> When:
        return Not(f"not ({self.words})", self)

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Always(When):
    def holds(self, row: Row) -> bool:
        return True


@dataclass(frozen=True)
class Never(When):
    def holds(self, row: Row) -> bool:
        return False


@dataclass(frozen=True)
class Both(When):
    one: When
    other: When

    def holds(self, row: Row) -> bool:
        return self.one.holds(row) and self.other.holds(row)


@dataclass(frozen=True)
class Either(When):
    one: When
    other: When

    def holds(self, row: Row) -> bool:
        return self.one.holds(row) or self.other.holds(row)


@dataclass(frozen=True)
class Not(When):
    one: When

    def holds(self, row: Row) -> bool:
        return not self.one.holds(row)


@dataclass(frozen=True)
class Is(When):
    """The column means one of these codes, in either release's words."""

    column: str
    list_name: str
    codes: tuple[str, ...]

    def holds(self, row: Row) -> bool:
        return row.code(self.column, self.list_name) in self.codes


@dataclass(frozen=True)
class Filled(When):
    column: str

    def holds(self, row: Row) -> bool:
        return not row.blank(self.column)


@dataclass(frozen=True)
class Aged(When):
    """Years of age on the last day of the period, both ends included."""

    youngest: int
    oldest: int

    def holds(self, row: Row) -> bool:
        age = row.age_at_period_end
        return age is not None and self.youngest <= age <= self.oldest


@dataclass(frozen=True)
class Says(When):
    """The words of the column, whatever their capitals: the published rules compare some columns by words."""

    column: str
    exactly: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()

    def holds(self, row: Row) -> bool:
        said = row.folded(self.column)
        return said in self.exactly or said.startswith(self.begins) or any(words in said for words in self.holding)
