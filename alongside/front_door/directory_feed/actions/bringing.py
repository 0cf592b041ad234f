"""A whole import from its source: what kind it is, which columns it has, read to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from alongside.foundation.accounts.models import User

from ..models import ColumnMapping, Import
from ..reading import pages, sheet
from ..reading.sheet import CannotBeRead
from . import importing
from .importing import Row

SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


def bring(*, source: str, origin: str, columns: dict[str, str], mapping: str, publish: bool, by: User | None,
          so_far: Callable[[int, int | None], None] = lambda read, total: None) -> Import:
    """From an address, a file or a folder. Nothing is kept of a source that cannot be opened."""
    path = Path(source)
    if pages.is_address(source) or path.is_dir() or path.suffix.lower() not in SHEETS:
        total: list[int | None] = [None]
        rows = _counted(_numbered(pages.services(source, total=lambda count: total.__setitem__(0, count))),
                        lambda read: so_far(read, total[0]))
        first = next(rows, None)  # what cannot be reached is said before anything is written
        asked = importing.prepare(kind=Import.Kind.FEED, origin=origin or source, source=source, by=by,
                                  publish=publish)
        return _run(asked, [] if first is None else _again(first, rows), total[0])
    opened = sheet.opened(path)
    kept = _kept(mapping) if mapping else None
    chosen = columns or (kept.columns if kept else sheet.guessed(opened.headings))
    if wrong := sheet.lacking(chosen, opened.headings):
        raise CannotBeRead(f"{path.name}: {wrong[0]}")
    asked = importing.prepare(kind=Import.Kind.SHEET, origin=origin or path.name, source=path.name, by=by,
                              publish=publish, columns=chosen, mapping=kept)
    rows = _counted((Row(*one) for one in sheet.records(opened, chosen)), lambda read: so_far(read, len(opened.rows)))
    return _run(asked, rows, len(opened.rows))


def read_sheet(*, of: Import, file: Path) -> Import:
    """One that was chosen on the page, behind it."""
    try:
        opened = sheet.opened(file, of.source)
        if wrong := sheet.lacking(of.columns, opened.headings):
            raise CannotBeRead(f"{of.source}: {wrong[0]}")
    except CannotBeRead as problem:
        return importing.fail(of=of, why=str(problem))
    return importing.run(of=of, rows=(Row(*one) for one in sheet.records(opened, of.columns)),
                         total=len(opened.rows))


def read_feed(*, of: Import, file: Path) -> Import:
    """A feed's file that was brought on the page, behind it."""
    try:
        there = list(pages.of_file(file, of.source))
    except CannotBeRead as problem:
        return importing.fail(of=of, why=str(problem))
    return importing.run(of=of, rows=_numbered(there), total=len(there))


def _run(asked: Import, rows: Iterable[Row], total: int | None) -> Import:
    try:
        return importing.run(of=asked, rows=rows, total=total)
    except CannotBeRead as problem:
        importing.fail(of=asked, why=str(problem))
        raise


def _kept(name: str) -> ColumnMapping:
    found = ColumnMapping.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(ColumnMapping.objects.values_list("name", flat=True)) or "none"
        raise CannotBeRead(f"No columns are kept under the name {name!r}; there are: {known}.")
    return found


def _numbered(services: Iterable[object]) -> Iterator[Row]:
    return (Row(number, one) for number, one in enumerate(services, 1))


def _counted(rows: Iterable[Row], so_far: Callable[[int], None]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if number % importing.AT_ONCE == 0:
            so_far(number)
        yield row


def _again(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest
