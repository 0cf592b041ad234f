"""The layout in use since 2023-24: a sheet a measure, an area a row, years and statistics side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .. import measures, years
from .areas import area
from .cells import NotANumber, read
from .published import CannotBeRead, Published
from .sheets import Rows

FIRST_COLUMN = "local authority code"
TABLE = re.compile(r"table[ _]+(\d[a-z](?:\(\w+\))?)", re.I)
NAMES = {
    "margin of error": "margin",
    "number of respondents": "respondents",
    "outcome": "outcome",
    "numerator": "numerator",
    "denominator": "denominator",
}


def header_row(rows: Rows) -> int | None:
    """Where the table begins, under its notes."""
    return next(
        (place for place, row in enumerate(rows[:60]) if row and str(row[0]).strip().casefold() == FIRST_COLUMN), None
    )


def read_sheet(sheet: str, rows: Rows, start: int) -> Iterator[Published]:
    code = _code(sheet, rows, start)
    columns = [_column(sheet, place, text, code) for place, text in enumerate(rows[start]) if place > 2 and text != ""]
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not any(str(cell).strip() for cell in row[:2]):
            continue
        where, kind, name = area(row[0], row[1] if len(row) > 1 else "")
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for place, year, part, stat in columns:
            try:
                cell = read(row[place] if place < len(row) else "")
            except NotANumber as problem:
                raise CannotBeRead(f"Sheet {sheet}, row {number}, column {rows[start][place]}: {problem}.") from None
            found.setdefault((year, part), {})[stat] = cell
        for (year, part), cells in found.items():
            yield Published(
                measures.NEW,
                code,
                year,
                where,
                kind,
                name,
                part,
                **{stat: cell.value for stat, cell in cells.items()},
                marks={stat: cell.mark for stat, cell in cells.items() if cell.mark},
                beside={stat: cell.beside for stat, cell in cells.items() if isinstance(cell.beside, Decimal)},
                place=f"{sheet}, row {number}",
            )


def _code(sheet: str, rows: Rows, start: int) -> str:
    """From the name of the sheet, or the title over the table where the sheet is called otherwise."""
    titles = [sheet, *(str(row[0]) for row in rows[:start] if row)]
    for title in titles:
        if found := TABLE.search(title):
            try:
                return measures.measure(measures.NEW, found[1]).code
            except measures.NoSuchMeasure as problem:
                raise CannotBeRead(f"Sheet {sheet}: {problem}") from None
    raise CannotBeRead(f"Sheet {sheet}: neither its name nor its title says which measure it holds.")


def _column(sheet: str, place: int, text: Any, code: str) -> tuple[int, str, str, str]:
    """(place, year, part, statistic) out of "2023 to 2024 - good numerator"."""
    label = " ".join(str(text).split())
    try:
        year = years.year(label)
    except years.NotAYear as problem:
        raise CannotBeRead(f"Sheet {sheet}, column {place + 1}: {problem}") from None
    stat = label.partition(" - ")[2].casefold() or "outcome"
    for name, key in NAMES.items():
        if stat.endswith(name):
            part = stat.removesuffix(name).strip()
            return place, year, "" if measures.bare(part) == measures.bare(code) else part, key
    raise CannotBeRead(f"Sheet {sheet}, column {place + 1}: {label!r} names no statistic that we know.")
