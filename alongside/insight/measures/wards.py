"""Which ward a postcode lies in, from a file that the council supplies: postcode, ward_code, ward_name.

The return holds a postcode sector and no ward. Of our own records each address is found by its whole postcode; of a
file a sector tells the ward only where every postcode of the sector lies in one. A row may name a sector (AB1 2) in
place of a postcode: it stands for every postcode of the sector that has no row of its own.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alongside.insight.events.engines import in_memory

COLUMNS = ("postcode", "ward_code", "ward_name")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ([0-9])")
LONGEST = 100


class BadWards(Exception):
    """The file cannot be used: one sentence that names the file, the row and the field."""


@dataclass(frozen=True)
class Place:
    postcode: str
    code: str
    name: str


def tidy(postcode: str) -> str:
    """Capitals and one space, or nothing where it is neither a whole postcode nor a sector."""
    plain = " ".join(postcode.upper().split())
    found = _POSTCODE.fullmatch(plain) or _SECTOR.fullmatch(plain)
    return f"{found[1]} {found[2]}" if found else ""


def read_wards(file: Path) -> list[Place]:
    """Every postcode once; nothing is taken from a file with a bad row."""
    found: dict[str, Place] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(_rows(file), start=1):
        where = f"{file.name}, row {number}"
        given, code, name = (str(row.get(column) or "").strip() for column in COLUMNS)
        postcode = tidy(given)
        if not postcode:
            raise BadWards(f"{where}, postcode: “{given[:40]}” is neither a whole postcode nor a sector.")
        for column, value in (("ward_code", code), ("ward_name", name)):
            if not value or len(value) > LONGEST:
                raise BadWards(f"{where}, {column}: it is {'blank' if not value else 'too long'}.")
        if names.setdefault(code, name) != name:
            raise BadWards(f"{where}, ward_name: {code} is called “{names[code]}” further up.")
        if postcode in found and found[postcode].code != code:
            raise BadWards(f"{where}, postcode: {postcode} is in two wards.")
        found[postcode] = Place(postcode, code, name)
    if not found:
        raise BadWards(f"{file.name} has no postcodes.")
    return list(found.values())


def called(places: Iterable[Place]) -> dict[str, str]:
    """Each ward's code and its name; two wards of one name carry their codes."""
    names = {one.code: one.name for one in places}
    how_many = Counter(names.values())
    return {code: name if how_many[name] == 1 else f"{name} ({code})" for code, name in names.items()}


def by_postcode(places: Iterable[Place]) -> dict[str, str]:
    places = list(places)
    names = called(places)
    return {one.postcode: names[one.code] for one in places}


def sector_of(postcode: str) -> str:
    return postcode if _SECTOR.fullmatch(postcode) else postcode[:-2]


def ward_at(postcode: str, wards: Mapping[str, str]) -> str:
    """Of an address: by its own row, else by its sector's; nothing where the file does not know it."""
    whole = tidy(postcode)
    return wards.get(whole) or wards.get(sector_of(whole), "") if whole else ""


def by_sector(wards: Mapping[str, str]) -> dict[str, str]:
    """The sectors of which every postcode lies in one ward."""
    found: dict[str, set[str]] = {}
    for postcode, ward in wards.items():
        found.setdefault(sector_of(postcode), set()).add(ward)
    return {sector: next(iter(there)) for sector, there in found.items() if len(there) == 1}


def write_sectors(sectors: Mapping[str, str], out: Path) -> Path:
    """As the Parquet file that an engine reads."""
    return write_table(out, ("sector", "ward"), sectors.items())


def write_table(out: Path, columns: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]) -> Path:
    """Rows of words as a Parquet file, through a CSV that DuckDB reads in one go."""
    plain = out.with_suffix(".csv")
    with plain.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(columns)
        writer.writerows(tuple(value or "" for value in row) for row in rows)
    with closing(in_memory()) as connection:
        kinds = ", ".join(f"nullif({column}, '') AS {column}" for column in columns)
        connection.execute(
            f"COPY (SELECT {kinds} FROM read_csv({_literal(plain)}, header = true, all_varchar = true, quote = '\"', "
            f"escape = '\"', delim = ',')) TO {_literal(out)} (FORMAT parquet)"
        )
    plain.unlink()
    return out


def _literal(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _rows(file: Path) -> Iterator[Mapping[str, object]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            headers = [str(header).strip().lower() for header in reader.fieldnames or ()]
            for name in COLUMNS:
                if name not in headers:
                    raise BadWards(f"{file.name} has no column called {name}.")
            reader.fieldnames = headers
            yield from reader
    except FileNotFoundError:
        raise BadWards(f"There is no file {file}.") from None
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadWards(f"{file.name} cannot be read: {str(problem).splitlines()[0][:200]}") from problem
