"""A population projection from a file: area, age, sex, year and people, all of it or nothing.

A row for each number, or a column for each year as the Office for National Statistics publishes. What cannot be read is
refused with the file, the row and the field.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from alongside.foundation.workbooks import opening as workbooks

from .bands import BadBand, Band, overlap, read_band

MOST_BYTES = 30_000_000
MOST_ROWS = 300_000
MOST_COLUMNS = 300
LONGEST_AREA = 80
WORKBOOK = b"PK\x03\x04"
MOST_PEOPLE = Decimal(100_000_000)
_NAMES = {
    "area": ("area", "areaname", "geography", "geographyname", "place", "ward"),
    "sex": ("sex", "gender"),
    "age": ("age", "ageband", "agegroup", "ages"),
    "year": ("year", "projectionyear"),
    "people": ("people", "population", "value", "number", "count", "persons"),
}
_SEXES = {
    **dict.fromkeys(("f", "female", "females", "women", "woman", "2"), "female"),
    **dict.fromkeys(("m", "male", "males", "men", "man", "1"), "male"),
    **dict.fromkeys(("p", "persons", "people", "all", "total", "both", "all persons"), "all"),
}
_TOTALS = ("all ages", "all", "total")
_YEAR = re.compile(r"(?:19|20|21)\d\d")


class CannotBeRead(Exception):
    """One sentence that names the file, the row and the field."""


@dataclass(frozen=True)
class Cell:
    area: str
    sex: str
    band: Band
    year: int
    people: Decimal


@dataclass(frozen=True)
class ProjectionRead:
    name: str
    cells: tuple[Cell, ...]
    # Rows that only add up others.
    totals_passed_over: int

    @property
    def areas(self) -> list[str]:
        return sorted({cell.area for cell in self.cells})

    @property
    def years(self) -> list[int]:
        return sorted({cell.year for cell in self.cells})


def fitting(read: ProjectionRead, bands: Sequence[Band]) -> ProjectionRead:
    """The same, if each of its ages lies within one of the bands that the council plans by; else it is refused."""
    for cell in read.cells:
        if any(band.meets(cell.band) and not band.holds(cell.band) for band in bands):
            raise CannotBeRead(f"{read.name}, field age: {cell.band.label} cannot be divided. The council plans by "
                               f"{', '.join(band.label.lower() for band in bands)}.")
    return read


def read(file: BinaryIO, name: str) -> ProjectionRead:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotBeRead(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.")
    if not content.strip(b"\0 \r\n\t"):
        raise CannotBeRead(f"{name} is empty: the first row must name the columns.")
    rows = _sheet(content, name) if content[:4] == WORKBOOK else _lines(content, name)
    return _Reading(name).all_of(rows)


def _sheet(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The first sheet, opened where a workbook that lies about its size can do no harm."""
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "workbook"
        kept.write_bytes(content)
        try:
            there = workbooks.sheets(kept)
        except workbooks.CannotBeOpened as problem:
            raise CannotBeRead(f"{name} {problem}.") from problem
    rows = there[0][1] if there else []
    if len(rows) > MOST_ROWS + 1 or any(len(row) > MOST_COLUMNS for row in rows):
        raise CannotBeRead(f"{name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns.")
    for number, row in enumerate(rows, 1):
        yield number, [_words(value) for value in row]


