"""Days counted and worded the way a letter does it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def in_words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def add_days(start: date, days: int) -> date:
    """So many days later; past the end of the calendar it stays at its last day."""
    return date.max if (date.max - start).days < days else start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
