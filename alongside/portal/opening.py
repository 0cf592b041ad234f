"""Opening hours in words: days with the same hours share a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.rules.council import DAYS, OpeningHours


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
    return [Line(_days(run), f"{_clock(run[0].opens)} to {_clock(run[0].closes)}") for run in runs]


def _days(run: list[OpeningHours]) -> str:
    first, last = run[0].day.capitalize(), run[-1].day.capitalize()
    if len(run) == 1:
        return first
    return f"{first} {'and' if len(run) == 2 else 'to'} {last}"


def _clock(text: str) -> str:
    hour, minute = (int(part) for part in text.split(":"))
    if (hour, minute) == (12, 0):
        return "noon"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02d}' if minute else ''}{'am' if hour < 12 else 'pm'}"
