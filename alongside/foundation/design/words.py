"""Days, money and numbers as a person would write them. Today is an argument; nothing becomes empty text."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from . import telephones

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _local(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _as_date(value: dt.date | dt.datetime) -> dt.date:
    value = _local(value)
    return value.date() if isinstance(value, dt.datetime) else value


def _today(today: dt.date | None) -> dt.date:
    return today or timezone.localdate()


def date(value: dt.date | dt.datetime | None) -> str:
    """12 May 2026"""
    if not value:
        return ""
    value = _as_date(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_date(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """12 May, with its year only when it is another year: 12 May 2025"""
    if not value:
        return ""
    value = _as_date(value)
    words = f"{value.day} {MONTHS[value.month - 1][:3] if value.month not in (6, 7) else MONTHS[value.month - 1]}"
    return words if value.year == _today(today).year else f"{words} {value.year}"


def weekday(value: dt.date | dt.datetime | None) -> str:
    """Tuesday"""
    return WEEKDAYS[_as_date(value).weekday()] if value else ""


def full_date(value: dt.date | dt.datetime | None) -> str:
    """Tuesday 12 May 2026"""
    return f"{weekday(value)} {date(value)}" if value else ""


def clock(value: dt.datetime | dt.time | None) -> str:
    """10.42"""
    if value is None:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.hour}.{value.minute:02d}"


def moment(value: dt.datetime | None) -> str:
    """12 May 2026 at 10.42"""
    return f"{date(value)} at {clock(value)}" if value else ""


def plural(count: int, one: str, many: str | None = None) -> str:
    """1 day, 2 days, 3 people"""
    return f"{count:,} {one if count == 1 else (many or one + 's')}"


def due(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """How far a day is, for something that has to be done: 1 day late, today, tomorrow, in 9 days, in 3 weeks"""
    if not value:
        return ""
    days = (_as_date(value) - _today(today)).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    if days < 2:
        return ("today", "tomorrow")[days]
    return f"in {_span(days)}"


def ago(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """How long since: today, yesterday, 6 days ago, 5 weeks ago; in 9 days when it is still to come"""
    if not value:
        return ""
    days = (_today(today) - _as_date(value)).days
    if days < 0:
        return due(value, today)
    if days < 2:
        return ("today", "yesterday")[days]
    return f"{_span(days)} ago"


def _span(days: int) -> str:
    if days < 21:
        return plural(days, "day")
    if days < 92:
        return plural(days // 7, "week")
    if days < 731:
        return plural(days * 12 // 365, "month")
    return plural(days * 100 // 36525, "year")


def age(born: dt.date | None, today: dt.date | None = None) -> int | None:
    """Whole years; a birthday on 29 February falls on 1 March in other years, as the law has it."""
    if not born:
        return None
    today = _today(today)
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def money(value: Decimal | int | str | None) -> str:
    """£138.60, £1,204.00, −£5.00"""
    if value is None or value == "":
        return ""
    pounds = Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{'−' if pounds < 0 else ''}£{abs(pounds):,.2f}"


def nhs_number(value: str | None) -> str:
    """999 041 2707"""
    digits = re.sub(r"\D", "", value or "")
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else (value or "")


def telephone(value: str | None) -> str:
    """01632 960 417, 07700 900 123, 020 7946 0123, 0113 496 0123; anything else as it was written"""
    value = value or ""
    digits = telephones.plain(value)
    if not re.fullmatch(r"0\d{9,10}", digits):
        return value
    if len(digits) == 11 and digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if len(digits) == 11 and (digits.startswith(("03", "08", "09")) or re.match(r"011|01\d1", digits)):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:8]} {digits[8:]}"


def initials(name: str | None) -> str:
    """AB for Amara Bello"""
    parts = [part for part in re.split(r"[\s.]+", name or "") if part and part[0].isalpha()]
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper() if parts else "?"


def hue(name: str | None) -> int:
    """One of six soft colours, always the same for a name."""
    return sum(place * ord(letter) for place, letter in enumerate(name or "", 1)) % 6


def in_quotes(said: str | None) -> str:
    """Somebody's own words: “I miss my mates”, with one pair of marks whether or not the writer put them there."""
    bare = (said or "").strip(' “”"')
    return f"“{bare}”" if bare else ""


def sentence_list(items: list[str], joiner: str = "and") -> str:
    """bread, milk and eggs"""
    items = [str(item) for item in items]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {joiner} {items[-1]}" if items else ""


FILTERS: dict[str, Callable[..., object]] = {
    "date": date,
    "short_date": short_date,
    "weekday": weekday,
    "full_date": full_date,
    "clock": clock,
    "moment": moment,
    "plural": plural,
    "due": due,
    "ago": ago,
    "age": age,
    "money": money,
    "nhs_number": nhs_number,
    "telephone": telephone,
    "initials": initials,
    "hue": hue,
    "sentence_list": sentence_list,
    "in_quotes": in_quotes,
}
