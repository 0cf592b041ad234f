"""Waiting times as the nation works them out from the return (DHSC, version 1.1 of 19 May 2026; provisional).

A request by somebody new starts the wait. Its first response is the next assessment or service; its first service is
the next service, unless the assessments before it led to none. Requests that overlap an earlier one's follow-up are
passed over. Medians are by the quarter in which the response began.

How the nation marks a conversation is not public: an event description that says "conversation" is taken for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from .middle import median

REQUEST, ASSESSMENT, SERVICE = "request", "assessment", "service"
_ORDER = {REQUEST: 1, ASSESSMENT: 2, SERVICE: 3}
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
RESPONSE, FIRST_SERVICE = "First response", "First service"
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


@dataclass(frozen=True, slots=True)
class NationalWait:
    council: str
    person: str
    measure: str
    age_band: str
    requested_on: date
    answered_on: date

    @property
    def days(self) -> int:
        return (self.answered_on - self.requested_on).days

    @property
    def quarter(self) -> date:
        return date(self.answered_on.year, (self.answered_on.month - 1) // 3 * 3 + 1, 1)


@dataclass(frozen=True)
class NationalFigure:
    """`waits` are the people behind it."""

    council: str
    measure: str
    quarter: date
    age_band: str
    median: Decimal
    longest: int
    waits: tuple[NationalWait, ...]

    def as_data(self) -> dict[str, Any]:
        return {
            "council": self.council,
            "measure": self.measure,
            "quarter": self.quarter.isoformat(),
            "age": self.age_band,
            "median_days": str(self.median),
            "longest_days": self.longest,
            "waits": len(self.waits),
        }


def figures(rows: Iterable[Mapping[str, Any]], since: date = FIRST_DAY) -> list[NationalFigure]:
    """From rows of the event table, in any order: one figure a council, measure, quarter and age band.

    `since` leaves out requests of a time whose year before is not known: who is new then cannot be told.
    """
    grouped: dict[tuple[str, str, date, str], list[NationalWait]] = defaultdict(list)
    for wait in waits(rows, since):
        grouped[wait.council, wait.measure, wait.quarter, wait.age_band].append(wait)
    found = []
    for (council, measure, quarter, band), there in sorted(grouped.items()):
        middle = median([wait.days for wait in there])
        assert middle is not None  # a group has at least the wait that made it
        found.append(
            NationalFigure(council, measure, quarter, band, middle, max(wait.days for wait in there), tuple(there))
        )
    return found


def waits(rows: Iterable[Mapping[str, Any]], since: date = FIRST_DAY) -> Iterator[NationalWait]:
    people: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for row in rows:
        if (event := _event(row, since)) and row["la_code"] and row["person_id"]:
            people[row["la_code"], row["person_id"]].append(event)
    for (council, person), events in people.items():
        yield from _of_person(council, person, events)


def _event(row: Mapping[str, Any], since: date) -> Event | None:
    kind, start = _low(row["event_type"]), row["event_start"]
    if start is None or kind not in _ORDER:
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


def _of_person(council: str, person: str, events: list[Event]) -> Iterator[NationalWait]:
    services = [event for event in events if event.kind == SERVICE]
    kept = [
        event
        for event in events
        if event.age is not None
        and event.age >= YOUNGEST
        and (event.kind != REQUEST or (_progresses(event) and not _known_already(event, services)))
    ]
    if not any(event.kind == REQUEST for event in kept):
        return
    kept.sort(key=lambda event: (event.start, _ORDER[event.kind], -event.row))
    leading = _leading_blocks(kept)
    last, furthest_response, furthest_service = -1, -1, -1
    for place, request in enumerate(kept):
        if request.kind != REQUEST:
            continue
        response, service = _followed_up(place, kept, leading)
        overlaps = (
            last > place
            or (response is not None and response <= furthest_response)
            or (service is not None and service <= furthest_service)
        )
        if not overlaps:
            for measure, answer in ((RESPONSE, response), (FIRST_SERVICE, service)):
                if answer is not None:
                    yield NationalWait(
                        council, person, measure, kept[answer].age_band, request.start, kept[answer].start
                    )
        last = max(-1 if response is None else response, -1 if service is None else service)
        furthest_response = max(furthest_response, -1 if response is None else response)
        furthest_service = max(furthest_service, -1 if service is None else service)


def _progresses(request: Event) -> bool:
    """Neither ended there nor in hospital; a blank outcome is lost, as the nation loses it."""
    return request.outcome != "" and not request.outcome.startswith("nfa") and request.outcome != "admitted to hospital"


def _known_already(request: Event, services: list[Event]) -> bool:
    """Long-term support in the twelve months before, or short-term in the three, or still open."""
    return any(
        service.start < request.start
        and (
            (service.service in LONG_TERM and _not_over(service, months_before(request.start, 12)))
            or (service.service in SHORT_TERM and _not_over(service, months_before(request.start, 3)))
        )
        for service in services
    )


def _not_over(service: Event, by: date) -> bool:
    return service.end is None or service.end >= by


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("Every month has 28 days.")


def _leading_blocks(events: list[Event]) -> list[bool]:
    """For each event, whether it stands among assessments in a row of which one leads to a service."""
    leading: list[bool] = []
    for _, block in groupby(events, key=lambda event: event.kind == ASSESSMENT):
        there = list(block)
        leading += [any(event.outcome in TO_SERVICE for event in there if event.kind == ASSESSMENT)] * len(there)
    return leading


def _followed_up(place: int, events: list[Event], leading: list[bool]) -> tuple[int | None, int | None]:
    """The places of the first response and of the first service after a request."""
    assessment = _next(place, events, ASSESSMENT)
    service = _next(place, events, SERVICE)
    request = events[place]
    response = assessment
    if _is_its_own_response(request, None if assessment is None else events[assessment]):
        response = place
    if service is not None and (response is None or response > service):
        response = service
    if response is not None and events[response].kind == ASSESSMENT and not leading[response]:
        service = None
    return response, service


def _is_its_own_response(request: Event, assessment: Event | None) -> bool:
    """Until Release 2, a conversation that led on was the assessment too."""
    return (
        request.conversation
        and request.start < RELEASE_2_BEGINS
        and request.outcome in TO_SERVICE | RELEASE_1_ONLY | {TO_ASSESSMENT}
        and (assessment is None or request.start < assessment.start)
    )


def _next(place: int, events: list[Event], kind: str) -> int | None:
    return next((at for at in range(place + 1, len(events)) if events[at].kind == kind), None)
