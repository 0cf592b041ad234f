"""From one person's events to their waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from .events import (
    ASSESSMENT,
    FIRST_DAY,
    LONG_TERM,
    ORDER,
    RELEASE_1_ONLY,
    RELEASE_2_BEGINS,
    REQUEST,
    SERVICE,
    SHORT_TERM,
    TO_ASSESSMENT,
    TO_SERVICE,
    YOUNGEST,
    Event,
    event_of,
)

RESPONSE, FIRST_SERVICE = "First response", "First service"


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


def waits(rows: Iterable[Mapping[str, Any]], since: date = FIRST_DAY) -> Iterator[NationalWait]:
    """From rows in the order of their people, so that one person's alone are held at a time."""
    for (council, person), of_one in groupby(rows, key=lambda row: (row["la_code"], row["person_id"])):
        events = [event for row in of_one if (event := event_of(row, since))]
        if council and person:
            yield from _of_person(council, person, events)


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
    kept.sort(key=lambda event: (event.start, ORDER[event.kind], -event.row))
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
