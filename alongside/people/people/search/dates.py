"""A birthday in any form people type, as the beginnings of an ISO date: "1947-02-03", "1947-02" or "1947"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)[a-z]*"
_BETWEEN = r"\s*[/\-.\s]\s*"
OLDEST = 1880

_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})(?!\d)")
_DAY_MONTH_NAME = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?[\-/.]?\s*{_MONTH}[\s,./\-]*"
                             r"(\d{4}|\d{2})(?!\d)")
_MONTH_NAME_DAY = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)")
_MONTH_NAME_YEAR = re.compile(rf"\b{_MONTH}[\s,./\-]+(\d{{4}})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d/])(\d{1,2})/(\d{4})(?!\d)")


def take_dates(text: str, today: date) -> tuple[list[str], str]:
    """The dates written with separators or a month's name, and the text without them."""
    found: list[str] = []
    for pattern, read in _FORMS:

        def take(match: re.Match[str], read: Reading = read) -> str:
            made = read(match, today)
            found.extend(made)
            return " " if made else match.group()

        text = pattern.sub(take, text)
    return found, text


def run_together(digits: str, today: date) -> list[str]:
    """03021947, 19470203, 030247 or 1947: every day that the figures could be."""
    if len(digits) == 8:
        return _days(digits[4:], digits[2:4], digits[:2], today) or _days(digits[:4], digits[4:6], digits[6:], today)
    if len(digits) == 6:
        return _days(digits[4:], digits[2:4], digits[:2], today)
    if len(digits) == 4 and OLDEST <= int(digits) <= today.year:
        return [digits]
    return []


def _number(month: str) -> str:
    return str(_MONTHS.index(month[:3]) + 1)


def _years(year: str, today: date) -> list[int]:
    if len(year) == 4:
        return [int(year)] if OLDEST <= int(year) <= today.year else []
    # "47" is 1947 to everybody; "12" may be a child of 2012 or somebody of 112, so both are looked for.
    return [y for y in (1900 + int(year), 2000 + int(year)) if today.year - 112 <= y <= today.year]


def _days(year: str, month: str, day: str, today: date) -> list[str]:
    days = []
    for y in _years(year, today):
        try:
            days.append(date(y, int(month), int(day)).isoformat())
        except ValueError:
            continue
    return days


def _months(year: str, month: str, today: date) -> list[str]:
    return [f"{y}-{int(month):02d}" for y in _years(year, today) if 1 <= int(month) <= 12]


Reading = Callable[[re.Match[str], date], list[str]]
_FORMS: list[tuple[re.Pattern[str], Reading]] = [
    (_YEAR_FIRST, lambda m, today: _days(m[1], m[2], m[3], today)),
    (_DAY_FIRST, lambda m, today: _days(m[3], m[2], m[1], today)),
    (_DAY_MONTH_NAME, lambda m, today: _days(m[3], _number(m[2]), m[1], today)),
    (_MONTH_NAME_DAY, lambda m, today: _days(m[3], _number(m[1]), m[2], today)),
    (_MONTH_NAME_YEAR, lambda m, today: _months(m[2], _number(m[1]), today)),
    (_MONTH_YEAR, lambda m, today: _months(m[2], m[1], today)),
]
