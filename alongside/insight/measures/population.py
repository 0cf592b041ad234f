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
BANDS = (WORKING_AGE, OLDER)
Residents = dict[tuple[str, str], int]


class BadPopulation(Exception):
    """The file cannot be used: one sentence that names the file, the row and the field."""


def read_population(file: Path) -> Residents:
    """Residents by council and age group."""
    found: Residents = {}
    for number, row in enumerate(_rows(file), start=1):
        where = f"{file.name}, row {number}"
        council, band, residents = (str(row.get(name) or "").strip() for name in COLUMNS)
        if not council:
            raise BadPopulation(f"{where}, la_code: it is blank.")
        if band.lower() not in BANDS:
            raise BadPopulation(f"{where}, age_band: “{band[:40]}” is neither {BANDS[0]} nor {BANDS[1]}.")
        if not (residents.isascii() and residents.isdigit() and len(residents) < 12):
            raise BadPopulation(f"{where}, population: “{residents[:40]}” is no whole number.")
        if (council, band.lower()) in found:
            raise BadPopulation(f"{where}, age_band: {council} has {band} twice.")
        found[council, band.lower()] = int(residents)
    return found


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
    except (OSError, UnicodeDecodeError, csv.Error, duckdb.Error) as problem:
        raise BadPopulation(f"{file.name} cannot be read: {str(problem).splitlines()[0][:200]}") from problem


def _csv_rows(file: Path) -> Iterator[Mapping[str, object]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
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
