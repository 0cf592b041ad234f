"""Councils, regions and groups, each with the years it held (`data/`). The map of regions is our own.

A council pack may add councils of regions of its own, as the example does with invented ones, in
`benchmarks/councils.csv`. They stand beside England, never in it.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from . import years
from .measures import DATA

ENGLAND = "England"
# The official codes of areas that are added up from councils.
REGION_CODES = {
    "North East": "NE",
    "Yorkshire and the Humber": "YH",
    "North West": "NW",
    "West Midlands": "WM",
    "East Midlands": "EM",
    "East of England": "E",
    "London": "L",
    "South East": "SE",
    "South West": "SW",
}
TYPE_CODES = {
    "S": "Shire counties",
    "U": "Unitary authorities",
    "M": "Metropolitan districts",
    "I": "Inner London",
    "O": "Outer London",
    "D": "District",
}
WITH_AN_ARTICLE = {
    "East of England",
    "North East",
    "North West",
    "West Midlands",
    "East Midlands",
    "South East",
    "South West",
}
MADE_BY_US = "The map of councils to regions is our own, dated: neither official table has one."


class NoSuchPlace(LookupError):
    """A council or group that nobody knows. The message is a sentence."""


@dataclass(frozen=True)
class Council:
    code: str
    name: str
    region: str
    first_year: str
    last_year: str
    ons_code: str
    also_called: tuple[str, ...] = ()

    def stood_in(self, year: str) -> bool:
        return (not self.first_year or self.first_year <= year) and (not self.last_year or year <= self.last_year)


@dataclass(frozen=True)
class Group:
    """Councils to be seen beside each other, and the years each belonged."""

    name: str
    kind: str  # england, region or peers
    membership: tuple[tuple[str, str, str], ...]  # council, first year, last year
    area: str = ""  # the official code under which an average of it is published
    source: str = ""
    whose: str = ""  # the council whose neighbours they are: nobody else is ranked among them

    def members(self, year: str) -> frozenset[str]:
        return frozenset(
            code for code, first, last in self.membership if (not first or first <= year) and (not last or year <= last)
        )

    @property
    def spoken(self) -> str:
        """As it stands in a sentence: the North West, England."""
        plain = self.kind == "england" or self.name not in WITH_AN_ARTICLE
        return self.name if plain or self.kind == "peers" else f"the {self.name}"


@cache
def councils() -> tuple[Council, ...]:
    ours = Path(settings.COUNCIL_PACK) / "benchmarks" / "councils.csv"
    return (*_read(DATA / "councils.csv"), *(_read(ours) if ours.exists() else ()))


def _read(path: Path) -> tuple[Council, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Council(
                row["code"],
                row["name"],
                row["region"],
                row["first_year"],
                row["last_year"],
                row["ons_code"],
                tuple(name.strip() for name in row["also_called"].split(";") if name.strip()),
            )
            for row in csv.DictReader(file)
        )


def council_of(code: str, year: str) -> Council | None:
    """Who bore that code in that year."""
    return next((one for one in councils() if one.code == code and one.stood_in(year)), None)


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold().replace("&", " and ")).strip()


@cache
def _names() -> dict[str, tuple[Council, ...]]:
    found: dict[str, tuple[Council, ...]] = {}
    for one in councils():
        for name in {one.name, one.code, one.ons_code, *one.also_called}:
            found[plain(name)] = (*found.get(plain(name), ()), one)
    return found


def find_council(name: str, year: str) -> Council:
    """By name as people write it, or by either code, in a year."""
    asked = re.sub(r"\b(council|city of|county council|metropolitan borough)\b", " ", plain(name)).strip() or plain(
        name
    )
    known = _names().get(plain(name)) or _names().get(re.sub(r"\s+", " ", asked), ())
    for one in known:
        if one.stood_in(year):
            return one
    if known:
        one = known[0]
        years = f"from {one.first_year}" if one.first_year > year else f"until {one.last_year}"
        raise NoSuchPlace(f"{one.name} was a council with adult social services {years}, not in {year}.")
    near = difflib.get_close_matches(plain(name), _names(), n=1, cutoff=0.7)
    hint = f" Did you mean {_names()[near[0]][0].name}?" if near else ""
    raise NoSuchPlace(f"No council is called {name}.{hint}")


@cache
def region_codes() -> dict[str, str]:
    """A region's name and its code; one that a council pack brings is its own code."""
    return REGION_CODES | {one.region: one.region for one in councils() if one.region not in REGION_CODES}


