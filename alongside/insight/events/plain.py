"""A file as it is written: every value text, under the national headings, with its row and line. Nothing is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from alongside.rules.national_return.columns import NAMES as NATIONAL
from alongside.rules.national_return.columns import WORDS
from alongside.rules.spreadsheet import STARTS

from .engine import engine, literal, name, write_parquet
from .mending import mend
from .opening import LONGEST_ROW, Opened, is_parquet, on_disk, opened, placed
from .problems import CannotBeRead, Problems

ROW, LINE = "row_number", "line"
_TEXT = ("VARCHAR",)
_AS_TEXT = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT",
            "FLOAT", "DOUBLE", "BOOLEAN")  # fmt: skip
_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE")


@dataclass
class Source:
    """A file as a query can read it: `relation` has the national headings, each of its type, the row and the line."""

    name: str
    relation: str
    types: Mapping[str, str]
    problems: Problems
    passed_over: tuple[str, ...]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Plain:
    """A file as text in Parquet."""

    path: Path
    rows: int
    problems: Problems
    columns_passed_over: tuple[str, ...]
    columns_missing: tuple[str, ...]
    notes: tuple[str, ...]


def plain(file: Path, *, out: Path) -> Plain:
    """Every column of the return that the file has, as text: days of Parquet as 2025-04-01, words unescaped."""
    with TemporaryDirectory(dir=out.parent, prefix=".reading-") as place, engine(Path(place)) as connection:
        found = source(connection, file, Path(place), NATIONAL)
        columns = ", ".join(_as_text(column, kind) for column, kind in found.types.items())
        rows = written(connection, f"SELECT {ROW}, {LINE}, {columns} FROM {found.relation}", out, file.name)
    missing = tuple(column for column in NATIONAL if column not in found.types)
    return Plain(out, rows, found.problems, found.passed_over, missing, tuple(found.notes))


def written(connection: duckdb.DuckDBPyConnection, select: str, out: Path, file: str) -> int:
    try:
        return write_parquet(connection, select, out)
    except duckdb.Error as problem:
        raise CannotBeRead(f"{file} cannot be read: {_first_line(problem)}") from problem


def _as_text(column: str, kind: str) -> str:
    as_day = kind in _DAYS
    return f"CAST({name(column)}{'::DATE' if as_day else ''} AS VARCHAR) AS {name(column)}"


def unescaped(column: str) -> str:
    """Words of ours that a spreadsheet would take for a formula come back as they were."""
    return (
        f"CASE WHEN {column} LIKE '''%' AND regexp_matches({column}, {literal('^' + STARTS)}) "
        f"THEN substr({column}, 2) ELSE {column} END"
    )


def source(connection: duckdb.DuckDBPyConnection, file: Path, folder: Path, wanted: Iterable[str]) -> Source:
    path = on_disk(file, folder)
    try:
        parquet = is_parquet(path)
    except OSError as problem:
        raise CannotBeRead(f"{file.name} cannot be read: {problem.strerror}.") from problem
    if parquet:
        return _parquet(connection, path, file.name, frozenset(wanted))
    try:
        return _text(connection, opened(path, file.name), folder, frozenset(wanted))
    except duckdb.Error as problem:
        raise CannotBeRead(f"{file.name} cannot be read: {_first_line(problem)}") from problem


def _parquet(connection: duckdb.DuckDBPyConnection, path: Path, called: str, wanted: frozenset[str]) -> Source:
    scan = f"read_parquet({literal(str(path))}, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {scan}").fetchall()
    except duckdb.Error as problem:
        raise CannotBeRead(f"{called} cannot be read as Parquet: {_first_line(problem)}") from problem
    columns, passed_over = placed(tuple(row[0] for row in described), called)
    types, chosen, notes = {}, [], []
    for column, place in columns.items():
        kind = str(described[place][1])
        if column not in wanted:
            continue
        if kind not in _TEXT + _AS_TEXT + _DAYS and not kind.startswith(("DECIMAL", "ENUM")):
            notes.append(f"{called}: the column {column} holds {kind.lower()}, and is passed over.")
            continue
        types[column] = kind if kind in _DAYS else "VARCHAR"
        value = f"{name(described[place][0])}" + ("" if kind in _DAYS + _TEXT else "::VARCHAR")
        chosen.append(f"{_words(column, value)} AS {name(column)}")
    if not chosen:
        raise CannotBeRead(f"{called}: no column of the return holds text, numbers or days.")
    relation = f"(SELECT file_row_number + 1 AS {ROW}, NULL::BIGINT AS {LINE}, {', '.join(chosen)} FROM {scan})"
    return Source(called, relation, types, Problems(), passed_over, notes)


def _words(column: str, value: str) -> str:
    return unescaped(value) if column in WORDS else value


def _text(connection: duckdb.DuckDBPyConnection, file: Opened, folder: Path, wanted: frozenset[str]) -> Source:
    problems = Problems()
    raw = folder / f"raw-{len(list(folder.iterdir()))}.parquet"
    columns = {column: place for column, place in file.columns.items() if column in wanted}
    notes = [f"{file.name} is read as {_ENCODINGS[file.scan.encoding]}."] if file.scan.encoding in _ENCODINGS else []
    # Where every line is one row, the place in the Parquet file is the number: the engine need not count as it reads.
    numbers = f"file_row_number + 1 AS {ROW}, file_row_number + 2 AS {LINE}"
    if not _sound(connection, file, columns, raw):
        clean = folder / f"{raw.name}.csv"
        mend(file, clean, problems)
        read = _csv(clean, (LINE, ROW, *_places(file)), separator=",", skip=0, more=_OF_OURS)
        kept = [f"{ROW}::BIGINT AS {ROW}", f"{LINE}::BIGINT AS {LINE}", *_chosen(columns)]
        select = f"SELECT {', '.join(kept)} FROM {read}"
        connection.execute(f"COPY ({select}) TO {literal(str(raw))} (FORMAT parquet, COMPRESSION snappy)")
        clean.unlink()
        numbers = f"{ROW}, {LINE}"
    scan = f"read_parquet({literal(str(raw))}, file_row_number = true)"
    relation = f"(SELECT {', '.join([numbers, *map(name, columns)])} FROM {scan})"
    return Source(file.name, relation, dict.fromkeys(columns, "VARCHAR"), problems, file.passed_over, notes)


_ENCODINGS = {
    "cp1252": "Windows-1252: it is not UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


def _places(file: Opened) -> tuple[str, ...]:
    return tuple(f"c{place}" for place in range(len(file.heading.names)))


def _chosen(columns: Mapping[str, int]) -> list[str]:
    return [f"{_words(column, f'c{place}')} AS {name(column)}" for column, place in columns.items()]


def _sound(connection: duckdb.DuckDBPyConnection, file: Opened, columns: Mapping[str, int], raw: Path) -> bool:
    """Read it whole with the engine, strictly; say whether every line was one row with nothing to complain of."""
    if file.heading.lines != 1 or file.scan.nulls or file.scan.encoding not in ("utf-8", "utf-8-sig"):
        return False
    read = _csv(file.path, _places(file), separator=file.heading.separator, skip=1)
    filled_row = f"coalesce({', '.join(_places(file))}) IS NOT NULL"
    select = f"SELECT {', '.join([*_chosen(columns), f'{filled_row} AS filled'])} FROM {read}"
    try:
        connection.execute(f"COPY ({select}) TO {literal(str(raw))} (FORMAT parquet, COMPRESSION snappy)")
    except duckdb.InvalidInputException:  # what its reader says of a file that is not sound
        return False
    counted = connection.execute(
        f"SELECT count(*), count(*) FILTER (filled) FROM read_parquet({literal(str(raw))})"
    ).fetchone()
    rows, filled = counted or (0, 0)
    return rows == filled and rows + 1 - file.scan.lines in (0, 1)


# Its guess at line endings goes wrong at an ending inside a value: of our own files it is told them.
_OF_OURS = f"new_line = '\\n', max_line_size = {5 * LONGEST_ROW}"
_OF_OTHERS = f"max_line_size = {LONGEST_ROW}"


def _csv(path: Path, columns: Iterable[str], *, separator: str, skip: int, more: str = _OF_OTHERS) -> str:
    types = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = {skip}, "
        f"delim = {literal(separator)}, quote = '\"', escape = '\"', comment = '', nullstr = '', strict_mode = true, "
        f"null_padding = false, ignore_errors = false, compression = 'none', {more}, "
        f"columns = {{{types}}})"
    )


def _first_line(problem: Exception) -> str:
    return str(problem).splitlines()[0][:200]
