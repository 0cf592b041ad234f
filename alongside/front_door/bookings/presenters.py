"""Planning sessions in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Row, Tag
from alongside.rules.council_limits import AccessPoint

from .models import PlanningSession


def state_tag(session: PlanningSession, now: datetime) -> Tag:
    if session.cancelled_at:
        return Tag("Cancelled")
    if session.held_at:
        return Tag("Wellbeing plan written", "done")
    return Tag("To write up", "soon") if session.starts_at < now else Tag("Booked", "work")


def when(session: PlanningSession) -> str:
    """Tuesday 12 May 2026, 10.30 to 11.15"""
    return (f"{words.full_date(session.starts_at)}, {words.clock(session.starts_at)} to "
            f"{words.clock(session.ends_at)}")


def places(points: Iterable[AccessPoint], chosen: AccessPoint | None) -> list[dict[str, Any]]:
    """Where a session may be: each access point, and anywhere else."""
    return [{"text": "Somewhere else", "href": "?", "current": chosen is None}] + [
        {"text": point.label, "href": f"?at={point.key}", "current": point == chosen} for point in points]


def facts(session: PlanningSession) -> list[Fact]:
    shown = [
        Fact("When", when(session)), Fact("How long", words.plural(session.minutes, "minute")),
        Fact("Where", session.place), Fact("Who with", session.facilitator.name),
        Fact("Wants to talk about", session.wants_to_talk_about), Fact("Cancelled because", session.cancelled_because),
    ]
    return [fact for fact in shown if fact.value]


def row(session: PlanningSession, now: datetime) -> Row:
    here = reverse("bookings:session", args=[session.subject_id, session.pk])
    return Row(
        day=words.short_date(session.starts_at), day_note=words.clock(session.starts_at), name=str(session.subject),
        why=f"{session.place} · {words.plural(session.minutes, 'minute')}", href=here, keeper=session.facilitator.name,
        button=Button("Write it up", reverse("bookings:write_up", args=[session.subject_id, session.pk]))
        if session.starts_at < now else Button("Open", here),
        late=session.starts_at < now and timezone.localdate(session.starts_at) < timezone.localdate(now),
    )