def region(name: str) -> Group:
    rows = tuple((one.code, one.first_year, one.last_year) for one in councils() if one.region == name)
    return Group(name, "region", rows, region_codes()[name], MADE_BY_US)


@cache
def england() -> Group:
    rows = tuple((one.code, one.first_year, one.last_year) for one in councils() if one.region in REGION_CODES)
    return Group(ENGLAND, "england", rows, ENGLAND)


@cache
def built_in_groups() -> tuple[Group, ...]:
    """England, its regions, and the groups that come with the product."""
    return (
        england(),
        *(region(name) for name in region_codes()),
        *read_groups((DATA / "groups.csv").read_text("utf-8")),
    )


def read_groups(text: str) -> list[Group]:
    """Groups from a CSV file: group, council (code or name), first_year, last_year, source."""
    rows: dict[str, list[dict[str, str]]] = {}
    reader = csv.DictReader(text.lstrip("\ufeff").splitlines())
    if missing := {"group", "council"} - set(reader.fieldnames or ()):
        raise NoSuchPlace(f"A list of groups needs the columns group and council; {sorted(missing)[0]} is missing.")
    for number, row in enumerate(reader, 1):
        if not any(isinstance(cell, str) and cell.strip() for cell in row.values()):
            continue
        for column in ("first_year", "last_year"):
            row[column] = _year(row.get(column) or "", number, column)
        if row["first_year"] and row["last_year"] and row["last_year"] < row["first_year"]:
            raise NoSuchPlace(f"Row {number}: {row['last_year']} is before {row['first_year']}.")
        try:
            row["code"] = code_of(row["council"] or "", row["last_year"] or row["first_year"])
        except NoSuchPlace as problem:
            raise NoSuchPlace(f"Row {number}, council: {problem}") from None
        name = (row["group"] or "").strip()
        if not name:
            raise NoSuchPlace(f"Row {number}, group: it has no name of a group.")
        if any(one["code"] == row["code"] and _overlap(one, row) for one in rows.get(name, ())):
            raise NoSuchPlace(f"Row {number}, council: {row['council'].strip()} is in {name} twice for the same years.")
        rows.setdefault(name, []).append(row)
    if not rows:
        raise NoSuchPlace("The list names no council.")
    return [
        Group(
            name,
            "peers",
            tuple((row["code"], row.get("first_year") or "", row.get("last_year") or "") for row in members),
            source=members[0].get("source") or "",
        )
        for name, members in rows.items()
    ]


def _year(written: str, number: int, column: str) -> str:
    try:
        return years.year(written) if written.strip() else ""
    except years.NotAYear:
        raise NoSuchPlace(f"Row {number}, {column}: {written.strip()} is not a year such as 2024-25.") from None


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    return (one["first_year"] or "0") <= (other["last_year"] or "9") and (other["first_year"] or "0") <= (
        one["last_year"] or "9"
    )


def code_of(name: str, year: str) -> str:
    """The council's code; a council that was abolished is found too, for the years in which it stood."""
    known = _names().get(plain(name))
    return known[-1].code if known and not year else find_council(name, year or "2024-25").code


def find_group(name: str, among: Iterable[Group]) -> Group:
    every = list(among)
    for one in every:
        if plain(name) in {plain(one.name), plain(one.area) or None}:
            return one
    near = difflib.get_close_matches(plain(name), [plain(one.name) for one in every], n=1, cutoff=0.6)
    hint = next((f" Did you mean {one.name}?" for one in every if near and plain(one.name) == near[0]), "")
    raise NoSuchPlace(f"No group is called {name}.{hint}")
