"""Which outcomes framework a year belongs to. The framework is part of a measure's name: codes were used again."""

from __future__ import annotations

import re

OLD, NEW = "2015-16", "2024-25"
# The list of 2015-16 was used to 2022-23; the one of 2024-25 began with 2023-24.
FIRST_OF_NEW = 2023
_YEAR = re.compile(r"20\d\d-\d\d")


class NoSuchYear(ValueError):
    """Not a year of the framework, in a sentence."""


def first_year(year: str) -> int:
    """2024 of "2024-25", which runs from 1 April to 31 March."""
    if not _YEAR.fullmatch(year) or (int(year[2:4]) + 1) % 100 != int(year[5:]):
        raise NoSuchYear(f"A year is written as 2024-25, and {year} is not one.")
    if int(year[:4]) < 2014:
        raise NoSuchYear(f"The rules for {year} are not known here: the earliest year is 2014-15.")
    return int(year[:4])


def framework_of(year: str) -> str:
    return NEW if first_year(year) >= FIRST_OF_NEW else OLD
