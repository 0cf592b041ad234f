"""The directory's part of a council pack, `directory/`: terms, need words, postcodes, and what the first page offers.

Each file may be absent: a council begins without. What is there is checked, and a fault is named by file and row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from alongside.rules.council import BadCouncil

from .text import key_words


@dataclass(frozen=True)
class Term:
    code: str
    name: str
    parent: str
    description: str


@dataclass(frozen=True)
class Need:
    """Words people say, and the term that they mean. `keys` are the words that must all be there."""

    words: str
    keys: frozenset[str]
    term: str


@dataclass(frozen=True)
class Tile:
    label: str
    terms: tuple[str, ...]
    icon: str = ""


@dataclass(frozen=True)
class Home:
    people_say: tuple[str, ...] = ()
    often_asked: tuple[Tile, ...] = ()
    centre: str = ""
    keep_lists_days: int = 180
    review_after_days: int = 180
    # Days before the review day on which an entry's keeper is written to; fewer than none after it.
    remind_days: tuple[int, ...] = (30, 0, -30)
    urgent_terms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Pack:
    terms: dict[str, Term] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    home: Home = field(default_factory=Home)

    def above(self, code: str) -> list[str]:
        """The term and those it stands under."""
        chain: list[str] = []
        while code and code in self.terms and code not in chain:
            chain.append(code)
            code = self.terms[code].parent
        return chain

    def name_of(self, code: str) -> str:
        return self.terms[code].name if code in self.terms else code

    def tops(self) -> list[Term]:
        return [term for term in self.terms.values() if not term.parent]

    def below(self, code: str) -> list[Term]:
        return [term for term in self.terms.values() if term.parent == code]


def current() -> Pack:
    return read(Path(settings.COUNCIL_PACK) / "directory")


def postcodes_file() -> Path:
    return Path(settings.COUNCIL_PACK) / "directory" / "postcodes.csv"


@cache
def read(folder: Path) -> Pack:
    terms = _terms(folder / "terms.csv")
    return Pack(terms, tuple(_needs(folder / "need_words.csv", terms)), _home(folder / "home.yaml", terms))


def rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file that has at least these columns, each with its line."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as opened:
            reader = csv.DictReader(opened)
            if missing := [column for column in columns if column not in (reader.fieldnames or [])]:
                raise BadCouncil(f"{file.name}: the column {missing[0]} is missing.")
            for row in reader:
                yield reader.line_num, {key: (row.get(key) or "").strip() for key in columns}
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise BadCouncil(f"{file.name} cannot be read: {problem}.") from problem


def _terms(file: Path) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for line, row in rows(file, ("code", "name", "parent", "description")) if file.exists() else ():
        if not row["code"] or not row["name"]:
            raise BadCouncil(f"{file.name}, line {line}: a term has a code and a name.")
        if row["code"] in terms:
            raise BadCouncil(f"{file.name}, line {line}: {row['code']} is there twice.")
        terms[row["code"]] = Term(row["code"], row["name"], row["parent"], row["description"])
    for term in terms.values():
        if term.parent and term.parent not in terms:
            raise BadCouncil(f"{file.name}: {term.code} stands under {term.parent}, which is not there.")
    return terms


def _needs(file: Path, terms: dict[str, Term]) -> Iterator[Need]:
    for line, row in rows(file, ("words", "term")) if file.exists() else ():
        if row["term"] not in terms:
            raise BadCouncil(f"{file.name}, line {line}: {row['term']!r} is not a term of terms.csv.")
        if not (keys := frozenset(key_words(row["words"]))):
            raise BadCouncil(f"{file.name}, line {line}: {row['words']!r} says too little to go by.")
        yield Need(row["words"], keys, row["term"])


def _home(file: Path, terms: dict[str, Term]) -> Home:
    if not file.exists():
        return Home()
    try:
        given: Any = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        home = Home(
            people_say=tuple(map(str, given.get("people_say", ()))),
            often_asked=tuple(Tile(str(tile["label"]), tuple(tile["terms"]), str(tile.get("icon", "")))
                              for tile in given.get("often_asked", ())),
            centre=str(given.get("centre", "")),
            keep_lists_days=int(given.get("keep_lists_days", 180)),
            review_after_days=int(given.get("review_after_days", 180)),
            remind_days=tuple(int(days) for days in given.get("remind_days", (30, 0, -30))),
            urgent_terms=frozenset(given.get("urgent_terms", ())),
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as problem:
        raise BadCouncil(f"{file.name} cannot be read: {problem}.") from problem
    for code in {code for tile in home.often_asked for code in tile.terms} | home.urgent_terms:
        if code not in terms:
            raise BadCouncil(f"{file.name}: {code} is not a term of terms.csv.")
    return home
