"""Residents by council and age group, from a file of three columns: la_code, age_band, population."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import duckdb

from alongside.insight.events.engines import in_memory, quoted
from alongside.insight.measures.common.ages import OLDER, WORKING_AGE

COLUMNS = ("la_code", "age_band", "population")
# A file may hold the estimates of several mid-years; without it, its residents are of no year that is said.
MID_YEAR = "year"
BANDS = (WORKING_AGE, OLDER)
Residents = dict[tuple[str, str], int]
Populations = dict[int | None, Residents]


class BadPopulation(Exception):
    """The file cannot be used: one sentence that names the file, the row and the field."""


def read_population(file: Path, mid_year: int | None = None) -> Residents:
    """Residents by council and age group; of several mid-years, those of the one asked for, or of the last."""
    return of_mid_year(read_populations(file), mid_year)[0]


def of_mid_year(populations: Populations, mid_year: int | None) -> tuple[Residents, int | None]:
    """The estimate of that mid-year, else the last before it (with none asked for: the last), and whose it is."""
    known = sorted(year for year in populations if year is not None and (mid_year is None or year <= mid_year))
    if known:
        return populations[known[-1]], known[-1]
    return populations.get(None, {}), None


def read_populations(file: Path) -> Populations:
    """By mid-year, where the file says it."""
    populations: Populations = {}
    for number, row in enumerate(_rows(file), start=1):
        where = f"{file.name}, row {number}"
        council, band, residents = (" ".join(str(row.get(name) or "").split()) for name in COLUMNS)
        if not (council or band or residents):
            continue
        if not council:
            raise BadPopulation(f"{where}, la_code: it is blank.")
        if band.lower() not in BANDS:
            raise BadPopulation(f"{where}, age_band: “{band[:40]}” is neither {BANDS[0]} nor {BANDS[1]}.")
        if not (residents.isascii() and residents.isdigit() and len(residents) < 12):
            raise BadPopulation(f"{where}, population: “{residents[:40]}” is no whole number.")
        year = str(row.get(MID_YEAR) or "").strip()
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            raise BadPopulation(f"{where}, {MID_YEAR}: “{year[:40]}” is no year.")
        found = populations.setdefault(int(year) if year else None, {})
        if (council, band.lower()) in found:
            raise BadPopulation(f"{where}, age_band: {council} has {band} twice.")
        found[council, band.lower()] = int(residents)
    return populations


def write_population(residents: Mapping[tuple[str, str], int], out: Path) -> Path:
    """As the Parquet file that an engine reads."""
    with closing(in_memory()) as connection:
        connection.execute("CREATE TABLE population (la_code VARCHAR, age_band VARCHAR, population BIGINT)")
        if residents:
            rows = [(council, band, number) for (council, band), number in residents.items()]
            connection.executemany("INSERT INTO population VALUES (?, ?, ?)", rows)
        connection.execute(f"COPY population TO '{str(out).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
    return out


def _rows(file: Path) -> Iterator[Mapping[str, object]]:
    try:
        yield from _parquet_rows(file) if file.suffix.lower() == ".parquet" else _csv_rows(file)
    except FileNotFoundError:
        raise BadPopulation(f"There is no file {file}.") from None
    except UnicodeError:
        raise BadPopulation(f"{file.name} is neither UTF-8 nor UTF-16.") from None
    except (OSError, csv.Error, duckdb.Error) as problem:
        raise BadPopulation(f"{file.name} cannot be read: {str(problem).splitlines()[0][:200]}") from problem


def _csv_rows(file: Path) -> Iterator[Mapping[str, object]]:
    with file.open("rb") as start:
        marked = start.read(2) in (b"\xff\xfe", b"\xfe\xff")
    with file.open(encoding="utf-16" if marked else "utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        headers = [str(header).strip().lower() for header in reader.fieldnames or ()]
        _check_headers(file, headers)
        reader.fieldnames = headers
        yield from reader


def _parquet_rows(file: Path) -> Iterator[Mapping[str, object]]:
    if not file.exists():
        raise FileNotFoundError(file)
    with closing(in_memory()) as connection:
        result = connection.execute(f"SELECT * FROM read_parquet({quoted([file])})")
        headers = [str(column[0]).lower() for column in result.description or ()]
        rows = result.fetchall()
    _check_headers(file, headers)
    yield from (dict(zip(headers, row, strict=True)) for row in rows)


def _check_headers(file: Path, headers: Iterable[str]) -> None:
    for name in COLUMNS:
        if name not in set(headers):
            raise BadPopulation(f"{file.name} has no column called {name}.")
