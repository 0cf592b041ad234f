"""Lists of councils as people have them: a CSV of groups, everybody's nearest neighbours, or names pasted line by line.

CIPFA's nearest neighbours are not public: a council that holds its list brings it, with its source and its day.
"""

from __future__ import annotations

import csv

from . import places
from .places import Group, NoSuchPlace

LONGEST_NAME = 80
MOST_LINES = 5000
LONGEST_LINE = 200


def read(text: str, *, name: str = "", whose: str = "") -> list[Group]:
    """Whichever of the three it is. `name` and `whose` are for names line by line, which say neither."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise NoSuchPlace("The list names no council.")
    if len(lines) > MOST_LINES:
        raise NoSuchPlace(f"The list has {len(lines):,} lines; no list of councils has more than {MOST_LINES:,}.")
    columns = {column.strip().strip('"').casefold() for column in lines[0].split(",")}
    if "group" in columns:
        found = places.read_groups("\n".join([lines[0].casefold(), *lines[1:]]))
    elif {"council", "neighbour"} <= columns:
        found = _neighbours(lines)
    else:
        found = [_pasted(lines, name, whose)]
    for one in found:
        _allowed(one.name)
    return found


def _neighbours(lines: list[str]) -> list[Group]:
    """A row for each council and neighbour: a group for each council, itself among them."""
    members: dict[str, dict[str, None]] = {}
    for number, row in enumerate(csv.DictReader([lines[0].casefold(), *lines[1:]]), 1):
        codes = [_code(row[column] or "", f"Row {number}, {column}") for column in ("council", "neighbour")]
        if codes[0] == codes[1]:
            raise NoSuchPlace(f"Row {number}: {row['council'].strip()} is no neighbour of itself.")
        if codes[1] in members.setdefault(codes[0], {codes[0]: None}):
            raise NoSuchPlace(f"Row {number}, neighbour: {row['neighbour'].strip()} is there twice.")
        members[codes[0]][codes[1]] = None
    if not members:
        raise NoSuchPlace("The list names no council.")
    return [_of(f"{_name(code)}’s nearest neighbours", list(codes), code) for code, codes in members.items()]


def _pasted(lines: list[str], name: str, whose: str) -> Group:
    if not name.strip():
        raise NoSuchPlace("Give the list a name, or a first line with the columns group and council.")
    owner = _code(whose, "Whose list it is") if whose.strip() else ""
    codes: dict[str, None] = {owner: None} if owner else {}
    for number, line in enumerate(lines, 1):
        written = _bare(line)
        code = _code(written, f"Line {number}")
        if code in codes and code != owner:
            raise NoSuchPlace(f"Line {number}: {written} is there twice.")
        codes[code] = None
    if len(codes) < 2:
        raise NoSuchPlace("A group needs two councils at least.")
    return _of(name.strip(), list(codes), owner)


def _bare(line: str) -> str:
    """1. Bolton | Bolton, 0.0213 | Bolton, a tab, 3: the name without what stands around it in a copied list."""
    cells = line[:LONGEST_LINE].replace(";", "\t").replace(",", "\t").split("\t")
    for cell in cells:
        name = cell.strip(" \"'*-•")
        first, _, rest = name.partition(" ")
        if rest and first.rstrip(".):").isdigit():
            name = rest.strip()
        if name and not _is_number(name):
            return name
    return cells[0].strip()


def _is_number(cell: str) -> bool:
    """A rank or a distance beside the name, and not a council's own number of three figures, which stands alone."""
    return cell.replace(".", "", 1).isdigit() and ("." in cell or len(cell) < 3)


def _of(name: str, codes: list[str], whose: str) -> Group:
    return Group(name, "peers", tuple((code, "", "") for code in codes), whose=whose)


def _code(written: str, where: str) -> str:
    try:
        return places.code_of(written.strip(), "")
    except NoSuchPlace as problem:
        raise NoSuchPlace(f"{where}: {problem}") from None


def _name(code: str) -> str:
    return next(one.name for one in reversed(places.councils()) if one.code == code)


def _allowed(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise NoSuchPlace(f"The name {name[:30]}… is longer than {LONGEST_NAME} characters.")
    taken = {places.plain(one) for one in (places.ENGLAND, *places.region_codes())}
    if places.plain(name) in taken:
        raise NoSuchPlace(f"{name} is a region of the map, whose average is published. Give the list another name.")


def stood(group: Group, year: str) -> tuple[list[str], list[str]]:
    """Names of the councils of a list that stood in a year, and of those that did not: abolished, or not yet there."""
    there: list[str] = []
    gone: list[str] = []
    for code in sorted(group.members(year)):
        council = places.council_of(code, year)
        (there if council else gone).append(council.name if council else _name(code))
    return there, gone
