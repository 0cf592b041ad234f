"""The rows of the event table that the national method looks at, and what it takes from each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

REQUEST, ASSESSMENT, SERVICE = "request", "assessment", "service"
ORDER = {REQUEST: 1, ASSESSMENT: 2, SERVICE: 3}
FIRST_DAY, RELEASE_2_BEGINS = date(2023, 4, 1), date(2025, 7, 1)
YOUNGEST = 25
ASSESSMENTS = frozenset({"short term assessment", "long term assessment"})
LONG_TERM = frozenset(
    {
        "long term support: nursing care",
        "long term support: residential care",
        "long term support: community",
        "long term support: prison",
    }
)
SHORT_TERM = frozenset({"short term support: st-max", "short term support: other short term"})
SERVICES = LONG_TERM | SHORT_TERM | {"short term support: ongoing low level"}
TO_ASSESSMENT = "progress to assessment, review or reassessment"
TO_SERVICE = frozenset(
    {
        "progress to reablement/st-max",
        "progress to support planning or services",
        "continuation of support or services",
    }
)
# Two outcomes of Release 1 that Release 2 has no value for: they led on.
RELEASE_1_ONLY = frozenset(
    {
        "progress to financial assessment",
        "progress to end of life care",
        "release 1 specification only: not mapped",
    }
)
COLUMNS = (
    "la_code",
    "person_id",
    "client_type",
    "event_type",
    "event_start",
    "event_end",
    "event_outcome",
    "assessment_type",
    "service_type",
    "event_description",
    "date_of_birth",
    "date_of_death",
    "row_number",
)


@dataclass(frozen=True, slots=True)
class Event:
    kind: str
    start: date
    end: date | None
    outcome: str
    service: str
    conversation: bool
    age: int | None
    row: int

    @property
    def age_band(self) -> str:
        return "65 and above" if self.age is not None and self.age >= 65 else "25 to 64"


def event_of(row: Mapping[str, Any], since: date) -> Event | None:
    kind, start = _low(row["event_type"]), row["event_start"]
    if start is None or kind not in ORDER:
        return None
    if kind == REQUEST and (_low(row["client_type"]) != "service user" or start < max(FIRST_DAY, since)):
        return None
    if kind == ASSESSMENT and _low(row["assessment_type"]) not in ASSESSMENTS:
        return None
    if kind == SERVICE and _low(row["service_type"]) not in SERVICES:
        return None
    return Event(
        kind,
        start,
        _derived_end(row),
        _low(row["event_outcome"]),
        _low(row["service_type"]),
        "conversation" in _low(row["event_description"]),
        _age(row["date_of_birth"], start),
        row["row_number"] or 0,
    )


def _low(text: str | None) -> str:
    return (text or "").strip().lower()


def _derived_end(row: Mapping[str, Any]) -> date | None:
    """A death within an event, or after the start of an open one, ends it."""
    start, end, died = row["event_start"], row["event_end"], row["date_of_death"]
    if died and ((end and start <= died <= end) or (end is None and died > start)):
        return died
    return end


def _age(born: date | None, on: date) -> int | None:
    """As the nation reckons it: from the first of the birth month, in years of 365.25 days."""
    return None if born is None else (on - born.replace(day=1)).days * 100 // 36525
