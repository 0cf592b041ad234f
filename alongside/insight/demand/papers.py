"""The same figures as files: CSV, and a workbook in which nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from alongside.rules.spreadsheet import escaped

from .growth import whole
from .outlook import Outlook
from .presenters import HELD_BACK
from .projecting import Range
from .segments import DIMENSIONS, Release

Rows = list[list[Any]]
TYPES = {"csv": "text/csv; charset=utf-8",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def cohort_rows(release: Release) -> Rows:
    """The whole release, a row a segment; "All" where a dimension is not asked for."""
    everything = sorted({*release.shown, *release.held_back}, key=lambda key: [part or "" for part in key])
    return [[*DIMENSIONS, "people"]] + [
        [*(part or "All" for part in key), HELD_BACK if release.count(key) is None else release.count(key)]
        for key in everything
    ]


def cost_rows(area: str, need: str, found: Outlook, assumed: Sequence[str]) -> Rows:
    rows: Rows = [["area", "need", "ages", "year", "population", "people_low", "people_central", "people_high",
                   "cost_low", "cost_central", "cost_high"]]
    totals = [total for year in found.answer.years() if (total := found.answer.total(year))]
    for line in [*found.answer.lines, *totals]:
        rows.append([area, need or "All", line.label, line.year, whole(line.population),
                     *(whole(value) for value in line.people), *_thousands(line.cost)])
    return [*rows, *([f"Assumed: {words}"] for words in assumed)]


def _thousands(cost: Range) -> list[int]:
    return [whole(value / Decimal(1000)) * 1000 for value in cost]


def as_csv(rows: Rows) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(
        [escaped(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return file.getvalue().encode("utf-8-sig")


def as_workbook(rows: Rows, title: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                      "strings_to_numbers": False})
    book.set_properties({"title": title})
    sheet, head = book.add_worksheet(title[:31]), book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(row) for row in rows) - 1, 18)
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(down, across, cell)
            else:
                sheet.write_string(down, across, escaped(str(cell)), head if not down else None)
    book.close()
    return file.getvalue()
