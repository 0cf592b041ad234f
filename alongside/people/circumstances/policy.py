"""After how long the council wants a fact to be checked again."""

from __future__ import annotations

import calendar
from datetime import date

from django.conf import settings

from alongside.rules import council


def to_check_before(today: date) -> date:
    """A fact last confirmed before this day asks to be checked."""
    months = council.load(settings.COUNCIL_PACK).policy("circumstances.check_after_months", today)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
