"""What is wrong with a file, said in sentences that name the file and the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# Problems kept one by one; beyond it they are only counted, so that a hopeless file does not fill the memory.
KEPT = 1000
SHOWN = 60  # letters of a value


class CannotBeRead(Exception):
    """Nothing of the file can be used: one sentence that names the file and, where there is one, the line."""


@dataclass(frozen=True)
class Problem:
    """A row that was left out, or a value that was: `row` is the data row (the first is 1), `line` the file's line.

    The field is empty where the whole row was left out.
    """

    file: str
    row: int | None
    line: int | None
    field: str
    value: str
    message: str

    @property
    def sentence(self) -> str:
        places = [f"row {self.row}"] if self.row else []
        places += [f"line {self.line}"] if self.line else []
        places += [self.field] if self.field else []
        return f"{self.file}, {', '.join(places)}: {self.message}"


@dataclass
class Problems:
    """All are counted, the first ones kept."""

    kept: list[Problem] = field(default_factory=list)
    rows_left_out: int = 0
    values_left_out: int = 0

    def __bool__(self) -> bool:
        return self.counted > 0

    @property
    def counted(self) -> int:
        return self.rows_left_out + self.values_left_out

    @property
    def room(self) -> int:
        return max(KEPT - len(self.kept), 0)

    def row(self, problem: Problem) -> None:
        self.rows_left_out += 1
        if self.room:
            self.kept.append(problem)

    def values(self, count: int, first: Iterable[Problem]) -> None:
        self.values_left_out += count
        self.kept.extend(list(first)[: self.room])


def shown(value: str) -> str:
    """A value as it is quoted in a sentence: one line, not too long, and nothing that a terminal would obey."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in value)
    return f"“{plain[:SHOWN]}{'…' if len(plain) > SHOWN else ''}”"
