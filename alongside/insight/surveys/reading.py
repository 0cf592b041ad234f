"""A survey file, CSV or Excel, as rows of words by column. What cannot be read is refused with its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from alongside.foundation.workbooks.opening import CannotBeOpened, sheets

from .questionnaires import Survey

# The whole country's survey is 60,000 rows; beyond this a file is no survey.
MOST_ROWS = 200_000
MOST_BYTES = 200_000_000
# A cell of a survey is a code or a few words.
LONGEST_CELL = 10_000
_SEPARATORS = re.compile(r"[\s_/-]+")
_SHIFTED = "q23"
WORKBOOK = b"PK\x03\x04"


class CannotBeRead(Exception):
    """The file is no survey: one sentence that names the file and the place."""


@dataclass(frozen=True)
class Row:
    """One person asked; the first row after the header is 1."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class SurveyFile:
    name: str
    survey: Survey
    rows: list[Row]
    columns: frozenset[str]
    # Questions from the old question 12 on are numbered one higher than in 2020-21.
    shifted: bool
    passed_over: tuple[str, ...]


def read_file(path: Path, survey: Survey, *, new_numbering: bool | None) -> SurveyFile:
    try:
        with path.open("rb") as file:
            return read(file, path.name, survey, new_numbering=new_numbering)
    except OSError as problem:
        raise CannotBeRead(f"{path.name} cannot be read: {problem.strerror}.") from problem


def read(file: BinaryIO, name: str, survey: Survey, *, new_numbering: bool | None) -> SurveyFile:
    """`new_numbering`: what the year says of how questions are numbered; None where it does not matter."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotBeRead(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: that is no survey file.")
    if not content.strip(b"\0 \r\n\t"):
        raise CannotBeRead(f"{name} is empty: the first line must name the columns.")
    lines = _sheet(content, name) if content[:4] == WORKBOOK else _lines(content, name)
    return _as_file(lines, name, survey, new_numbering)


def _sheet(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        try:
            first = next(iter(sheets(Path(file.name))), None)
        except CannotBeOpened as problem:
            raise CannotBeRead(f"{name} {problem}.") from problem
    for number, row in enumerate(first[1] if first else [], 1):
        yield number, [_cell(value) for value in row]


def _cell(value: object) -> str:
    """A whole number stands in a workbook as 3.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _lines(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, name)
    first = text[: text.find("\n") if "\n" in text else len(text)]
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    width, before = 0, 0
    try:
        for row in reader:
            width = width or len(row)
            if width > 1 and any(line.count(separator) >= width - 1 for cell in row for line in cell.splitlines()[1:]):
                raise CannotBeRead(
                    f"{name}, line {before + 1}: a quote is opened and not closed: it would take in the rows after it."
                )
            before = reader.line_num
            yield reader.line_num, [value.strip() for value in row]
    except csv.Error as problem:
        raise CannotBeRead(f"{name}, line {reader.line_num}: {problem}.") from problem


def _decoded(content: bytes, name: str) -> str:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise CannotBeRead(f"{name} is not text in UTF-8, UTF-16 or Windows-1252, nor a workbook.")


def _as_file(
    lines: Iterator[tuple[int, list[str]]], name: str, survey: Survey, new_numbering: bool | None
) -> SurveyFile:
    header: list[str] = []
    for _, header in lines:  # noqa: B007  the first line that says anything
        if any(header):
            break
    if not any(header):
        raise CannotBeRead(f"{name} is empty: the first line must name the columns.")
    shifted = _numbering(header, name, survey, new_numbering)
    meant = [_column(title, survey, shifted) for title in header]
    _refuse_a_wrong_header(name, header, meant, survey)
    rows: list[Row] = []
    for line, values in lines:
        if not any(values):
            continue
        if len(rows) == MOST_ROWS:
            raise CannotBeRead(f"{name} has more than {MOST_ROWS:,} rows: that is no survey file.")
        if len(values) > len(header) and any(values[len(header) :]) or len(values) < len(header) and len(values) == 1:
            raise CannotBeRead(f"{name}, line {line}: has {len(values)} values, and the header {len(header)}.")
        cells = {column: value for column, value in zip(meant, values, strict=False) if column}
        long = next((column for column, value in cells.items() if len(value) > LONGEST_CELL), None)
        if long:
            raise CannotBeRead(f"{name}, line {line}, {long}: has more than {LONGEST_CELL:,} characters.")
        rows.append(Row(len(rows) + 1, cells))
    if not rows:
        raise CannotBeRead(f"{name} has a header and no row.")
    over = tuple(title for title, column in zip(header, meant, strict=True) if title and not column)
    return SurveyFile(name, survey, rows, frozenset(column for column in meant if column), shifted, over)


