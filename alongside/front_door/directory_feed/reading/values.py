"""Values as people and programs write them, made what they mean or refused with the field and the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from alongside.front_door.directory.occurrences import DAYS, PART
from alongside.front_door.directory.search.places import parts

LONG = 20_000
SHOWN = 200
_URL = URLValidator(schemes=["http", "https"])
_DAY_WORDS = {
    **{name: DAYS[number] for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))},
    **{name: DAYS[number] for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    "tues": "TU", "weds": "WE", "thur": "TH", "thurs": "TH", **{code.lower(): code for code in DAYS},
}
_YES = {"yes", "y", "true", "1", "x", "t"}
_NO = {"no", "n", "false", "0", "", "f"}


@dataclass(frozen=True)
class Problem:
    """What stands in a field and cannot be taken."""

    field: str
    value: str
    message: str


class Wrong(ValueError):
    """Why a value cannot be taken, as the end of a sentence that began with its field."""


@dataclass
class Taken:
    """Reads one record field by field, and remembers each that is wrong. `names` calls a field what its file does."""

    said: Any
    names: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, path: str) -> Any:
        """What stands at "service_at_locations[0].location.name"; nothing where nothing does."""
        here: Any = self.said
        for step in re.findall(r"[^.\[\]]+", path):
            if isinstance(here, Mapping):
                here = here.get(step)
            elif isinstance(here, Sequence) and not isinstance(here, str) and step.isdigit() and int(step) < len(here):
                here = here[int(step)]
            else:
                return None
        return here

    def take(self, path: str, read: Callable[[Any], Any], *, otherwise: Any = None, required: bool = False) -> Any:
        value = self.at(path)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.wrong(path, value, "is missing.")
            return otherwise
        try:
            return read(value)
        except Wrong as why:
            self.wrong(path, value, f"{why}.")
            return otherwise

    def many(self, path: str, most: int = 200) -> range:
        """How many stand in a list."""
        value = self.at(path)
        if value is None or value == "":
            return range(0)
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.wrong(path, value, "must be a list of records.")
            return range(0)
        if len(value) > most:
            self.wrong(path, f"{len(value)} of them", f"holds more than {most}.")
            return range(0)
        return range(len(value))

    def wrong(self, path: str, value: Any, message: str) -> None:
        self.problems.append(Problem(self.names.get(path, path)[:SHOWN], _shown(value), message[:300]))


def _shown(value: Any) -> str:
    said = "" if value is None else str(value)[:SHOWN]
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "�", said)


def text(most: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float, date, time)):
            raise Wrong("must be text")
        said = _plain(value)
        if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", said):
            raise Wrong("holds letters that no text has")
        if len(said) > most:
            raise Wrong(f"is longer than {most:,} letters")
        return said

    return read


def _plain(value: Any) -> str:
    """A spreadsheet's 12.0 is 12."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def email(value: Any) -> str:
    said = text(254)(value).removeprefix("mailto:").strip()
    try:
        validate_email(said)
    except ValidationError:
        raise Wrong("is not an email address") from None
    return said


def url(value: Any) -> str:
    said = text(500)(value)
    if re.match(r"www\.|[\w-]+(\.[\w-]+)*\.(uk|org|com|net|example)(/|$)", said, re.I):
        said = f"https://{said}"
    try:
        _URL(said)
    except ValidationError:
        raise Wrong("is not a web address") from None
    if len(said) > 500:
        raise Wrong("is longer than 500 letters")
    return said


def telephone(value: Any) -> str:
    said = text(40)(value)
    # A spreadsheet that took a number for a number has lost its nought.
    if isinstance(value, (int, float)) and re.fullmatch(r"[1-9]\d{8,9}", said):
        said = f"0{said}"
    if sum(letter.isdigit() for letter in said) < 3 or not re.fullmatch(r"[-+0-9 ()./extEXT#,]+", said):
        raise Wrong("is not a telephone number")
    return said


def age(value: Any) -> int:
    found = _number(value)
    if found != int(found) or not 0 <= found <= 150:
        raise Wrong("must be an age from 0 to 150")
    return int(found)


def whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        found = _number(value)
        if found != int(found) or not least <= found <= most:
            raise Wrong(f"must be a whole number from {least} to {most:,}")
        return int(found)

    return read


def degrees(most: int) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        found = _number(value)
        if not -most <= found <= most:
            raise Wrong(f"must be degrees from -{most} to {most}")
        return float(found)

    return read


def money(value: Any) -> Decimal:
    said = _plain(value).lower().lstrip("£").strip() if isinstance(value, str) else value
    try:
        found = Decimal(0) if said in ("free", "nil", "none", "no charge") else _number(said)
    except Wrong:
        raise Wrong("must be pounds and pence, like 2.50, or free") from None
    if not 0 <= found < 10**8 or round(found, 2) != found:
        raise Wrong("must be pounds and pence, like 2.50, or free")
    return round(found, 2)


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise Wrong("must be a number")
    try:
        said = str(value).strip()
        found = Decimal(said.replace(",", "") if isinstance(value, str) else said)
        if len(said) > 30 or not found.is_finite() or abs(found) > 10**12:
            raise Wrong("must be a number")
        return found
    except (InvalidOperation, ValueError):
        raise Wrong("must be a number") from None


def day(value: Any) -> date:
    if isinstance(value, datetime):
        return _in_our_days(value.date())
    if isinstance(value, date):
        return _in_our_days(value)
    said = text(40)(value)
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            return _in_our_days(datetime.strptime(said[:10] if form == "%Y-%m-%d" else said, form).date())
        except ValueError as problem:
            if isinstance(problem, Wrong):
                raise
    raise Wrong("is not a day, like 2026-11-05 or 5/11/2026")


def _in_our_days(found: date) -> date:
    if not 1900 <= found.year <= 2200:
        raise Wrong("is not a day of our time")
    return found


def clock(value: Any) -> time:
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, float) and 0 <= value < 1:  # a spreadsheet's part of a day
        minutes = round(value * 24 * 60) % (24 * 60)
        return time(minutes // 60, minutes % 60)
    said = text(40)(value).lower().replace(" ", "")
    if said in ("noon", "midday"):
        return time(12)
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2}(?:\.\d+)?)?(am|pm)?(?:z|[+-]\d\d:?\d\d)?", said)
    if found and (found[2] or found[3]):
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 99
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Wrong("is not a time, like 10:00 or 2.30pm")


def days_of_the_week(value: Any) -> str:
    """"TU,TH" of "Tuesdays and Thursdays"; "2MO" stays as it is."""
    said = text(200)(value)
    found = []
    for part in filter(None, re.split(r"[,;/&]|\band\b|\s+", said, flags=re.I)):
        word = part.strip().lower()
        code = _DAY_WORDS.get(word) or _DAY_WORDS.get(word.rstrip("s"))
        if code is None and PART.fullmatch(part.strip().upper()):
            code = part.strip().upper()
        if code is None:
            raise Wrong("must be days of the week, like Tuesday, Thursday")
        found.append(code)
    if len(",".join(found)) > 60:
        raise Wrong("names too many days")
    return ",".join(dict.fromkeys(found))


def postcode(value: Any) -> str:
    """"WM4 2AB" of "wm42ab"."""
    found = parts(text(20)(value))
    if not found or not found[2]:
        raise Wrong("is not a whole postcode")
    return f"{found[0]} {found[2][len(found[0]):]}"


def yes(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    said = _plain(value).lower()
    if said in _YES or said in _NO:
        return said in _YES
    raise Wrong("must be yes or no")


def one_of(choices: Mapping[str, str], what: str) -> Callable[[Any], str]:
    """A code by itself or by its words."""
    by_words = {**{label.lower(): code for code, label in choices.items()}, **{code: code for code in choices}}

    def read(value: Any) -> str:
        said = text(100)(value).lower().replace("  ", " ")
        if (found := by_words.get(said) or by_words.get(said.replace(" ", "_"))) is None:
            raise Wrong(f"is not {what} that we know")
        return found

    return read
