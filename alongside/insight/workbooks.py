"""Spreadsheets that somebody gives us, opened where they can do no harm: in a process of their own with limits.

A workbook of 5 KB can say that its last cell is the very last there is, for which the reader asks for half a terabyte
and ends its process. Here that is a sentence.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

Rows = list[list[Any]]
# Of the whole archive when unpacked, and of the reading process.
UNPACKED, MEMORY, SECONDS = 400 * 1024 * 1024, 3 * 1024 * 1024 * 1024, 120


class CannotBeOpened(Exception):
    """It is no workbook that we open. The message is what stands after the file's name in a sentence."""


def sheets(file: Path) -> list[tuple[str, Rows]]:
    """The name and rows of each sheet."""
    _not_too_large(file)
    # Our own interpreter and words; the file's name is an argument. What never ends, its limit of seconds ends.
    asked = [sys.executable, "-c", CHILD, str(file.resolve()), str(MEMORY), str(SECONDS)]
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
