"""A file that is not wholly sound, row by row: what is a row goes on as it is, what is none is said and left out.

Slower than the engine's own reader, which is trusted with sound files alone. Nothing is guessed: a row has as many
values as there are headings (blank ones beyond them do not count), its quotes are closed, and its letters can be read.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .opening import DAMAGE, Opened, text_lines
from .problems import Problem, Problems, shown

# A value may be written on as many lines; a quote that is not closed by then never is.
MOST_LINES = 100


class _Damaged(Exception):
    """This is no row; says why."""


def mend(file: Opened, sound: Path, problems: Problems) -> None:
    """Write the rows to a file that the engine can trust: line, row, and the values."""
    with sound.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for line, row, values in rows(file, problems):
            if isinstance(values, str):
                text.write(f"{line},{row},{values}\n")
            else:
                writer.writerow([line, row, *values])


def rows(file: Opened, problems: Problems) -> Iterator[tuple[int, int, list[str] | str]]:
    """Every whole row with its line and number; blank rows have no number. A plain line is given as it is."""
    lines = _Ahead(islice(text_lines(file), file.heading.lines, None))
    row = 0
    while first := lines.first():
        number, text = first
        if not text.strip(" \t\r\n" + file.heading.separator):
            lines.take(1)
            continue
        row += 1
        if _is_plain(file, text):
            lines.take(1)
            yield number, row, text.rstrip("\r\n")
            continue
        try:
            values, used = _values(file, lines, text)
        except _Damaged as why:
            problems.row(Problem(file.name, row, number, "", text[:200].rstrip(), f"{why}; the row is left out."))
            lines.take(1)
            continue
        lines.take(used)
        if any(values):
            yield number, row, values
        else:
            row -= 1


def _is_plain(file: Opened, text: str) -> bool:
    """Most lines even of a spoilt file: as many values as headings, and no sign that has to be looked at."""
    return (
        file.heading.separator == ","
        and text.count(",") == len(file.heading.names) - 1
        and text.isascii()
        and '"' not in text
        and "\0" not in text
        and ", " not in text
        and text[0] != " "
    )


class _Ahead:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._seen: deque[tuple[int, str]] = deque()

    def first(self) -> tuple[int, str] | None:
        return next(iter(self.look(1)), None)

    def look(self, most: int) -> Iterator[tuple[int, str]]:
        for place in range(most):
            if place == len(self._seen):
                following = next(self._lines, None)
                if following is None:
                    return
                self._seen.append(following)
            yield self._seen[place]

    def take(self, count: int) -> None:
        for _ in range(count):
            self._seen.popleft()


def _values(file: Opened, lines: _Ahead, text: str) -> tuple[list[str], int]:
    separator, width = file.heading.separator, len(file.heading.names)
    if '"' not in text:
        _readable(file, text)
        values, used = [value.lstrip(" ") for value in text.rstrip("\r\n").split(separator)], 1
    else:
        values, used = _quoted(file, lines)
    while len(values) > width and not values[-1].strip():
        values.pop()
    if len(values) != width:
        raise _Damaged(f"It has {len(values)} values, and there are {width} headings")
    if used > 1:
        _refuse_swallowed_rows([line for _, line in lines.look(used)], separator, width)
    return values, used


def _quoted(file: Opened, lines: _Ahead) -> tuple[list[str], int]:
    ahead = (line for _, line in lines.look(MOST_LINES))
    reader = csv.reader(ahead, delimiter=file.heading.separator, strict=True, skipinitialspace=True)
    try:
        values = next(reader)
    except csv.Error as problem:
        closed = "expected after" in str(problem)
        raise _Damaged(
            "Something follows a closing quote" if closed else "A quote is opened and not closed"
        ) from problem
    for _, line in lines.look(reader.line_num):
        _readable(file, line)
    return values, reader.line_num


def _readable(file: Opened, line: str) -> None:
    if "\0" in line:
        raise _Damaged("It holds a null character")
    if line.isascii():
        return
    if DAMAGE in line:
        where = line.index(DAMAGE) + 1
        raise _Damaged(f"Character {where} cannot be read as {file.scan.encoding.upper()}")
    if file.scan.mixed and file.scan.encoding == "cp1252" and _is_utf8(line):
        raise _Damaged(f"It is in UTF-8, and the file is not ({shown(line.strip())})")


def _is_utf8(line: str) -> bool:
    try:
        line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


def _refuse_swallowed_rows(lines: list[str], separator: str, width: int) -> None:
    """A quote that is not closed takes in the rows after it until the next quote: lines that are whole rows tell."""
    whole = [line.count(separator) >= width - 1 for line in lines]
    if width > 1 and (any(whole[1:-1]) or (whole[0] and whole[-1])):
        raise _Damaged("A quote is opened and not closed: it would take in the rows after it")
