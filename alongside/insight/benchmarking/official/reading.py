"""An official table, whatever file and layout it comes in, as figures. Reads wholly or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .. import places, years
from . import open_data, series_tables
from .published import CannotBeRead, Published
from .sheets import sheets

SERIES, OPEN, LONG = "a sheet a measure", "open data", "a figure a row"


@dataclass(frozen=True)
class Read:
    layout: str
    figures: tuple[Published, ...]
    # Codes that were read as others, a sentence each.
    notes: tuple[str, ...] = ()


def read_file(file: Path, *, year: str = "") -> Read:
    """`year` where the file says it nowhere; without it, the file's own name may."""
    year = year or _year_in(file.stem)
    found: list[Published] = []
    notes: list[str] = []
    layout = ""
    for name, rows in sheets(file):
        start = series_tables.header_row(rows)
        columns = open_data.layout(rows)
        if start is not None:
            layout = SERIES
            found.extend(series_tables.read_sheet(name, rows, start))
        elif columns:
            layout = OPEN if "part" in columns else LONG
            found.extend(open_data.read_rows(name, rows, columns, year, notes))
    if not found:
        raise CannotBeRead(f"{file.name} holds no table of the adult social care outcomes framework that we know.")
    return Read(layout, tuple(_one_a_place(found)), tuple(dict.fromkeys(notes)))


def _year_in(name: str) -> str:
    try:
        return years.year(name)
    except years.NotAYear:
        return ""


def _one_a_place(found: list[Published]) -> list[Published]:
    """One figure for each measure, year, area and part.

    A council that was replaced under its old number (Dorset County, Dorset) has two rows: the row of the council that
    stood in the year is taken, or the other where only that has the number.
    """
    kept: dict[tuple[str, ...], Published] = {}
    for one in found:
        key = (one.framework, one.code, one.year, one.area, one.part)
        before = kept.get(key)
        kept[key] = one if before is None else _better(before, one)
    return list(kept.values())


def _better(first: Published, second: Published) -> Published:
    if first.kind != "council" or first.name == second.name:
        if (first.outcome, first.numerator) == (second.outcome, second.numerator):
            return first
        raise CannotBeRead(f"{second.place}: {second.name} is there twice for {second.year}, with other figures.")
    if (first.outcome is None) != (second.outcome is None):
        return second if first.outcome is None else first
    stood = places.council_of(first.area, first.year)
    return second if stood and stood.name == second.name else first
