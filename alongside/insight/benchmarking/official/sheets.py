"""A spreadsheet (ODS, XLSX) or a CSV file as rows of cells, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alongside.foundation.workbooks import opening
from alongside.foundation.workbooks.opening import Rows

from .published import CannotBeRead

# The official tables of ten years are 2 MB.
LARGEST = 30 * 1024 * 1024


def sheets(file: Path) -> Iterator[tuple[str, Rows]]:
    """The name and rows of each sheet. What kind of file it is, its first bytes say, not its name."""
    try:
        size = file.stat().st_size
    except OSError as problem:
        raise CannotBeRead(f"{file.name} cannot be opened: {problem.strerror}.") from None
    if not size:
        raise CannotBeRead(f"{file.name} is empty.")
    if size > LARGEST:
        raise CannotBeRead(f"{file.name} is larger than any official table (30 MB).")
    try:
        yield from opening.tables(file)
    except opening.CannotBeOpened as problem:
        raise CannotBeRead(f"{file.name} {problem}.") from None
