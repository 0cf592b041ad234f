"""Days as councils' systems write them. How a column writes its days is decided from all its values, never from one.

A day such as 03/04/2025 may be read either way round: its column decides (one 25/12/2024 says day first), else the
other columns of the file, else the English way. Where the values of a column contradict each other, what may be read
either way round is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from .words import clean

_TIME = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp][Mm])?( ?(Z|[+-]\d{2}:?\d{2}))?$", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"\d{8}(\.0+)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})[-/., ]*(\d{4}|\d{2})", re.ASCII)
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})[-. ]*(\d{1,2}),? +(\d{4})", re.ASCII)
_SERIAL = re.compile(r"(\d{3,5})(\.\d+)?", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Excel's day 0, for days after the leap day of 1900 that it believes in.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(366, 80000)  # 1900 to 2119
_LIKE_YEARS = range(1900, 2101)  # a year alone is no serial
# Contradicting values under this share are slips; a column with more of them is not trusted.
_SLIPS = 0.01
_LONGEST = 40  # letters of a day with its time; more are not looked through
_YOUNGEST = 14  # nobody younger is in an adult's return: 12 in 2026 is 1912


class Order(Enum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    NEITHER = "contradicting"


class Form(Enum):
    """What one value can be, taken by itself."""

    BLANK = "blank"
    CERTAIN = "a day, however the others are written"
    DAY_FIRST = "a day if the day comes first"
    MONTH_FIRST = "a day if the month comes first"
    EITHER = "a day either way round"
    SERIAL = "a spreadsheet's number of a day"
    NONE = "no day"


@dataclass(frozen=True)
class Written:
    """One value taken apart: the days it may mean, with two figures of the year where it has no more."""

    form: Form
    day_first: tuple[int, int, int] | None = None
    month_first: tuple[int, int, int] | None = None
    short_year: bool = False


def taken_apart(value: str) -> Written:
    text = clean(value)
    if text is None:
        return Written(Form.BLANK)
    if len(text) > _LONGEST:
        return Written(Form.NONE)
    text = _TIME.sub("", text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _certain(int(found[1]), int(found[3]), int(found[4]))
    if _COMPACT.fullmatch(text):
        return _compact(text[:8])
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[3]), found[4])
    if found := _NAMED.fullmatch(text):
        return _certain(int(found[3]), _month(found[2]), int(found[1]), short=len(found[3]) == 2)
    if found := _NAMED_FIRST.fullmatch(text):
        return _certain(int(found[3]), _month(found[1]), int(found[2]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS and int(found[1]) not in _LIKE_YEARS:
        day = _SERIAL_ZERO + timedelta(days=int(found[1]))
        return Written(Form.SERIAL, (day.year, day.month, day.day))
    return Written(Form.NONE)


def _certain(year: int, month: int, day: int, *, short: bool = False) -> Written:
    there = _is_day(year, month, day, short)
    return Written(Form.CERTAIN, (year, month, day), short_year=short) if there else Written(Form.NONE)


def _compact(text: str) -> Written:
    """20250401, else 01042025: no eight figures are a day of our times in both."""
    for year, month, day in ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])):
        if (1850 <= int(year) <= 2150 or int(year) == 9999) and _is_day(int(year), int(month), int(day), short=False):
            return _certain(int(year), int(month), int(day))
    return Written(Form.NONE)


def _numeric(first: int, second: int, year_text: str) -> Written:
    year, short = int(year_text), len(year_text) == 2
    day_first = (year, second, first) if _is_day(year, second, first, short) else None
    month_first = (year, first, second) if _is_day(year, first, second, short) else None
    if day_first and day_first == month_first:
        return Written(Form.CERTAIN, day_first, short_year=short)
    if day_first and month_first:
        form = Form.EITHER
    elif day_first or month_first:
        form = Form.DAY_FIRST if day_first else Form.MONTH_FIRST
    else:
        form = Form.NONE
    return Written(form, day_first, month_first, short)


def _is_day(year: int, month: int, day: int, short: bool) -> bool:
    try:
        date(2000 + year if short else year, month, day)
    except ValueError:
        # The century is not known yet: a leap day of 1900 is one of 2000.
        return False
    return short or year >= 1000


def _month(name: str) -> int:
    wanted = name.casefold()
    return next((number for number, month in enumerate(_MONTHS, 1) if wanted in (month, month[:3], month[:4])), 0)


@dataclass
class Evidence:
    """How often each form stands in one column."""

    counts: dict[Form, int]

    @classmethod
    def of(cls, forms: Iterable[tuple[Form, int]]) -> Evidence:
        counts = dict.fromkeys(Form, 0)
        for form, times in forms:
            counts[form] += times
        return cls(counts)

    @property
    def order(self) -> Order | None:
        """None where nothing tells."""
        day, month = self.counts[Form.DAY_FIRST], self.counts[Form.MONTH_FIRST]
        if not day and not month:
            return None
        if min(day, month) > _SLIPS * (day + month):
            return Order.NEITHER
        return Order.DAY_FIRST if day > month else Order.MONTH_FIRST

    @property
    def all_serials(self) -> bool:
        """A number is a day only where all are: a spreadsheet that made numbers of some may have turned them round."""
        others = sum(self.counts[form] for form in Form if form not in (Form.BLANK, Form.SERIAL))
        return others <= _SLIPS * (self.counts[Form.SERIAL] + others)


@dataclass(frozen=True)
class Way:
    """How the days of one column are read."""

    order: Order
    serials: bool
    today: date
    of_birth: bool = False
    assumed: bool = False  # nothing in the file told: the English way

    def day(self, value: str) -> date | None:
        return self.day_of(taken_apart(value))

    def day_of(self, written: Written) -> date | None:
        if written.form is Form.CERTAIN or (written.form is Form.SERIAL and self.serials):
            return self._date(written.day_first, written.short_year)
        if self.order is Order.DAY_FIRST:
            return self._date(written.day_first, written.short_year) if written.form is not Form.SERIAL else None
        if self.order is Order.MONTH_FIRST:
            return self._date(written.month_first, written.short_year)
        # The column contradicts itself: only what can be read one way is.
        certain = {Form.DAY_FIRST: written.day_first, Form.MONTH_FIRST: written.month_first}.get(written.form)
        return self._date(certain, written.short_year)

    def _date(self, parts: tuple[int, int, int] | None, short_year: bool) -> date | None:
        if parts is None:
            return None
        year, month, day = parts
        if short_year:
            year += 2000
            last = self.today.year - _YOUNGEST if self.of_birth else self.today.year + 10
            year -= 100 if year > last else 0
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def why_not(self, value: str) -> str:
        """Why this value is not read, in words that follow it."""
        form = taken_apart(value).form
        if form is Form.SERIAL:
            return "is a number among days: a spreadsheet may have turned day and month round"
        if form is Form.EITHER:
            return "may be read either way round, and this column has days of both kinds"
        if form in (Form.DAY_FIRST, Form.MONTH_FIRST):
            return f"is no day, for this column is written {self.order.value}"
        return "is no day"


def ways(columns: Mapping[str, Evidence], today: date, of_birth: Callable[[str], bool]) -> dict[str, Way]:
    """How each column of one file is read."""
    told = {evidence.order for evidence in columns.values()} - {None}
    shared = next(iter(told)) if len(told) == 1 else Order.NEITHER if told else Order.DAY_FIRST
    return {
        name: Way(
            evidence.order or shared,
            evidence.all_serials,
            today,
            of_birth(name),
            assumed=not told and evidence.counts[Form.EITHER] > 0,
        )
        for name, evidence in columns.items()
    }
