"""A file of the return, any council's: what its data quality report would say of every column and value. Streams.

A column that is not there is blank in every row, which fails where it must be filled.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.rules import spreadsheet
from alongside.rules.national_return.check import check_fields
from alongside.rules.national_return.columns import BY_NAME, COLUMNS, WORDS

# Failures kept one by one; beyond it they are only counted, so that a hopeless file does not fill the memory.
KEPT = 100_000


class CannotBeRead(Exception):
    """The file is no return: one sentence that names the file and the place."""


@dataclass
class Checked:
    rows: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    not_checked: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "fields": [
                {
                    "field": column.name,
                    "passed": self.passed[column.name],
                    "failed": self.failed[column.name],
                    "not_checked": self.not_checked[column.name],
                }
                for column in COLUMNS
            ],
            "failures": self.failures,
        }


def check_file(file: Path, *, release: int = 2, la_codes: tuple[str, ...] = ()) -> Checked:
    checked = Checked()
    for number, values in enumerate(_rows(file), 1):
        checked.rows = number
        for result in check_fields(values, None, release, la_codes):
            if result.code is None:
                checked.not_checked[result.field] += 1
            elif result.failed:
                checked.failed[result.field] += 1
                if len(checked.failures) < KEPT:
                    checked.failures.append(
                        {
                            "row": number,
                            "field": result.field,
                            "value": result.value,
                            "code": result.code,
                            "message": result.message,
                        }
                    )
            else:
                checked.passed[result.field] += 1
    return checked


def columns_not_known(file: Path) -> list[str]:
    """Columns that the return does not have: they are passed over, and it is said."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [name.strip() for name in next(csv.reader(lines), []) if name.strip() not in BY_NAME]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            header = [name.strip() for name in next(reader, [])]
            _refuse_a_wrong_header(file, header)
            for row in reader:
                if not any(cell.strip() for cell in row):
                    continue
                if len(row) != len(header):
                    raise CannotBeRead(
                        f"{file.name}, line {reader.line_num}: has {len(row)} values, and the header {len(header)}."
                    )
                values = dict(zip(header, row, strict=True))
                yield values | {name: spreadsheet.as_it_was(values[name]) for name in values.keys() & WORDS}
    except UnicodeDecodeError as problem:
        raise CannotBeRead(f"{file.name} is not text in UTF-8 (byte {problem.start}).") from problem
    except csv.Error as problem:
        raise CannotBeRead(f"{file.name} is not a CSV file: {problem}.") from problem
    except OSError as problem:
        raise CannotBeRead(f"{file.name} cannot be read: {problem.strerror}.") from problem


def _refuse_a_wrong_header(file: Path, header: list[str]) -> None:
    if not header or not any(header):
        raise CannotBeRead(f"{file.name} is empty: the first line must name the columns of the return.")
    known = [BY_NAME[name].name for name in header if name in BY_NAME]
    if not known:
        raise CannotBeRead(f"{file.name}, line 1: none of these is a column of the return: {', '.join(header)[:120]}.")
    twice = next((name for name in known if known.count(name) > 1), None)
    if twice:
        raise CannotBeRead(f"{file.name}, line 1: the column {twice} is there twice.")
