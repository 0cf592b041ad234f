"""One row of the return, read the way its rules read it: by meaning, in either release's words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from alongside.rules.national_return.lists import national_list

_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
# The forms in which a day is read, for any engine of regular expressions: 2026-11-22, 22/11/2026, 22-Nov-2026.
ISO_DAY = rf"(\d{{4}})[-/](\d{{2}})[-/](\d{{2}}){_MIDNIGHT}"
BRITISH_DAY = rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_MIDNIGHT}"
WORDED_DAY = r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})"
_ISO, _BRITISH, _WORDED = (re.compile(form, flags=re.ASCII) for form in (ISO_DAY, BRITISH_DAY, WORDED_DAY))
MONTHS: Mapping[str, int] = {
    said: number
    for number, name in enumerate(calendar.month_name[1:], 1)
    for said in (name.lower(), name[:3].lower())
} | {"sept": 9}


@dataclass(frozen=True)
class Period:
    """The reporting period: both days are in it."""

    start: date
    end: date


@dataclass(frozen=True)
class Row:
    """The values by column name; an absent or empty one is blank."""

    values: Mapping[str, object]
    period: Period | None = None

    def text(self, column: str) -> str:
        value = self.values.get(column)
        if value is None or value != value:  # a number that is not one is how some readers show a blank
            return ""
        if isinstance(value, datetime):
            return value.isoformat(sep=" ")
        return value.isoformat() if isinstance(value, date) else str(value).strip()

    def blank(self, column: str) -> bool:
        return not self.text(column)

    def folded(self, column: str) -> str:
        return fold(self.text(column))

    def code(self, column: str, list_name: str) -> str:
        """Our code for the value, in the words of either release, whatever its capitals; blank when it has none."""
        return codes_by_value(list_name).get(self.folded(column), "")

    def day(self, column: str) -> date | None:
        return read_day(self.text(column))

    @property
    def age_at_period_end(self) -> int | None:
        born = self.day("Date of Birth")
        end = self.day("Reporting Period End Date") or (self.period.end if self.period else None)
        if born is None or end is None:
            return None
        return end.year - born.year - ((end.month, end.day) < (born.month, born.day))


def read_day(text: str) -> date | None:
    """A day in any form that cannot be misread: the specification's own form is not public."""
    try:
        if match := _ISO.fullmatch(text):
            year, month, day = map(int, match.groups())
        elif match := _BRITISH.fullmatch(text):
            day, month, year = map(int, match.groups())
        elif (match := _WORDED.fullmatch(text)) and (named := MONTHS.get(match[2].lower())):
            day, month, year = int(match[1]), named, int(match[3])
        else:
            return None
        return date(year, month, day)
    except ValueError:
        return None


def fold(text: str) -> str:
    """Without capitals, letter by letter as databases do it."""
    return text.replace("İ", "i").lower()


@cache
def codes_by_value(list_name: str) -> Mapping[str, str]:
    by_value: dict[str, str] = {}
    for entry in national_list(list_name):
        for release in (2, 1):
            if value := entry.national(release):
                by_value.setdefault(fold(value), entry.code)
    return by_value
