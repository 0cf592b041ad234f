"""Figures as a file that anybody may be given: small numbers held back, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from alongside.insight.disclosure import Shown
from alongside.rules import spreadsheet

from .kept.people import part_in_words
from .measure import Measure
from .models import LABELS, Run
from .publishing import Key

HEADINGS = (
    "Measure", "Framework", "Title", "Year", "Records as at", "By", "Part", "Numerator", "Denominator", "Outcome",
    "Unit", "Held back",
)
# Which of the two it is is nowhere said: it would tell.
HELD_BACK = "too small, or a small one would follow from it"


def rows(run: Run, figures: list[tuple[Measure, dict[Key, Shown]]]) -> Iterator[list[Any]]:
    """Numbers as numbers, words as words."""
    at = f"{run.snapshot_at:%Y-%m-%d %H:%M}" if run.snapshot_at else ""
    for measure, found in figures:
        for (split, part), one in found.items():
            yield [
                measure.key, measure.framework, measure.title, run.year, at, LABELS[split],
                part_in_words(split, part), one.numerator, one.denominator, one.outcome, measure.unit,
                HELD_BACK if one.held_back else "",
            ]


def as_csv(lines: Iterator[list[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in lines:
        writer.writerow([spreadsheet.escaped(cell) if isinstance(cell, str) else cell for cell in line])
    return text.getvalue()


def as_xlsx(lines: Iterator[list[Any]]) -> bytes:
    """Words are written as words: none becomes a formula or a link."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Figures")
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading, bold)
        for row, line in enumerate(lines, start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(row, column, spreadsheet.escaped(cell))
                elif cell is not None:
                    sheet.write_number(row, column, cell)
        sheet.freeze_panes(1, 0)
    return content.getvalue()