def _plain(title: str) -> str:
    return _SEPARATORS.sub("", title).lower()


def _column(title: str, survey: Survey, shifted: bool) -> str | None:
    plain = _plain(title)
    if meant := survey.question_meant(plain, shifted):
        return meant
    known = {_plain(name): name for name in (*survey.columns, *survey.words) if name not in survey.questions}
    known |= {_plain(alias): name for alias, name in survey.aliases.items()}
    return known.get(plain)


def _numbering(header: Iterable[str], name: str, survey: Survey, new: bool | None) -> bool:
    """Told by the year; a header that says otherwise is refused, for every later answer would be another question's."""
    if survey.shifted_from is None:
        return False
    titles = {_plain(title) for title in header}
    seen_new = any(title.startswith(_SHIFTED) for title in titles)
    seen_old = "q22a" in titles and not seen_new
    if new is None:
        return seen_new
    if new and seen_old:
        raise CannotBeRead(
            f"{name}, line 1: its questions end at q22, as they did before 2023-24, and the year asked for numbers "
            "them one higher from q13 on. Say how they are numbered."
        )
    if not new and seen_new:
        raise CannotBeRead(
            f"{name}, line 1: it has a q23, which the survey of that year did not. Say how its questions are numbered."
        )
    return new


def _refuse_a_wrong_header(name: str, header: list[str], meant: list[str | None], survey: Survey) -> None:
    known = [column for column in meant if column]
    if not known:
        raise CannotBeRead(
            f"{name}, line 1: none of these is a column of the {survey.name.lower()}: {', '.join(header)[:120]}."
        )
    if twice := next((column for column in known if known.count(column) > 1), None):
        raise CannotBeRead(f"{name}, line 1: the column {twice} is there twice.")
    missing = sorted(survey.needs - set(known))
    if missing:
        raise CannotBeRead(f"{name}, line 1: the column {missing[0]} is missing.")
    if not survey.questions & set(known):
        raise CannotBeRead(f"{name}, line 1: there is no column of a question, such as q1 or q7.")


def read_populations(path: Path) -> dict[tuple[str, int], int]:
    """How many people could have been asked: la_code, stratum, population."""
    try:
        return read_populations_of(path.read_bytes(), path.name)
    except OSError as problem:
        raise CannotBeRead(f"{path.name} cannot be read: {problem.strerror}.") from problem


def read_populations_of(content: bytes, name: str) -> dict[tuple[str, int], int]:
    lines = _sheet(content, name) if content[:4] == WORKBOOK else _lines(content, name)
    header = [_plain(title) for title in next(lines, (0, []))[1]]
    wanted = ("lacode", "stratum", "population")
    if missing := [title for title in wanted if title not in header]:
        raise CannotBeRead(f"{name}, line 1: the column {missing[0].replace('lacode', 'la_code')} is missing.")
    places = [header.index(title) for title in wanted]
    found: dict[tuple[str, int], int] = {}
    for line, values in lines:
        if not any(values):
            continue
        if len(values) <= max(places):
            raise CannotBeRead(f"{name}, line {line}: has {len(values)} values, and the header {len(header)}.")
        la_code, stratum, population = (values[place] for place in places)
        key = (la_code, _whole(stratum, f"{name}, line {line}, stratum"))
        if key in found:
            raise CannotBeRead(f"{name}, line {line}: stratum {stratum} of {la_code} is there twice.")
        found[key] = _whole(population, f"{name}, line {line}, population")
    return found


def _whole(text: str, place: str) -> int:
    plain = text.replace(",", "").removesuffix(".0")
    if not re.fullmatch(r"[0-9]{1,9}", plain):
        raise CannotBeRead(f"{place}: {text[:40]!r} is not a whole number of people.")
    return int(plain)
