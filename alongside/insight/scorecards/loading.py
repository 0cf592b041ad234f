"""Figures of a set from a CSV file: code, time, place, input, value and evidence. All of it or nothing.

What cannot be read is refused with the file, the row and the field. A blank value is no figure, and never nought.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .definition import periods
from .definition.asking import LARGEST
from .definition.shapes import Indicator, Place, ScorecardSet

MOST_BYTES, MOST_ROWS, LONGEST = 5_000_000, 20_000, 500
COLUMNS = ("code", "period", "place", "input", "value", "rank", "out_of", "evidence")
NEEDED = ("code", "period", "value")
# 8959, 8,959 or 99.4: digits alone, in threes where there are commas.
NUMBER = re.compile(r"-?(?:[0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,20})?")
PLACES = Decimal("0.0001")


class CannotBeLoaded(Exception):
    """One sentence that names the file, the row and the field."""


@dataclass
class Typed:
    """The inputs of one indicator for one time and place."""

    code: str
    period: str
    place: str
    evidence: str
    values: dict[str, Decimal | None] = field(default_factory=dict)
    rank: int | None = None
    out_of: int | None = None


def read(content: bytes, name: str, group: ScorecardSet, *, evidence: str = "") -> list[Typed]:
    """`evidence` stands for every row that names none."""
    if len(content) > MOST_BYTES:
        raise CannotBeLoaded(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.")
    found: dict[tuple[str, str, str], Typed] = {}
    for number, row in _rows(content, name):
        _take(_Row(name, number, row, group), found, evidence)
    if not found:
        raise CannotBeLoaded(f"{name} has no row with a figure.")
    return list(found.values())


def _rows(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
    try:
        header = [title.strip().lower().replace(" ", "_") for title in next(reader, [])]
        for wanted in NEEDED:
            if wanted not in header:
                raise CannotBeLoaded(f"{name}, row 1: the column {wanted} is missing.")
        for title in header:
            if title not in COLUMNS or header.count(title) > 1:
                why = "is there twice" if title in COLUMNS else f"is no column; there are {', '.join(COLUMNS)}"
                raise CannotBeLoaded(f"{name}, row 1: “{title[:40]}” {why}.")
        for row in reader:
            if reader.line_num > MOST_ROWS:
                raise CannotBeLoaded(f"{name} has more than {MOST_ROWS:,} rows.")
            if any(cell.strip() for cell in row):
                yield reader.line_num, {title: cell.strip() for title, cell in zip(header, row, strict=False)}
    except csv.Error as problem:
        raise CannotBeLoaded(f"{name}, row {reader.line_num}: {problem}.") from problem


@dataclass(frozen=True)
class _Row:
    name: str
    number: int
    cells: dict[str, str]
    group: ScorecardSet

    def cell(self, key: str) -> str:
        return self.cells.get(key, "")

    def refuse(self, key: str, why: str) -> CannotBeLoaded:
        return CannotBeLoaded(f"{self.name}, row {self.number}, {key}: {why}")

    def indicator(self) -> Indicator:
        one = self.group.indicator(self.cell("code"))
        if one is None:
            raise self.refuse("code", f"“{self.cell('code')[:40]}” is no indicator of this set.")
        if not one.is_typed:
            raise self.refuse("code", f"{one.code} is worked out, so no figure is typed for it.")
        return one

    def period(self, one: Indicator) -> periods.Period:
        try:
            found = periods.read(self.cell("period"))
        except periods.BadPeriod as problem:
            raise self.refuse("period", f"{problem}.") from problem
        if found not in (*one.expected(found.year), periods.in_year(found.year, "year")[0]):
            raise self.refuse("period", f"{one.code} is kept by {one.kind_of_period}, and {found.words} is none.")
        return found

    def place(self, one: Indicator) -> str:
        asked = self.cell("place")
        if not one.by_place:
            if asked:
                raise self.refuse("place", f"{one.code} is not kept by place.")
            return ""
        found: Place | None = next((each for each in self.group.places if asked.casefold() in (
            each.key.casefold(), each.name.casefold())), None)
        if found is None:
            raise self.refuse("place", f"“{asked[:40]}” is none of the set’s places.")
        return found.key

    def amount(self, key: str) -> Decimal | None:
        words = self.cell(key).strip("£% ")
        if not words:
            return None
        if not NUMBER.fullmatch(words):
            raise self.refuse(key, f"“{words[:40]}” is not a number. Where there is none leave it empty.")
        value = Decimal(words.replace(",", ""))
        if abs(value) > LARGEST:
            raise self.refuse(key, f"“{words[:40]}” is larger than any figure here.")
        if value != value.quantize(PLACES):
            raise self.refuse(key, f"“{words[:40]}” has more than four decimal places.")
        return value.quantize(PLACES)

    def rank(self, key: str) -> int | None:
        value = self.amount(key)
        if value is None:
            return None
        if value != int(value) or not 1 <= value <= 400:
            raise self.refuse(key, "is not a place among councils, from 1 to 400.")
        return int(value)


def _take(row: _Row, found: dict[tuple[str, str, str], Typed], evidence: str) -> None:
    one = row.indicator()
    period, place, value = row.period(one), row.place(one), row.amount("value")
    name = row.cell("input") or next(iter(one.inputs))
    known = one.typed_inputs(period.year)
    if name not in known:
        raise row.refuse("input", f"“{name[:40]}” is none of {', '.join(known)}.")
    if value is None:
        return
    if value < 0:
        raise row.refuse("value", "is below nought.")
    if one.highest is not None and value > one.highest and len(one.inputs) == 1:
        raise row.refuse("value", f"is more than the most there can be, {one.highest}.")
    where = (row.cell("evidence") or evidence)[:LONGEST]
    if not where:
        raise row.refuse("evidence", "is blank: say where the figure comes from.")
    key = (one.code, period.key, place)
    typed = found.setdefault(key, Typed(*key, evidence=where))
    if name in typed.values:
        raise row.refuse("input", f"{one.code}, {period.words} is in an earlier row already.")
    typed.values[name] = value
    rank, out_of = row.rank("rank"), row.rank("out_of")
    if (rank is None) != (out_of is None) or (rank is not None and out_of is not None and rank > out_of):
        raise row.refuse("rank", "needs both rank and out_of, and the rank within it.")
    typed.rank, typed.out_of = rank, out_of


Standing = Mapping[tuple[str, str, str, str], tuple[Decimal | None, int | None, int | None]]


def changes(typed: Iterable[Typed], standing: Standing) -> tuple[list[Typed], int]:
    """What the file adds to or corrects in what stands, and how many figures it corrects. The same figure with other
    evidence is neither: it stands with the evidence that it has."""
    found, corrected = [], 0
    for one in typed:
        values = {}
        for name, value in one.values.items():
            now = standing.get((one.code, one.period, one.place, name))
            if now != (value, one.rank, one.out_of):
                values[name] = value
                corrected += now is not None
        if values:
            found.append(replace(one, values=values))
    return found, corrected
