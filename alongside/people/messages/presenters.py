"""Messages in words: for colleagues here, and for the person in My plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Row, Tag
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.people.own_access.models import Access

from .models import Message, Thread
from .reading import Reader


def read_note(message: Message) -> str:
    """ "Read by Amara Bello, 12 May at 10.42", "Not read yet"."""
    if message.read_at is None:
        return "Not read yet"
    who = message.read_by.name if message.read_by else message.read_by_name
    return f"Read by {who}, {words.moment(message.read_at)}"


def tags(message: Message) -> list[Tag]:
    found = []
    if message.urgent_words:
        found.append(Tag(f"They wrote: {message.urgent_words}", "late"))
    if message.is_from_outside and message.read_at is None:
        found.append(Tag("New", "work"))
    if message.asks_for:
        found.append(Tag(f"Given {words.short_date(message.given_at)}", "done") if message.given_at
                     else Tag("Asked for, not given yet", "soon"))
    if message.third_party:
        found.append(Tag("About somebody else"))
    return found


def state(thread: Thread) -> Tag:
    if thread.closed_at:
        return Tag(f"Closed {words.short_date(thread.closed_at)}")
    waiting = thread.unanswered
    if waiting:
        unread = sum(1 for message in waiting if message.read_at is None)
        return Tag(f"{unread} not read" if unread else "To answer", "soon")
    return Tag("Waiting for what was asked", "work") if thread.asked_for else Tag("Answered", "done")


@dataclass(frozen=True)
class Other:
    """Somebody who has My plan beside the person, and whether they read a thread."""

    access: Access
    name: str
    reads: bool
    began: bool


def others(could: Iterable[tuple[Access, bool]], thread: Thread) -> list[Other]:
    return [Other(one, f"{one.who}, {one.as_words}", reads, thread.begun_by_access == one.pk) for one, reads in could]


def who_reads_note(reader: Reader) -> str:
    """For colleagues: who has it, and instead of whom."""
    if reader.user is None:
        instead = reader.away or reader.gone
        return f"{reader.team} reads what they write" + (f", instead of {instead}" if instead else "")
    if reader.away is not None:
        return f"{reader.user} reads what they write, for {reader.away}, who is away"
    return f"{reader.user} reads what they write"


def could_not_be_told(message: Message, sent: Iterable[Notification]) -> str:
    """Why they do not know that there is something to read; empty where they were told, or have read it."""
    told = list(sent)
    if message.is_from_outside or message.read_at or any(one.sent_at or not one.finished for one in told):
        return ""
    why = (told[0].stopped_why or told[0].failure or "It came back.") if told else (
        "Nobody can sign in to My plan to read it now, or there is no email address or mobile to tell them by.")
    return f"{why} Ring them, or write a letter."


def row(thread: Thread, task: Task | None, now: datetime) -> Row:
    """One line of the list of messages."""
    today = timezone.localdate(now)
    last = thread.last
    late = task is not None and (task.is_late(today) or task.priority == Task.Priority.URGENT)
    waiting = thread.unanswered
    return Row(
        day=words.short_date(task.due_on if task and task.due_on else last.written_at, today),
        day_note=words.due(task.due_on, today) if task and task.due_on else "last written",
        name=initials_if_restricted(thread.subject), href=reverse("messages:thread", args=[thread.pk]),
        why="Restricted. Message" if thread.subject.restricted else thread.about, late=late, tag=state(thread),
        button=Button("Answer" if waiting else "Open",
                      reverse("messages:answer" if waiting else "messages:thread", args=[thread.pk]),
                      about=initials_if_restricted(thread.subject)),
    )
