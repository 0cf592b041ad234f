"""The row checks of the return, with the status codes its data quality tool has published.

1 passed; 0 blank, and need not be filled; -1 blank, but must be filled; -2 not a valid value; -7 a value of
Release 1 in a Release 2 file. A value of a list that is not public cannot be judged, and is said to be unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from alongside.rules.national_return.columns import COLUMNS, Column, row_of
from alongside.rules.national_return.lists import Code, national_list
from alongside.rules.national_return.row import Period, Row, read_day

PASSED = 1
BLANK_ALLOWED = 0
BLANK_BUT_MANDATORY = -1
INVALID = -2
RELEASE_1_VALUE = -7


@dataclass(frozen=True)
class Result:
    """How one value fared; no code where the list is not public, so that it could not be checked."""

    field: str
    value: str
    code: int | None
    message: str = ""

    @property
    def failed(self) -> bool:
        return self.code is not None and self.code < 0

    @property
    def checked(self) -> bool:
        return self.code is not None


@dataclass(frozen=True)
class Failure:
    """One value that the return would report as failing."""

    field: str
    value: str
    code: int
    message: str


def check_row(
    row: Mapping[str, object],
    period: Period | None = None,
    release: int = 2,
    la_codes: Collection[str] = (),
) -> list[Failure]:
    """What fails in one row. `la_codes` are codes of invented councils, accepted beside the national ones."""
    return [
        Failure(result.field, result.value, result.code, result.message)
        for result in check_fields(row, period, release, la_codes)
        if result.code is not None and result.code < 0
    ]


def check_fields(
    row: Mapping[str, object],
    period: Period | None = None,
    release: int = 2,
    la_codes: Collection[str] = (),
) -> Iterator[Result]:
    """How every column of one row fares, in the order of the return."""
    read = Row(row_of(row), period)
    for column in COLUMNS:
        value = read.text(column.name)
        if not value:
            yield _blank(column, read)
        elif column.name == "LA Code" and value in la_codes:
            yield Result(column.name, value, PASSED)
        else:
            yield _value(column, value, release)


def _blank(column: Column, row: Row) -> Result:
    if column.mandatory.holds(row):
        return Result(column.name, "", BLANK_BUT_MANDATORY, f"Must be filled when: {column.mandatory}.")
    return Result(column.name, "", BLANK_ALLOWED)


def _value(column: Column, value: str, release: int) -> Result:
    if column.list_name:
        code, message = _listed(column.list_name, value, release)
        return Result(column.name, value, code, message)
    valid, expected = _KINDS[column.kind]
    return Result(column.name, value, PASSED) if valid(value) else Result(column.name, value, INVALID, expected)


def _listed(list_name: str, value: str, release: int) -> tuple[int | None, str]:
    known = known_values(list_name, release)
    if value in known:
        return PASSED, ""
    old = _release_1_entry(list_name, value) if release == 2 else None
    if old is not None and old.is_public:
        now = old.national(2)
        return RELEASE_1_VALUE, f"Release 1 value; Release 2 is “{now}”." if now else (
            "Release 1 value; Release 2 has no such value."
        )
    if not list_is_public(list_name, release):
        return None, f"The Release {release} list is not public, so this cannot be checked."
    by_capitals = {known_value.casefold(): known_value for known_value in known}
    if meant := by_capitals.get(value.casefold()):
        return INVALID, f"Only the capital letters differ; it must be “{meant}”."
    return INVALID, "Not a value of the list."


@cache
def known_values(list_name: str, release: int = 2) -> frozenset[str]:
    """The values that were seen in a public source."""
    entries = national_list(list_name)
    return frozenset(
        value for entry in entries if (value := entry.national(release)) and (release == 1 or entry.is_public)
    )


@cache
def list_is_public(list_name: str, release: int = 2) -> bool:
    """Is the whole list public, so that any other value is wrong?"""
    if release == 1:
        return bool(known_values(list_name, 1))
    return all(entry.is_public for entry in national_list(list_name))


@cache
def _release_1_entry(list_name: str, value: str) -> Code | None:
    return next((entry for entry in national_list(list_name) if entry.national(1) == value), None)


def is_nhs_number(text: str) -> bool:
    """Ten digits, the last of which checks the others (modulus 11)."""
    digits = text.replace(" ", "").replace("-", "")
    if not re.fullmatch(r"\d{10}", digits, flags=re.ASCII):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _matches(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, flags=re.ASCII | re.IGNORECASE)


_POSTCODE = _matches(r"(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})")
_GP_PRACTICE = _matches(r"[A-Z]\d{5}")
_CQC_LOCATION = _matches(r"(1-\d{3,12}|[A-Z0-9]{3,10})")
_WHOLE_NUMBER = _matches(r"\d{1,9}(\.0+)?")
_NUMERIC_18_2 = _matches(r"[+-]?(\d{1,16}(\.\d*)?|\.\d+)")

_KINDS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "text": (lambda text: True, ""),
    "date": (lambda text: read_day(text) is not None, "Must be a day, such as 2026-11-22 or 22/11/2026."),
    "nhs_number": (is_nhs_number, "Must be ten digits with the right check digit."),
    "postcode": (lambda text: bool(_POSTCODE.fullmatch(text)), "Must be a whole postcode."),
    "gp_practice_code": (lambda text: bool(_GP_PRACTICE.fullmatch(text)), "Must be a letter and five digits."),
    "cqc_location": (
        lambda text: bool(_CQC_LOCATION.fullmatch(text)),
        "Must be a location number, such as 1-123456789.",
    ),
    "whole_number": (lambda text: bool(_WHOLE_NUMBER.fullmatch(text)), "Must be a whole number."),
    "money": (lambda text: bool(_NUMERIC_18_2.fullmatch(text)), "Must be a number with up to two decimals."),
}
