"""A spreadsheet (ODS, XLSX) or a CSV file as rows of cells, sheet by sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from alongside.insight import workbooks
from alongside.insight.workbooks import Rows

from .published import CannotBeRead

ENCODINGS = ("utf-8-sig", "cp1252")
# The official tables of ten years are 2 MB.
LARGEST = 30 * 1024 * 1024


def sheets(file: Path) -> Iterator[tuple[str, Rows]]:
    """The name and rows of each sheet. What kind of file it is, its first bytes say, not its name."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            start = opened.read(4)
    except OSError as problem:
        raise CannotBeRead(f"{file.name} cannot be opened: {problem.strerror}.") from None
    if not size:
        raise CannotBeRead(f"{file.name} is empty.")
    if size > LARGEST:
        raise CannotBeRead(f"{file.name} is larger than any official table (30 MB).")
    if start[:2] == b"PK" or start == b"\xd0\xcf\x11\xe0":
        yield from _spreadsheet(file)
    else:
        yield file.stem, _csv(file)


def _spreadsheet(file: Path) -> Iterator[tuple[str, Rows]]:
    try:
        yield from workbooks.sheets(file)
    except workbooks.CannotBeOpened as problem:
        raise CannotBeRead(f"{file.name} {problem}.") from None


def _csv(file: Path) -> Rows:
    content = file.read_bytes()
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotBeRead(f"{file.name} is neither a spreadsheet nor text.")
    text = ""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if not text:
        raise CannotBeRead(f"{file.name}: its letters are in no encoding that we know (UTF-8, Windows).")
    head = text[:4096]
    delimiter = max(",\t;", key=head.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as problem:
        raise CannotBeRead(f"{file.name} cannot be read as CSV: {problem}.") from None
