"""The layouts of one figure a row: the open data file of earlier years, and a plain list of the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import measures, years
from .areas import area
from .cells import Cell, NotANumber, read
from .published import CannotBeRead, Published
from .sheets import Rows

STATS = {
    "outcome": "outcome",
    "numerator": "numerator",
    "denominator": "denominator",
    "margin of error": "margin",
    "base": "respondents",
    "number of respondents": "respondents",
}
EVERYBODY = {"total", "all", ""}
# What each layout calls its columns: code, name, measure, part, statistic, value, year.
OPEN_DATA = {
    "code": "geographical code",
    "name": "geographical description",
    "measure": "measure group",
    "part": "disaggregation level",
    "stat": "measure type",
    "value": "measure value",
}
LONG = {"code": "la_code", "name": "la_name", "measure": "measure", "stat": "stat", "value": "value", "year": "year"}
# What the measure is called in words: they may belie the code.
WORDS_COLUMNS = ("measure group description", "measure name", "measure_name", "measure description", "description")
YEAR_COLUMNS = ("year", "reporting period", "reporting year", "financial year")


def layout(rows: Rows) -> dict[str, int] | None:
    """Where each column stands, if the first row is that of one of these layouts."""
    if not rows:
        return None
    places = {str(name).strip().casefold(): place for place, name in enumerate(rows[0])}
    for names in (OPEN_DATA, LONG):
        if all(name in places for name in names.values()):
            found = {key: places[name] for key, name in names.items()}
            for name in WORDS_COLUMNS:
                if name in places:
                    found.setdefault("words", places[name])
            for name in YEAR_COLUMNS:
                if name in places:
                    found.setdefault("year", places[name])
            return found
    return None


def read_rows(sheet: str, rows: Rows, columns: dict[str, int], year: str, notes: list[str]) -> Iterator[Published]:
    """`year` is of the whole file, where no column says it. What a code was read as, if not as it stands, is noted."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(str(cell).strip() for cell in row):
            continue
        key, stat, cell = _one(sheet, number, row, columns, year, notes)
        group = found.setdefault(key, {"place": f"{sheet}, row {number}"})
        if stat in group and group[stat] != cell:
            raise CannotBeRead(f"Sheet {sheet}, row {number}: {stat} of {key[1]} for {key[5]} is there twice.")
        group[stat] = cell
    for (framework, code, of_year, where, kind, name, part), cells in found.items():
        place = cells.pop("place")
        yield Published(
            framework,
            code,
            of_year,
            where,
            kind,
            name,
            part,
            **{stat: cell.value for stat, cell in cells.items()},
            marks={stat: cell.mark for stat, cell in cells.items() if cell.mark},
            beside={stat: cell.beside for stat, cell in cells.items() if cell.beside is not None},
            place=place,
        )


def _one(
    sheet: str, number: int, row: list[Any], columns: dict[str, int], year: str, notes: list[str]
) -> tuple[tuple[str, ...], str, Cell]:
    def cell(key: str) -> Any:
        place = columns.get(key)
        return "" if place is None or place >= len(row) else row[place]

    where = f"Sheet {sheet}, row {number}"
    try:
        of_year = years.year(str(cell("year"))) if "year" in columns else year
        if not of_year:
            raise CannotBeRead(f"{sheet} does not say of which year it is: give --year, such as --year 2020-21.")
        framework = measures.NEW if "part" not in columns else measures.framework_of(of_year)
        known = measures.resolve(framework, str(cell("measure")), str(cell("words")))
        code = known.measure.code
        if known.warning:
            notes.append(f"{where}: {known.warning}")
        value = read(cell("value"))
    except (years.NotAYear, measures.NoSuchMeasure, NotANumber) as problem:
        raise CannotBeRead(f"{where}: {str(problem).rstrip('.')}.") from None
    label = " ".join(str(cell("stat")).casefold().split())
    part = "" if str(cell("part")).strip().casefold() in EVERYBODY else str(cell("part")).strip()
    if label not in STATS:
        # "good numerator", "6b outcome": a part of the measure before the statistic.
        ending = next((name for name in STATS if label.endswith(" " + name)), "")
        if not ending:
            raise CannotBeRead(f"{where}: {label!r} is no statistic that we know.")
        before = label.removesuffix(ending).strip()
        part, label = ("" if measures.bare(before) == measures.bare(code) else before), ending
    return (framework, code, of_year, *area(cell("code"), cell("name")), part), STATS[label], value
