"""The official mapping of values between the releases, as a council loads it from the published spreadsheet.

The spreadsheet has a line a value: the variable, the value of Release 2, how it compares, and the value of Release 1.
Only those headings are relied on, in any order and whatever stands around them. It is never part of this product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from alongside.rules.national_return.columns import COLUMNS

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
# A value of these is gone from Release 2 whatever stands beside it.
_GONE = ("not mapped", "removed", "no longer", "not in release 2", "no release 2", "release 1 only", "deleted")
# Headings may stand below a title.
_HEADING_WITHIN = 20


class BadMapping(ValueError):
    """The spreadsheet is not the mapping: one sentence that names the place."""


@dataclass(frozen=True)
class Official:
    """By list, the pairs of values (Release 1, Release 2), either of them empty where a release has none."""

    lists: Mapping[str, tuple[tuple[str, str], ...]]
    source: str
    # Variables that are no list of the return, said and passed over.
    passed_over: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, object]:
        return {
            "source": self.source,
            "passed_over": list(self.passed_over),
            "lists": {name: [list(pair) for pair in pairs] for name, pairs in self.lists.items()},
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Official:
        lists = data["lists"]
        assert isinstance(lists, Mapping)
        told = {str(name): tuple((str(old), str(now)) for old, now in pairs) for name, pairs in lists.items()}
        return cls(told, str(data["source"]), tuple(data.get("passed_over", ())))  # type: ignore[arg-type]


def read_mapping(sheets: Mapping[str, Iterable[Sequence[object]]], source: str) -> Official:
    """The first sheet that has the headings."""
    for name, lines in sheets.items():
        rows = [[_text(cell) for cell in line] for line in lines]
        for place, row in enumerate(rows[:_HEADING_WITHIN]):
            if headings := _headings(row):
                return _read(rows, place + 1, headings, f"{source}, sheet {name}", source)
    raise BadMapping(f"{source}: no sheet has the headings Variable and Release 2 value.")


def _headings(row: Sequence[str]) -> dict[str, int] | None:
    said = [_plain(cell) for cell in row]
    found = {
        "variable": _first(said, lambda words: words in ("variable", "field", "variablename", "fieldname")),
        "now": _first(said, lambda words: "release2" in words and "comparison" not in words),
        "before": _first(said, lambda words: "release1" in words and "comparison" not in words),
        "comparison": _first(said, lambda words: "comparison" in words),
    }
    if found["variable"] is None or found["now"] is None:
        return None
    return {key: place for key, place in found.items() if place is not None}


def _first(said: Sequence[str], is_it) -> int | None:  # type: ignore[no-untyped-def]
    return next((place for place, words in enumerate(said) if is_it(words)), None)


def _read(rows: Sequence[Sequence[str]], first: int, at: Mapping[str, int], where: str, source: str) -> Official:
    lists: dict[str, list[tuple[str, str]]] = {}
    passed_over: dict[str, None] = {}
    variable = ""
    for number, row in enumerate(rows[first:], start=first + 1):

        def cell(key: str, row: Sequence[str] = row) -> str:
            return row[at[key]] if key in at and at[key] < len(row) else ""

        variable = cell("variable") or variable  # a merged cell is empty below its first line
        before, now, comparison = cell("before"), cell("now"), cell("comparison").lower()
        if not before and not now:
            continue
        if not variable:
            raise BadMapping(f"{where}, row {number}: the Variable is empty.")
        list_name = _LISTS.get(_plain(variable))
        if list_name is None:
            passed_over[variable] = None
            continue
        if any(words in text for words in _GONE for text in (comparison, now.lower())):
            now = ""
        elif not before and "before" not in at and "no change" in comparison:
            before = now
        pair = (before, now)
        if pair not in lists.setdefault(list_name, []):
            lists[list_name].append(pair)
    if not lists:
        raise BadMapping(f"{where}: none of its variables is a list of the return.")
    for name, pairs in lists.items():
        if not any(now for _, now in pairs):
            raise BadMapping(f"{where}: no value of {name.replace('_', ' ')} has a Release 2 value.")
    return Official({name: tuple(pairs) for name, pairs in lists.items()}, source, tuple(passed_over))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _plain(words: str) -> str:
    return _NOT_LETTERS.sub("", words.lower())


def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for column in COLUMNS:
        if column.list_name and column.list_name != "la_code":
            for said in (column.name, column.name.partition(":")[2] or column.name, column.name.partition("(")[0]):
                names[_plain(said)] = column.list_name
    return names


_LISTS = _names()
