"""The row checks of the return, with the status codes its data quality tool has published.

1 passed; 0 blank, and need not be filled; -1 blank, but must be filled; -2 not a valid value, a day that cannot be
among them; -7 a value of Release 1 in a Release 2 file. A value of a list that is not public cannot be judged, and is
said to be unchecked, until a council loads the official mapping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from alongside.rules.national_return.columns import COLUMNS, Column, row_of
from alongside.rules.national_return.days import impossible
from alongside.rules.national_return.row import Period, Row, read_day
from alongside.rules.national_return.wording import PUBLIC, Wording, in_release_2

PASSED = 1
BLANK_ALLOWED = 0
BLANK_BUT_MANDATORY = -1
INVALID = -2
RELEASE_1_VALUE = -7
# Nobody should change a right value to ours where ours may be wrong in a capital.
SECOND_HAND = "We know this list at second hand; the official mapping settles it."


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
    wording: Wording = PUBLIC,
) -> list[Failure]:
    """What fails in one row. `la_codes` are codes of invented councils, accepted beside the national ones."""
    return [
        Failure(result.field, result.value, result.code, result.message)
        for result in check_fields(row, period, release, la_codes, wording)
        if result.code is not None and result.code < 0
    ]


def check_fields(
    row: Mapping[str, object],
    period: Period | None = None,
    release: int = 2,
    la_codes: Collection[str] = (),
    wording: Wording = PUBLIC,
) -> Iterator[Result]:
    """How every column of one row fares, in the order of the return."""
    read = Row(row_of(row), period)
    for column in COLUMNS:
        yield check_field(column, read, release, la_codes, wording)


def check_field(
    column: Column, row: Row, release: int = 2, la_codes: Collection[str] = (), wording: Wording = PUBLIC
) -> Result:
    """How one column of a row fares."""
    value = row.text(column.name)
    if not value:
        return _blank(column, row)
    if column.name == "LA Code" and value in la_codes:
        return Result(column.name, value, PASSED)
    if column.list_name:
        code, message = _listed(column.list_name, value, release, wording)
        return Result(column.name, value, code, message)
    valid, expected = _KINDS[column.kind]
    if not valid(value):
        return Result(column.name, value, INVALID, expected)
    if because := impossible(column.name, row):
        return Result(column.name, value, INVALID, because)
    return Result(column.name, value, PASSED)


def _blank(column: Column, row: Row) -> Result:
    if column.mandatory.holds(row):
        return Result(column.name, "", BLANK_BUT_MANDATORY, f"Must be filled when: {column.mandatory}.")
    return Result(column.name, "", BLANK_ALLOWED)


def _listed(list_name: str, value: str, release: int, wording: Wording) -> tuple[int | None, str]:
    used = wording.of(list_name)
    if value in used.known_sets[release - 1]:
        return PASSED, ""
    if release == 2 and value in used.forward:
        return RELEASE_1_VALUE, f"Release 1 value; {in_release_2(used.forward[value])}"
    if not used.is_whole(release):
        return None, f"The Release {release} list is not public, so this cannot be checked."
    said = used.meant(value, release) or "Not a value of the list."
    return INVALID, said if used.is_sure else f"{said} {SECOND_HAND}"


def is_nhs_number(text: str) -> bool:
    """Ten digits, the last of which checks the others (modulus 11)."""
    digits = text.replace(" ", "").replace("-", "")
    if not re.fullmatch(r"\d{10}", digits, flags=re.ASCII):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


# For any engine of regular expressions, so that a database can judge by the same forms.
FORMS: Mapping[str, str] = {
    "postcode": r"([Gg][Ii][Rr] ?0[Aa][Aa]|[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2})",
    "gp_practice_code": r"[A-Za-z][0-9]{5}",
    "cqc_location": r"(1-[0-9]{3,12}|[A-Za-z0-9]{3,10})",
    "whole_number": r"[0-9]{1,9}(\.0+)?",
    "money": r"[+-]?([0-9]{1,16}(\.[0-9]*)?|\.[0-9]+)",
}


def _in_form(kind: str) -> Callable[[str], bool]:
    form = re.compile(FORMS[kind])
    return lambda text: form.fullmatch(text) is not None



_KINDS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "text": (lambda text: True, ""),
    "date": (lambda text: read_day(text) is not None, "Must be a day, such as 2026-11-22 or 22/11/2026."),
    "nhs_number": (is_nhs_number, "Must be ten digits with the right check digit."),
    "postcode": (_in_form("postcode"), "Must be a whole postcode."),
    "gp_practice_code": (_in_form("gp_practice_code"), "Must be a letter and five digits."),
    "cqc_location": (_in_form("cqc_location"), "Must be a location number, such as 1-123456789."),
    "whole_number": (_in_form("whole_number"), "Must be a whole number."),
    "money": (_in_form("money"), "Must be a number with up to two decimals."),
}
