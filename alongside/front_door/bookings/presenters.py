"""Planning sessions in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.design import telephones, words
from alongside.foundation.design.shapes import Button, Fact, Row, Tag
from alongside.foundation.work.models import Task
from alongside.rules.council_limits import AccessPoint

from . import slots
from .actions.outside import About
from .actions.sessions import TO_SEE, not_offered
from .models import AvailableHours, CalendarFeed, PlanningSession, Way


def state_tag(session: PlanningSession, now: datetime) -> Tag:
    if session.cancelled_at:
        return Tag("Cancelled")
    if session.held_at:
        return Tag("Wellbeing plan written", "done")
    if session.missed_at:
        return Tag("Did not come", "soon")
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
        Fact("Wants to talk about", session.wants_to_talk_about), Fact("Interpreter", session.interpreter),
        Fact("What makes it easier", session.access_needs), Fact("Booked", booked_words(session)),
        Fact("Cancelled because", session.cancelled_because),
        Fact("Did not come", f"{session.get_missed_then_display()}. {session.missed_note}".strip()
             if session.missed_at else ""),
    ]
    return [fact for fact in shown if fact.value]


def booked_words(session: PlanningSession) -> str:
    if session.through == PlanningSession.Through.WORKER:
        return ""
    who = f" by {session.booked_by}" if session.booked_by_id else ""
    return f"{session.get_through_display()}{who}, {words.date(session.booked_at)}"


def given(session: PlanningSession) -> list[Fact]:
    """Who it is for, as they gave it."""
    shown = [Fact("Name", session.about_name), Fact("Email", session.about_email),
             Fact("Telephone", session.about_telephone), Fact("Address", session.about_address)]
    return [fact for fact in shown if fact.value]


def to_read(session: PlanningSession) -> bool:
    """Whether somebody has yet to read that they cancelled it themselves."""
    return Task.objects.open().filter(source=events.source_of(session), kind=TO_SEE).exists()


NOT_OFFERED = {
    "adult": "It seemed that they may need care and support. No assessment has been offered yet.",
    "carer": "They care for somebody and may need help to go on. No carer’s assessment has been offered yet.",
}


def still_to_offer(session: PlanningSession) -> list[str]:
    return [NOT_OFFERED[kind] for kind in not_offered(session)]


def sought(session: PlanningSession) -> str:
    """What is searched for first when it is matched."""
    return session.about_name


def about_of(said: dict[str, Any]) -> About:
    return About(name=said["name"], email=said.get("email", ""), telephone=said.get("telephone", ""),
                 address=said.get("address", ""), wants=said.get("wants", ""),
                 interpreter=said.get("interpreter", ""), access_needs=said.get("access_needs", ""))


def to_check(said: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What they answered, each with the page that changes it."""
    starts = datetime.fromisoformat(said["starts_at"])
    day = timezone.localdate(starts)
    lines = [
        ("You want to talk about", said.get("wants", ""), "about"),
        ("How", str(Way(said["way"]).label), "how"),
        ("Where", slots.label_of(said["way"], said["place"], day) if said.get("place") else "", "where"),
        ("Day", words.full_date(starts), "day"), ("Time", words.clock(starts), "time"),
        ("Your name", said["name"], "contact"), ("Email", said.get("email", ""), "contact"),
        ("Telephone", said.get("telephone", ""), "contact"), ("We come to", said.get("address", ""), "contact"),
        ("Interpreter", said.get("interpreter", "") or "Not needed", "needs"),
        ("What makes it easier", said.get("access_needs", "") or "Nothing said", "needs"),
    ]
    return [line for line in lines if line[1]]


def own_facts(session: PlanningSession) -> list[Fact]:
    """What the person themselves reads. Nothing a colleague wrote is among it."""
    shown = [
        Fact("When", when(session)),
        Fact("Where", session.place if session.way == Way.PLACE else session.get_way_display()),
        Fact("Who you meet", session.facilitator.name), Fact("You want to talk about", session.wants_to_talk_about),
        Fact("Interpreter", session.interpreter), Fact("What makes it easier", session.access_needs),
    ]
    return [fact for fact in shown if fact.value]


def to_come(session: PlanningSession, now: datetime) -> bool:
    return session.starts_at > now and not (session.cancelled_at or session.held_at or session.missed_at)


def where_codes_go(session: PlanningSession) -> tuple[str, str]:
    """By which way and to which address a code shows that it is them; nowhere where neither reaches them."""
    if session.about_email:
        return "email", session.about_email
    return "text", session.about_telephone if telephones.is_mobile(session.about_telephone) else ""


def told_by(session: PlanningSession, told: bool) -> str:
    """What somebody who has just booked may rely on; nothing was sent beyond so many messages an hour."""
    if told and session.about_email:
        return "We have sent you an email with all of this."
    if told and telephones.is_mobile(session.about_telephone):
        return "We have sent you a text message with the day and the time."
    return "Write it down, or print this page. If you want to change it, ring us."


def row(session: PlanningSession, now: datetime) -> Row:
    here = reverse("bookings:session", args=[session.subject_id, session.pk]) if session.subject_id else reverse(
        "bookings:unmatched", args=[session.pk])
    return Row(
        day=words.short_date(session.starts_at), day_note=words.clock(session.starts_at), name=session.who,
        why=f"{session.place} · {words.plural(session.minutes, 'minute')}", href=here, keeper=session.facilitator.name,
        tag=None if session.subject_id else Tag("Whose record?", "decision"),
        button=Button("Write it up", reverse("bookings:write_up", args=[session.subject_id, session.pk]))
        if session.starts_at < now and session.subject_id else Button("Open", here),
        late=session.starts_at < now and timezone.localdate(session.starts_at) < timezone.localdate(now),
    )


def hours_line(row: AvailableHours) -> str:
    """Every Tuesday, 9.30 to 12.30, at Mill Lane hub: sessions of 45 minutes"""
    when_ = words.full_date(row.on_day) if row.on_day else f"Every {words.WEEKDAYS[row.weekday]}"
    until = f", until {words.date(row.until_day)}" if row.until_day else ""
    where = slots.label_of(row.way, row.place, timezone.localdate())
    where = f"at {where}" if row.place else where.lower()
    return (f"{when_}, {words.clock(row.starts)} to {words.clock(row.ends)}{until}, {where}: "
            f"sessions of {row.minutes} minutes")


def free_lines(mine: list[AvailableHours], worker: Any, now: datetime) -> list[tuple[str, str]]:
    """What the public can book with this worker now, a line a day."""
    free: set[slots.Slot] = set()
    for way, place in {(row.way, row.place) for row in mine}:
        free |= set(slots.free(way=way, place=place, now=now, worker=worker))
    return [(words.full_date(day), words.sentence_list([words.clock(slot.starts_at) for slot in times]))
            for day, times in sorted(slots.by_day(sorted(free)).items())]


def feed_address(request: Any, feed: CalendarFeed | None) -> str:
    return request.build_absolute_uri(reverse("bookings:feed", args=[feed.secret])) if feed else ""
