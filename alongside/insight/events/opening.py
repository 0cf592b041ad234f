"""What kind of file it is, in which encoding, with which separator, and where its headings stand."""

from __future__ import annotations

import codecs
import csv
import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .columns import known_as
from .problems import CannotBeRead, shown

CHUNK = 1 << 20
# Longer than this no row is read: an endless one must not fill the memory.
LONGEST_ROW = 1_000_000
_SEPARATORS = ",\t;|"
_TITLE_LINES = 20  # headings are looked for under as many lines of title
_KINDS = {
    b"PK\x03\x04": "a spreadsheet or an archive: save it as CSV first",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: save it as CSV first",
    b"\x1f\x8b": "compressed: unpack it first",
    b"%PDF": "a PDF",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Scan:
    """One pass over the bytes."""

    encoding: str
    lines: int
    nulls: bool
    mixed: bool  # some lines are UTF-8 and some are not


@dataclass(frozen=True)
class Heading:
    separator: str
    names: tuple[str, ...]
    lines: int  # of the file, to the end of the headings


@dataclass(frozen=True)
class Opened:
    """A text file, ready to be read; `name` is what people call it."""

    path: Path
    name: str
    scan: Scan
    heading: Heading
    columns: dict[str, int]  # the national heading, and where it stands
    passed_over: tuple[str, ...]


def is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def on_disk(path: Path, folder: Path) -> Path:
    """The file, or what came through a pipe, kept in the folder: it is read more than once."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return _plainly_named(path, folder)
        if stat.S_ISDIR(mode):
            raise CannotBeRead(f"{path.name} is a folder.")
        kept = folder / f"piped-{len(list(folder.iterdir()))}"
        with path.open("rb", buffering=0) as piped, kept.open("wb") as copy:
            _copy(piped, copy, path.name)
        return kept
    except OSError as problem:
        raise CannotBeRead(f"{path.name} cannot be read: {problem.strerror}.") from problem


def _plainly_named(path: Path, folder: Path) -> Path:
    """The engine takes some signs in a name for a pattern of names."""
    if not set("*?[]{}") & set(str(path)):
        return path
    plain = folder / f"named-{len(list(folder.iterdir()))}"
    plain.symlink_to(path.resolve())
    return plain


def _copy(piped: io.RawIOBase, copy: io.BufferedWriter, name: str) -> None:
    lines, length, parquet = 1, 0, None
    while chunk := piped.read(CHUNK):
        parquet = chunk.startswith(b"PAR1") if parquet is None else parquet
        copy.write(chunk)
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        length = len(chunk) - end - 1 if end >= 0 else length + len(chunk)
        if length > 2 * LONGEST_ROW and not parquet:
            raise _too_long(name, lines + chunk.count(b"\n"))
        lines += chunk.count(b"\n")


def _too_long(name: str, line: int) -> CannotBeRead:
    return CannotBeRead(f"{name}, line {line}: this row is longer than {LONGEST_ROW:,} characters; it has no end.")


def opened(path: Path, name: str) -> Opened:
    try:
        with path.open("rb") as file:
            start = file.read(CHUNK)
        if not start.strip():
            raise CannotBeRead(f"{name} is empty: the first line must name the columns of the return.")
        for mark, what in _KINDS.items():
            if start.startswith(mark):
                raise CannotBeRead(f"{name} is {what}.")
        scan = _scan(path, start)
    except OSError as problem:
        raise CannotBeRead(f"{name} cannot be read: {problem.strerror}.") from problem
    heading = _heading(start, scan.encoding, name)
    return Opened(path, name, scan, heading, *placed(heading.names, f"{name}, line {heading.lines}"))


def placed(names: tuple[str, ...], where: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column of the return stands, and which columns it does not have."""
    columns: dict[str, int] = {}
    passed_over = []
    for place, name in enumerate(names):
        known = known_as(name)
        if known in columns:
            raise CannotBeRead(f"{where}: the column {known} is there twice.")
        if known:
            columns[known] = place
        elif name.strip():
            passed_over.append(name.strip())
    if not columns:
        raise CannotBeRead(f"{where}: none of these is a column of the return: {shown(', '.join(names))}.")
    return columns, tuple(passed_over)


def _scan(path: Path, start: bytes) -> Scan:
    encoding = next((name for mark, name in _BOMS if start.startswith(mark)), "") or _without_a_mark(start)
    lines, nulls, valid, invalid, rest = 0, False, 0, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            lines += chunk.count(b"\n")
            nulls = nulls or b"\0" in chunk
            if chunk.isascii() and not rest:
                continue
            whole, _, rest = (rest + chunk).rpartition(b"\n")
            if len(rest) > 4 * LONGEST_ROW:  # of an endless line its first part tells
                whole, rest = whole + rest, b""
            counts = _judged(whole)
            valid, invalid = valid + counts[0], invalid + counts[1]
            rest = b"" if rest.isascii() else rest
    counts = _judged(rest)
    valid, invalid = valid + counts[0], invalid + counts[1]
    if encoding == "utf-8" and invalid > 10 * valid:
        encoding = "cp1252"
    if encoding.startswith("utf-16"):
        valid = invalid = 0
    return Scan(encoding, lines, nulls, valid > 0 and invalid > 0)


def _judged(text: bytes) -> tuple[int, int]:
    """How many lines with letters beyond ASCII are UTF-8, and how many are not."""
    valid = invalid = 0
    for line in text.split(b"\n"):
        if not line.isascii():
            try:
                line.decode("utf-8")
                valid += 1
            except UnicodeDecodeError:
                invalid += 1
    return valid, invalid


def _without_a_mark(start: bytes) -> str:
    """UTF-16 has a null beside every letter of English, and no other text has any."""
    sample = start[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def _heading(start: bytes, encoding: str, name: str) -> Heading:
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(start)
    lines = io.StringIO(text, newline="").readlines()
    best = Heading(",", (), 1)
    most = 0
    for first in range(min(len(lines), _TITLE_LINES)):
        for separator in _SEPARATORS:
            names, used = _names(lines[first:], separator)
            known = sum(1 for one in names if known_as(one))
            if known > most:
                best, most = Heading(separator, names, first + used), known
    if not lines:
        raise CannotBeRead(f"{name} holds no line that can be read.")
    if not most:
        raise CannotBeRead(f"{name}, line 1: none of these is a column of the return: {shown(lines[0].rstrip())}.")
    return best


def _names(lines: list[str], separator: str) -> tuple[tuple[str, ...], int]:
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    try:
        return tuple(next(reader, ())), reader.line_num
    except csv.Error:
        return (), 1


def text_lines(file: Opened) -> Iterator[tuple[int, str]]:
    """The lines, numbered from 1; what cannot be decoded is a letter that no text has."""
    with file.path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=file.scan.encoding, errors=DAMAGED, newline="")
        number = 0
        while line := text.readline(LONGEST_ROW + 1):
            number += 1
            if len(line) > LONGEST_ROW:
                raise _too_long(file.name, number)
            yield number, line


DAMAGED = "alongside.damaged"
DAMAGE = "\udcff"


def _damaged(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return DAMAGE, error.end
    raise error


codecs.register_error(DAMAGED, _damaged)
