"""Planning sessions as calendar files: one for the person, and all of a worker's to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils import timezone

from alongside.rules import council

from . import messages, slots
from .models import PlanningSession

TYPE = "text/calendar; charset=utf-8"


def for_the_person(session: PlanningSession) -> bytes:
    """One session, with where it is and whom to ring. What it is about stays out: a calendar is often shared."""
    here = council.load(settings.COUNCIL_PACK)
    event = _event(session, "Time to talk")
    event.add("location", session.place if session.way == "place" else "")
    event.add("description", f"{messages.where(session)} {here.name}, {here.telephone}")
    return _calendar([event], method="PUBLISH")


def for_the_worker(sessions: Iterable[PlanningSession]) -> bytes:
    """Times and places. Whom a session is with is read in Alongside, not in a calendar that lies elsewhere."""
    events = []
    for session in sessions:
        event = _event(session, "Planning session")
        # An access point by its name; what a colleague wrote by hand of a place may be somebody's address.
        event.add("location", slots.label_of(session.way, slots.key_of(session), timezone.localdate(session.starts_at)))
        events.append(event)
    return _calendar(events, name="Planning sessions")


def _event(session: PlanningSession, title: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"planning-session-{session.pk}@alongside")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("sequence", session.changes)
    event.add("summary", title)
    event.add("status", "CANCELLED" if session.cancelled_at else "CONFIRMED")
    return event


def _calendar(events: Iterable[icalendar.Event], *, name: str = "", method: str = "") -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Alongside//Planning sessions//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
