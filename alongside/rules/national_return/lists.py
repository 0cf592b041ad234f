"""The national code lists: what a code of ours is called in each release of the return.

One CSV a list, in the order people expect; for event outcomes the order is the national hierarchy. `confidence`
speaks of the Release 2 value: confirmed, partial or second_hand where it was seen in public, unverified where it
was not, so that nobody takes a carried or proposed value for an official one.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).with_name("lists")
CONFIDENCES = ("confirmed", "partial", "second_hand", "unverified", "own")
COMMON_COLUMNS = ("code", "label", "valid_from", "valid_to", "source", "confidence")
RELEASES = (1, 2)


class BadList(ValueError):
    """A file of codes cannot be read: one sentence that names the file and the line."""


@dataclass(frozen=True)
class Code:
    """One entry of a list: a key for the database, a label for people, and the days between which it holds."""

    code: str
    label: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str
    extra: Mapping[str, str] = field(default_factory=dict, compare=False)

    def valid_on(self, day: date | None) -> bool:
        """Without a day: has it no last day?"""
        if day is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def national(self, release: int = 2) -> str | None:
        """The value in the national return, or None where that release has none."""
        if release not in RELEASES:
            raise ValueError(f"There is no Release {release} of the national return.")
        return self.extra.get(f"release_{release}") or None

    @property
    def is_public(self) -> bool:
        """Was its Release 2 value seen in a public source?"""
        return self.confidence != "unverified"


def read_list(file: Path) -> tuple[Code, ...]:
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.DictReader(text)
        missing = [name for name in COMMON_COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise BadList(f"{file.name} needs a column called {missing[0]}.")
        codes = tuple(_read_code(file, line, row) for line, row in enumerate(reader, start=2))
    seen: set[str] = set()
    for code in codes:
        if code.code in seen:
            raise BadList(f"{file.name} has the code {code.code} twice.")
        seen.add(code.code)
    return codes


def _read_code(file: Path, line: int, row: dict[str, str]) -> Code:
    where = f"{file.name}, line {line}"
    if None in row or None in row.values():
        raise BadList(f"{where}: has not one value for each column.")
    if not row["code"] or not row["label"]:
        raise BadList(f"{where}: needs a code and a label.")
    if row["confidence"] not in CONFIDENCES:
        raise BadList(f"{where}: confidence must be one of {', '.join(CONFIDENCES)}.")
    extra = {name: value for name, value in row.items() if name not in COMMON_COLUMNS}
    try:
        valid_from, valid_to = _day(row["valid_from"]), _day(row["valid_to"])
    except ValueError:
        raise BadList(f"{where}: valid_from and valid_to must be days such as 2025-10-01, or empty.") from None
    return Code(
        row["code"], row["label"], valid_from, valid_to, row["source"], row["confidence"], MappingProxyType(extra)
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def national_list(name: str) -> tuple[Code, ...]:
    return read_list(FOLDER / f"{name}.csv")


@cache
def national_list_names() -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in FOLDER.glob("*.csv")))
