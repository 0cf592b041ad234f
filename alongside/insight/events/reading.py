"""Any council's events, from any system's files, as the event table: typed, in the words of one release.

Values are read column by column from all their spellings: days as `days` decides, lists as `words` knows them. What
cannot be read is left out (a row) or blank (a value) and is said with its place; nothing is changed in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from .columns import COLUMNS, NEEDED
from .engine import engine
from .plain import source, written
from .problems import CannotBeRead, Problems
from .typed import NHS_NUMBER, OWN_NUMBER, PERSON, POSTCODE, SECTOR, FileRead

_WANTED = frozenset(
    [*(column.header for column in COLUMNS if column.header), NHS_NUMBER, OWN_NUMBER, POSTCODE, PERSON, SECTOR]
)


@dataclass(frozen=True)
class Snapshot:
    """The event table as a Parquet file, and what was wrong with the files it was read from."""

    path: Path
    rows: int
    problems: Problems = field(default_factory=Problems)
    columns_passed_over: tuple[str, ...] = ()
    columns_missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(
    files: Sequence[Path],
    *,
    out: Path,
    release: int = 2,
    today: date | None = None,
    only: Collection[str] | None = None,
) -> Snapshot:
    """The rows of all files, one file after the other. `only` names the columns to fill, where fewer will do."""
    if not files:
        raise CannotBeRead("No file was named.")
    with TemporaryDirectory(dir=out.parent, prefix=".reading-") as place, engine(Path(place)) as connection:
        read_as = [
            FileRead(connection, source(connection, Path(file), Path(place), _WANTED), number, release, only)
            for number, file in enumerate(files)
        ]
        selects = [one.select(today or date.today()) for one in read_as]
        called = ", ".join(one.source.name for one in read_as)
        rows = written(connection, " UNION ALL ".join(selects), out, called)
    problems = Problems()
    for one in read_as:
        problems.kept.extend(one.source.problems.kept[: problems.room])
        problems.rows_left_out += one.source.problems.rows_left_out
        problems.values_left_out += one.source.problems.values_left_out
    return Snapshot(
        out,
        rows,
        problems,
        _once(name for one in read_as for name in one.source.passed_over),
        _once(name for name in _needed(only) if any(name not in one.source.types for one in read_as)),
        _once(note for one in read_as for note in one.source.notes),
    )


def _needed(only: Collection[str] | None) -> Iterable[str]:
    """Of the columns asked for by name, each one's absence is said; otherwise of those that every measure needs."""
    return NEEDED if only is None else [column.header for column in COLUMNS if column.header and column.name in only]


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
