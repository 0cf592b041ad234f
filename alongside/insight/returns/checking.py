"""A file of the return, any council's: what its data quality report would say of every column and value.

Any CSV or Parquet file, in bounded memory. A column that is not there is blank in every row, which fails where it must
be filled.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import duckdb

from alongside.insight.events.plain import source
from alongside.insight.events.problems import CannotBeRead, Problems
from alongside.rules.national_return.columns import BY_NAME, COLUMNS, NAMES
from alongside.rules.national_return.wording import PUBLIC, Wording
from alongside.rules.spreadsheet import escaped

from .bulk.engine import KEPT, Found, check
from .bulk.statuses import Difference, Kind, Status, differences, kinds, statuses
from .bulk.table import MEMORY, connect, lay_out
from .checks import WARNINGS, HeldTo

__all__ = ["KEPT", "CannotBeRead", "Checked", "check_file", "write_failing"]


@dataclass
class Checked:
    rows: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    not_checked: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)
    # What is odd and does not fail: the same event twice, a cost that is hardly right.
    warned: Counter[str] = field(default_factory=Counter)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    # Rows that are none, where the caller would rather have the others judged than the file refused.
    left_out: Problems = field(default_factory=Problems)
    # Looked at closely: how often each code stands in each column, and what failing values were meant to be.
    statuses: list[Status] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    @property
    def by_module(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for failing, count in self.failed.items():
            counted[BY_NAME[failing].module] += count
        return counted

    def warned_in_words(self) -> list[tuple[str, int]]:
        return [(check.title, self.warned[check.key]) for check in WARNINGS if self.warned[check.key]]

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
            "warnings": self.warnings,
        }


def check_file(
    file: Path,
    *,
    release: int = 2,
    la_codes: tuple[str, ...] = (),
    wording: Wording = PUBLIC,
    kept: int = KEPT,
    memory: str = MEMORY,
    closely: bool = False,
    at: Callable[[str], None] = lambda _: None,
    scratch: Path | None = None,
) -> Checked:
    """Everything that can be said of a file. One with a row that is none is refused with its first bad place; looked
    at `closely`, the rows that are none are left out and said instead. `at` is told how far it is; `scratch` is where
    what lies in between is put."""
    with TemporaryDirectory(prefix="return-", dir=scratch) as place:
        folder = Path(place)
        with connect(folder, memory) as con:
            try:
                return _check(con, file, folder, HeldTo(release, la_codes, wording), kept, closely, at)
            except duckdb.Error as problem:
                raise CannotBeRead(f"{file.name} cannot be read: {str(problem).splitlines()[0][:200]}") from problem


def _check(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    folder: Path,
    held: HeldTo,
    kept: int,
    closely: bool,
    at: Callable[[str], None],
) -> Checked:
    at("Reading the file")
    read = source(con, file, folder, NAMES)
    if read.problems and not closely:
        more = read.problems.counted - 1
        raise CannotBeRead(read.problems.kept[0].sentence + (f" {more:,} more rows cannot be read." if more else ""))
    lay_out(con, read.relation, read.types)
    found = check(con, held, kept=kept, at=at)
    checked = _told(found, tuple(read.passed_over), tuple(read.notes))
    if closely:
        at("Counting how each column fared")
        checked.left_out = read.problems
        checked.statuses, checked.differences = statuses(con, held, found), differences(con, held, found)
        checked.kinds = kinds(con, held, found)
    return checked


def _told(found: Found, passed_over: tuple[str, ...], notes: tuple[str, ...]) -> Checked:
    left = {name: found.rows - found.failed[name] - found.not_checked[name] for name in NAMES}
    return Checked(
        found.rows, Counter(left), found.failed, found.not_checked, found.failures, found.warned, found.warnings,
        passed_over, notes,
    )


FAILING_CELLS = ("row", "field", "value", "code", "message")


def write_failing(checked: Checked, file: TextIO) -> None:
    """The failing cells as CSV, after them the warnings and the rows that are none; words that a spreadsheet would run
    are escaped."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(FAILING_CELLS)
    for one in checked.failures:
        writer.writerow([one["row"], one["field"], escaped(one["value"]), one["code"], one["message"]])
    for one in checked.warnings:
        writer.writerow([one["row"], one["field"], escaped(one["value"]), "warning", one["message"]])
    for left in checked.left_out.kept:
        where = f"line {left.line}: " if left.line else ""
        writer.writerow([left.row, left.field, escaped(left.value), "not read", f"{where}{left.message}"])
