"""Concerns in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Row, Tag
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import RaisedConcern
from alongside.front_door.conversations.presenters import against, due_moment, waited

from .models import Concern

DECISION_TAGS = {
    Concern.Decision.ENQUIRY: "decision", Concern.Decision.OTHER_ENQUIRY: "decision",
    Concern.Decision.NOT_SAFEGUARDING: "neutral", Concern.Decision.NO_FURTHER_ACTION: "neutral",
}


def waiting_row(task: Task, raised: RaisedConcern | None, user: User, now: datetime) -> Row:
    """A concern nobody has taken: how long, what kind, from whom."""
    note, late = against(due_moment(task), now)
    button = None
    if raised is not None and user.may("safeguarding.take"):
        button = Button("Take it", reverse("enquiries:take", args=[task.pk]), post=True)
    elif raised is None and task.url != reverse("enquiries:queue"):  # heard at a desk, and on nobody's record yet
        button = Button(task.verb, task.url)
    return Row(
        day=waited(task.raised_at, now), day_note=note, late=late, name=str(task.subject or task.title),
        why=raised.kind_words if raised else task.why, kind=f"Raised by {raised.raised_by}" if raised else "",
        tag=Tag("In danger now", "late") if raised and raised.in_danger_now else None, button=button,
    )


def taken_row(concern: Concern, user: User, now: datetime) -> Row:
    note, late = against(due_moment(concern.item), now)
    here = reverse("enquiries:concern", args=[concern.pk])
    return Row(
        day=waited(concern.raised.raised_at, now), day_note=note, late=late, name=str(concern.subject), href=here,
        why=concern.raised.kind_words, keeper="You" if concern.taken_by_id == user.pk else concern.taken_by.name,
        tag=Tag("In danger now", "late") if concern.raised.in_danger_now else None, button=Button("Decide", here),
    )


def decided_row(concern: Concern) -> Row:
    return Row(
        day=words.short_date(concern.decided_at), name=str(concern.subject),
        href=reverse("enquiries:concern", args=[concern.pk]), why=concern.raised.kind_words,
        tag=Tag(concern.get_decision_display(), DECISION_TAGS[Concern.Decision(concern.decision)]),
        keeper=concern.decided_by.name if concern.decided_by else "",
    )


def raised_words(raised: RaisedConcern) -> str:
    return f"By {raised.raised_by}, {words.moment(raised.raised_at)}"


def part(answer: bool | None) -> str:
    return {True: "Yes", False: "No", None: "Not known"}[answer]


def test_facts(concern: Concern) -> list[Fact]:
    return [
        Fact("Needs for care and support (a)", part(concern.needs_care_and_support)),
        Fact("Abuse or neglect, or at risk of it (b)", part(concern.at_risk_of_abuse)),
        Fact("Cannot protect themselves because of those needs (c)", part(concern.cannot_protect_themselves)),
    ]


def first_answers(raised: RaisedConcern) -> dict[str, Any]:
    """What the concern said already, so that nobody writes it twice."""
    said = raised.response.answers
    return {"wishes": said.get("wishes", ""), "at_risk_of_abuse": "yes"}