def _words(value: object) -> str:
    """A whole number stands in a workbook as 3.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _lines(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, name)
    first = text[: text.find("\n") if "\n" in text else len(text)]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count))
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise CannotBeRead(f"{name}, row {reader.line_num}: has more than {MOST_COLUMNS} columns.")
            yield reader.line_num, [value.strip() for value in row]
    except csv.Error as problem:
        raise CannotBeRead(f"{name}, row {reader.line_num}: {problem}.") from problem


def _decoded(content: bytes, name: str) -> str:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise CannotBeRead(f"{name} is neither UTF-8, UTF-16 nor Windows-1252, nor a workbook.")


def _plain(title: str) -> str:
    return re.sub(r"[\s_/-]+", "", title).lower()


class _Reading:
    """One file on its way through."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.columns: dict[str, int] = {}
        self.years: dict[int, int] = {}  # by column, where each year has one
        self.found: dict[tuple[str, str, int, Band], tuple[int, Decimal]] = {}
        self.totals = 0

    def all_of(self, rows: Iterator[tuple[int, list[str]]]) -> ProjectionRead:
        header = next(((number, row) for number, row in rows if any(row)), None)
        if header is None:
            raise CannotBeRead(f"{self.name} is empty: the first row must name the columns.")
        self._header(*header)
        for number, row in rows:
            if not any(row):
                continue
            if len(self.found) > MOST_ROWS:
                raise CannotBeRead(f"{self.name} has more than {MOST_ROWS:,} numbers.")
            self._row(number, row)
        if not self.found:
            raise CannotBeRead(f"{self.name} has a header and no row of people.")
        self._whole()
        cells = [Cell(area, sex, band, year, people) for (area, sex, year, band), (_, people) in self.found.items()]
        return ProjectionRead(self.name, tuple(cells), self.totals)

    def _refuse(self, number: int, field: str, words: str) -> CannotBeRead:
        return CannotBeRead(f"{self.name}, row {number}, {field}: {' '.join(words.split())}")

    def _header(self, number: int, row: Sequence[str]) -> None:
        for place, title in enumerate(row):
            plain = _plain(title)
            known = next((key for key, names in _NAMES.items() if plain in names), None)
            if known in self.columns:
                raise CannotBeRead(f"{self.name}, row {number}: the column {known} is there twice.")
            if known:
                self.columns[known] = place
            elif _YEAR.fullmatch(plain):
                if int(plain) in self.years.values():
                    raise CannotBeRead(f"{self.name}, row {number}: the year {plain} is there twice.")
                self.years[place] = int(plain)
        if self.years and {"year", "people"} & set(self.columns):
            raise CannotBeRead(f"{self.name}, row {number}: has columns of years and a column year or people as well.")
        wanted = ("area", "age", "sex") if self.years else ("area", "age", "sex", "year", "people")
        if missing := [key for key in wanted if key not in self.columns]:
            raise CannotBeRead(f"{self.name}, row {number}: the column {missing[0]} is missing.")

    def _row(self, number: int, row: Sequence[str]) -> None:
        def value(field: str) -> str:
            place = self.columns[field]
            return " ".join(row[place].split()) if place < len(row) else ""

        area, sex = value("area"), _SEXES.get(value("sex").lower())
        if not area or len(area) > LONGEST_AREA:
            raise self._refuse(number, "area", "is blank." if not area else f"is longer than {LONGEST_AREA} letters.")
        if sex is None:
            raise self._refuse(number, "sex", f"“{value('sex')[:40]}” is not female, male or persons.")
        if value("age").lower() in _TOTALS:
            self.totals += 1
            return
        try:
            band = read_band(value("age"))
        except BadBand as problem:
            raise self._refuse(number, "age", str(problem)) from problem
        if self.years:
            for place, year in self.years.items():
                self._take(number, str(year), (area, sex, year, band), row[place] if place < len(row) else "")
            return
        if not _YEAR.fullmatch(value("year")):
            raise self._refuse(number, "year", f"“{value('year')[:40]}” is not a year, such as 2035.")
        self._take(number, "people", (area, sex, int(value("year")), band), value("people"))

    def _take(self, number: int, field: str, key: tuple[str, str, int, Band], words: str) -> None:
        try:
            people = Decimal(words.replace(",", "").replace(" ", ""))
        except InvalidOperation:
            raise self._refuse(number, field, f"“{words[:40]}” is not a number of people.") from None
        if not people.is_finite() or not 0 <= people <= MOST_PEOPLE:
            raise self._refuse(number, field, f"“{words[:40]}” is not a number of people.")
        if key in self.found:
            before = self.found[key][0]
            raise self._refuse(number, field, f"these people are in row {before} already.")
        self.found[key] = number, people.quantize(Decimal("0.001"))

    def _whole(self) -> None:
        """No age twice, no age missing, and either women and men or everybody: else sums would be wrong unseen."""
        ages: dict[tuple[str, str, int], set[Band]] = defaultdict(set)
        for area, sex, year, band in self.found:
            ages[area, sex, year].add(band)
        for (area, sex, year), bands in ages.items():
            where = f"{area}, {'everybody' if sex == 'all' else sex}, {year}"
            if shared := overlap(bands):
                one, other, age = shared
                number = self.found[area, sex, year, other][0]
                raise self._refuse(number, "age", f"{one.label} and {other.label} both hold the age {age} ({where}).")
        sexes: dict[tuple[str, int], set[str]] = defaultdict(set)
        for area, sex, year in ages:
            sexes[area, year].add(sex)
        usual = max((frozenset(each) for each in sexes.values()), key=len)
        if "all" in usual and len(usual) > 1:
            raise CannotBeRead(f"{self.name}, field sex: persons stand beside female or male, and would count twice.")
        everything = {band for bands in ages.values() for band in bands}
        for area, year in sexes:
            if missing := sorted(usual - sexes[area, year]):
                raise CannotBeRead(f"{self.name}, field sex: there is no row of {missing[0]} for {area}, {year}.")
        for (area, sex, year), bands in ages.items():
            if lost := sorted(everything - bands, key=lambda band: (band.first, band.end)):
                raise CannotBeRead(
                    f"{self.name}, field age: {lost[0].label} is missing for {area}, {sex}, {year}; other rows have it."
                )
