"""Bank holidays of England and Wales: the days on which nobody is booked."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SATURDAY, SUNDAY = 5, 6
# Proclaimed for one year alone, and days that moved: Royal Proclamations under the Act of 1971, section 1(2) and (3).
ONCE = {
    2020: {date(2020, 5, 8): "Early May bank holiday"},
    2022: {date(2022, 6, 2): "Spring bank holiday", date(2022, 6, 3): "Platinum Jubilee",
           date(2022, 9, 19): "State Funeral of Queen Elizabeth II"},
    2023: {date(2023, 5, 8): "Coronation of King Charles III"},
}
MOVED = {2020: "Early May bank holiday", 2022: "Spring bank holiday"}


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computation."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _monday(year: int, month: int, *, last: bool = False) -> date:
    day = date(year, month, 31 if last else 1)
    return day - timedelta(days=day.weekday()) if last else day + timedelta(days=-day.weekday() % 7)


@cache
def in_year(year: int) -> dict[date, str]:
    """Each with its name. A Christmas or New Year's Day at a weekend is kept on the next working day."""
    found = {
        easter(year) - timedelta(days=2): "Good Friday", easter(year) + timedelta(days=1): "Easter Monday",
        _monday(year, 5): "Early May bank holiday", _monday(year, 5, last=True): "Spring bank holiday",
        _monday(year, 8, last=True): "Summer bank holiday",
    }
    found = {day: name for day, name in found.items() if MOVED.get(year) != name}
    for fixed, name in ((date(year, 1, 1), "New Year’s Day"), (date(year, 12, 25), "Christmas Day"),
                        (date(year, 12, 26), "Boxing Day")):
        kept = fixed
        while kept.weekday() in (SATURDAY, SUNDAY) or kept in found:
            kept += timedelta(days=1)
        found[kept] = name
    return dict(sorted((found | ONCE.get(year, {})).items()))


def name_of(day: date) -> str:
    """The bank holiday this day is; empty on any other day."""
    return in_year(day.year).get(day, "")
