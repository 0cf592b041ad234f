"""Spreadsheets that somebody gives us, opened where they can do no harm: in a process of their own with limits.

A workbook of 5 KB can say that its last cell is the very last there is, for which the reader asks for half a terabyte
and ends its process. Here that is a sentence.
"""

from __future__ import annotations

import csv
import io
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

Rows = list[list[Any]]
# Of the whole archive when unpacked, and of the reading process.
UNPACKED, MEMORY, SECONDS = 400 * 1024 * 1024, 3 * 1024 * 1024 * 1024, 120
ARCHIVE, OLD_WORKBOOK, UTF_16 = b"PK", b"\xd0\xcf\x11\xe0", (b"\xff\xfe", b"\xfe\xff")
ENCODINGS = ("utf-8-sig", "cp1252")


class CannotBeOpened(Exception):
    """It is no workbook that we open. The message is what stands after the file's name in a sentence."""


def tables(file: Path) -> list[tuple[str, Rows]]:
    """The name and rows of each sheet; a CSV file is one. What kind it is, its first bytes say, not its name."""
    with file.open("rb") as opened:
        start = opened.read(4)
    if start.startswith((ARCHIVE, OLD_WORKBOOK)):
        return sheets(file)
    return [(file.stem, comma_separated(file.read_bytes()))]


def comma_separated(content: bytes) -> Rows:
    """Rows of a CSV file, as UTF-8 or as older spreadsheets save it, parted by commas, semicolons or tabs."""
    if b"\0" in content and not content.startswith(UTF_16):
        raise CannotBeOpened("is neither a spreadsheet nor text")
    text = None
    for encoding in ("utf-16",) if content.startswith(UTF_16) else ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None:
        raise CannotBeOpened("has letters in no encoding that we know (UTF-8, Windows)")
    delimiter = max(",\t;", key=text[:4096].count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as problem:
        raise CannotBeOpened(f"cannot be read as CSV: {problem}") from None


def sheets(file: Path) -> list[tuple[str, Rows]]:
    """The name and rows of each sheet."""
    _not_too_large(file)
    # Our own interpreter and words; the file's name is an argument. What never ends, its limit of seconds ends.
    asked = [sys.executable, "-P", "-c", CHILD, str(file.resolve()), str(MEMORY), str(SECONDS)]
    answer = subprocess.run(asked, capture_output=True)
    if answer.returncode == 3:
        raise CannotBeOpened("is not a spreadsheet that can be opened")
    if answer.returncode:
        raise CannotBeOpened("says that it has more cells than can be read. Save it again without its empty rows")
    found: list[tuple[str, Rows]] = pickle.loads(answer.stdout)  # what our own process wrote
    return found


def _not_too_large(file: Path) -> None:
    """Old workbooks are no archives; their size is their size."""
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                size = sum(one.file_size for one in archive.infolist())
        else:
            size = file.stat().st_size
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        raise CannotBeOpened("is not a spreadsheet that can be opened") from None
    if size > UNPACKED:
        raise CannotBeOpened(f"is larger than {UNPACKED // 1024 // 1024} MB when it is unpacked")


# The reading process: it has the standard library and the reader, and none of ours.
CHILD = """
import pickle, resource, sys
file, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
import python_calamine
try:
    book = python_calamine.CalamineWorkbook.from_path(file)
    found = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
except MemoryError:
    sys.exit(4)
except Exception:
    sys.exit(3)
sys.stdout.buffer.write(pickle.dumps(found, protocol=5))
"""
