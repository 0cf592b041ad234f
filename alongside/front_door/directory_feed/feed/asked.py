"""What a visitor of the feed asks, read from the address. What cannot be understood names its parameter and why."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from alongside.front_door.directory.occurrences import DAYS
from alongside.front_door.directory.search import Spot, spot_of

ON_A_PAGE, MOST_ON_A_PAGE, FURTHEST_PAGE = 50, 500, 1_000_000
LONGEST, MOST_IDS = 300, 50
FURTHEST_METRES = 2_000_000
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Malformed(ValueError):
    """A parameter that cannot be understood."""

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(f"{parameter}: {why}")
        self.parameter, self.why = parameter, why


Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Parameter:
    name: str
    read: Reader
    about: str
    schema: dict[str, Any]
    # Other names that it goes by among those who publish and use such feeds.
    also: tuple[str, ...] = ()
    many: bool = False


def words(typed: str) -> str:
    if "\0" in typed:
        raise ValueError("it holds a character that no text has")
    if len(typed) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    return typed


def whole(least: int, most: int) -> Reader:
    def read(typed: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", typed) or not least <= int(typed) <= most:
            raise ValueError(f"must be a whole number from {least} to {most:,}")
        return int(typed)

    return read


def number(least: float, most: float) -> Reader:
    def read(typed: str) -> float:
        try:
            found = float(typed) if re.fullmatch(r"[-+]?[0-9.]{1,20}(e[-+]?[0-9]{1,2})?", typed, re.I) else math.nan
        except ValueError:
            found = math.nan
        if not least <= found <= most:
            raise ValueError(f"must be a number from {least:g} to {most:,.10g}")
        return found

    return read


def flag(typed: str) -> bool:
    if typed.lower() not in ("true", "false", "1", "0"):
        raise ValueError("must be true or false")
    return typed.lower() in ("true", "1")


def number_of_its_own(typed: str) -> uuid.UUID:
    try:
        if not re.fullmatch(r"[0-9a-fA-F-]{32,36}", typed):
            raise ValueError
        return uuid.UUID(typed)
    except ValueError:
        raise ValueError("must be an id, which is a UUID") from None


def moment(typed: str) -> datetime:
    """A day or a moment of ISO 8601. A plus sign that became a space on its way is one again."""
    typed = re.sub(r" (?=\d\d:?\d\d$)", "+", typed.strip()) if "T" in typed else typed.strip()
    try:
        found = parse_datetime(typed)
        if found is None and (day := parse_date(typed)):
            found = datetime.combine(day, time.min)
        if found is None:
            raise ValueError
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("must be a date or a moment, like 2026-11-01 or 2026-11-01T09:30:00Z") from None


def clock(typed: str) -> time:
    try:
        found = parse_time(typed.strip()) if re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?Z?", typed.strip()) else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError("must be a time, like 09:30")
    return found.replace(tzinfo=None)


def weekday(typed: str) -> str:
    """"TU", of "TU" or "Tuesday"."""
    said = typed.strip()
    if said.upper() in DAYS:
        return said.upper()
    if said.lower() in DAY_NAMES:
        return DAYS[DAY_NAMES.index(said.lower())]
    raise ValueError("must be a day of the week, like TU or Tuesday")


def place(typed: str) -> Spot:
    found = spot_of(words(typed))
    if found is None:
        raise ValueError("is not a postcode that this directory can place")
    return found


def one_of(*values: str) -> Reader:
    def read(typed: str) -> str:
        if typed.lower() not in values:
            raise ValueError(f"must be {' or '.join(values)}")
        return typed.lower()

    return read


STRING, BOOLEAN, ID = {"type": "string"}, {"type": "boolean"}, {"type": "string", "format": "uuid"}
AGE = {"type": "number", "minimum": 0}
PAGING = (
    Parameter("page", whole(1, FURTHEST_PAGE), "Which page, from 1.", {"type": "integer", "minimum": 1}),
    Parameter("per_page", whole(1, MOST_ON_A_PAGE), f"How many on a page, at most {MOST_ON_A_PAGE}.",
              {"type": "integer", "minimum": 1, "maximum": MOST_ON_A_PAGE, "default": ON_A_PAGE}),
    Parameter("format", one_of("json", "ndjson"), "json, or ndjson: everything, a line each, without pages.",
              {"type": "string", "enum": ["json", "ndjson"]}),
)
SEARCH = Parameter("search", words, "Words to look for.", STRING)
FULL = Parameter("full", flag, "With everything that belongs to each.", BOOLEAN)
OF_SERVICES = (
    *PAGING, SEARCH, FULL,
    Parameter("minimal", flag, "Only id and when it changed, all on one page.", BOOLEAN),
    Parameter("modified_after", moment, "Changed at this moment or after it.",
              {"type": "string", "format": "date-time"}),
    Parameter("taxonomy_term_id", number_of_its_own, "With one of these terms.", ID, many=True),
    Parameter("taxonomy_id", number_of_its_own, "With any term of one of these taxonomies.", ID, many=True),
    Parameter("organization_id", number_of_its_own, "Of one of these organisations.", ID, many=True),
    Parameter("minimum_age", number(0, 150), "With a lower age of this or more.", AGE),
    Parameter("maximum_age", number(0, 150), "With an upper age of this or less.", AGE),
    Parameter("start_time", clock, "Opening at this time or later.", {"type": "string", "format": "time"}),
    Parameter("end_time", clock, "Closing at this time or earlier.", {"type": "string", "format": "time"}),
    Parameter("day", weekday, "On this day of the week.", {"type": "string", "enum": list(DAYS)}),
    Parameter("postcode", place, "Measured from the middle of this postcode; the nearest first.", STRING),
    Parameter("latitude", number(-90, 90), "Measured from here, with longitude.", {"type": "number"}, ("lat",)),
    Parameter("longitude", number(-180, 180), "Measured from here, with latitude.", {"type": "number"},
              ("lon", "lng", "long")),
    Parameter("proximity", number(0, FURTHEST_METRES), "No further than so many metres.", {"type": "number"},
              ("radius",)),
)
OF_TAXONOMIES = (*PAGING, SEARCH)
OF_TERMS = (
    *PAGING, SEARCH,
    Parameter("taxonomy_id", number_of_its_own, "Of one of these taxonomies.", ID, many=True),
    Parameter("parent_id", number_of_its_own, "Standing under one of these terms.", ID, many=True),
    Parameter("top_only", flag, "Only terms that stand under no other.", BOOLEAN),
)
FULL_SERVICE = Parameter("full_service", flag, "With everything that belongs to each of its services.", BOOLEAN)
OF_ORGANISATIONS = (
    *PAGING, SEARCH, FULL, FULL_SERVICE,
    Parameter("modified_after", moment, "Changed at this moment or after it.",
              {"type": "string", "format": "date-time"}),
)
OF_ONE_ORGANISATION = (FULL_SERVICE,)


def understood(given: QueryDict, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """What was asked, by name; what was left out or left empty is not in it. Unknown names are no concern of ours."""
    said: dict[str, Any] = {}
    for one in parameters:
        typed = [value for name in (one.name, *one.also) for value in given.getlist(name) if value.strip()]
        if not typed:
            continue
        try:
            if one.many:
                each = [part.strip() for value in typed for part in value.split(",") if part.strip()]
                if len(each) > MOST_IDS:
                    raise ValueError(f"names more than {MOST_IDS}")
                said[one.name] = [one.read(part) for part in each]
            else:
                said[one.name] = one.read(typed[-1].strip())
        except ValueError as problem:
            raise Malformed(one.name, f"{problem}.") from None
    return _placed(said)


def _placed(said: dict[str, Any]) -> dict[str, Any]:
    """One spot to measure from, of a postcode or of two numbers."""
    latitude, longitude = said.pop("latitude", None), said.pop("longitude", None)
    if (latitude is None) != (longitude is None):
        alone = "latitude" if longitude is None else "longitude"
        raise Malformed(alone, "latitude and longitude are given together.")
    if latitude is not None:
        said["spot"] = Spot("", latitude, longitude)
    elif "postcode" in said:
        said["spot"] = said["postcode"]
    said.pop("postcode", None)
    if "proximity" in said and "spot" not in said:
        raise Malformed("proximity", "needs a postcode, or latitude and longitude, to measure from.")
    return said
