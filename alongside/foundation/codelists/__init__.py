"""Every list of choices, by name: `codelists.options("ethnicity", on=day)`.

The national lists live with the national return's rules, which must read them without Django or a room; the
product's own lists are in `lists/`. Both are asked for here, in one way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from alongside.rules.national_return.lists import Code, national_list, national_list_names, read_list

__all__ = ["Code", "NoSuchCode", "NoSuchList", "code", "codes", "is_code", "label", "names", "national", "options"]

FOLDER = Path(__file__).with_name("lists")


class NoSuchList(LookupError):
    """There is no list of that name."""


class NoSuchCode(LookupError):
    """The list has no such code."""


@cache
def names() -> tuple[str, ...]:
    return tuple(sorted({*_own_names(), *national_list_names()}))


@cache
def _own_names() -> frozenset[str]:
    return frozenset(file.stem for file in FOLDER.glob("*.csv"))


@cache
def codes(name: str) -> tuple[Code, ...]:
    """Every entry of a list, ended ones too, in the order people expect."""
    if name in national_list_names():
        return national_list(name)
    if name in _own_names():
        return read_list(FOLDER / f"{name}.csv")
    raise NoSuchList(f"There is no list of codes called {name}.")


@cache
def _by_code(name: str) -> Mapping[str, Code]:
    return MappingProxyType({entry.code: entry for entry in codes(name)})


def options(name: str, on: date | None = None) -> list[tuple[str, str]]:
    """What may be chosen on a day (without a day: what has not ended), as (code, label)."""
    return list(_options(name, on))


@lru_cache(maxsize=1024)
def _options(name: str, on: date | None) -> tuple[tuple[str, str], ...]:
    return tuple((entry.code, entry.label) for entry in codes(name) if entry.valid_on(on))


def code(name: str, key: str) -> Code:
    try:
        return _by_code(name)[key]
    except KeyError:
        raise NoSuchCode(f"{key} is not in the list {name}.") from None


def is_code(name: str, key: str, on: date | None = None) -> bool:
    """May this code be chosen on that day?"""
    entry = _by_code(name).get(key)
    return entry is not None and entry.valid_on(on)


def label(name: str, key: str) -> str:
    """The words for a code, ended or not: old records must stay readable."""
    return code(name, key).label


def national(name: str, key: str, release: int = 2) -> str | None:
    """The value of the national return, or None where that release has none."""
    return code(name, key).national(release)
