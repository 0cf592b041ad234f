"""Opening hours in words: days with the same hours share a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from alongside.rules.council import DAYS, OpeningHours

NAMES = {
    "monday": gettext_lazy("Monday"), "tuesday": gettext_lazy("Tuesday"), "wednesday": gettext_lazy("Wednesday"),
    "thursday": gettext_lazy("Thursday"), "friday": gettext_lazy("Friday"), "saturday": gettext_lazy("Saturday"),
    "sunday": gettext_lazy("Sunday"),
}


@dataclass(frozen=True)
class Line:
    days: str
    hours: str


def lines(opening_hours: Iterable[OpeningHours]) -> list[Line]:
    """Monday to Wednesday 8.30am to 5.30pm; Thursday 8.30am to 7pm. Days that are not there are closed."""
    open_days = sorted(opening_hours, key=lambda hours: DAYS.index(hours.day))
    runs: list[list[OpeningHours]] = []
    for hours in open_days:
        last = runs[-1][-1] if runs else None
        follows = last is not None and DAYS.index(hours.day) == DAYS.index(last.day) + 1
        if last is not None and follows and (hours.opens, hours.closes) == (last.opens, last.closes):
            runs[-1].append(hours)
        else:
            runs.append([hours])
    return [Line(_days(run), gettext("%(first)s to %(last)s") % {
        "first": _clock(run[0].opens), "last": _clock(run[0].closes)}) for run in runs]


def _days(run: list[OpeningHours]) -> str:
    first, last = str(NAMES[run[0].day]), str(NAMES[run[-1].day])
    if len(run) == 1:
        return first
    joined = gettext("%(first)s and %(last)s") if len(run) == 2 else gettext("%(first)s to %(last)s")
    return joined % {"first": first, "last": last}


def _clock(text: str) -> str:
    hour, minute = (int(part) for part in text.split(":"))
    if (hour, minute) == (12, 0):
        return gettext("noon")
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02d}' if minute else ''}{'am' if hour < 12 else 'pm'}"
