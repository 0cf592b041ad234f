"""What a worker has to read and answer, and how the person was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from alongside.foundation import events
from alongside.foundation.notifications.models import Notification
from alongside.foundation.work.models import Task
from alongside.people.own_access.models import Access

from .models import TASK, Message, Thread


@dataclass(frozen=True)
class Waiting:
    thread: Thread
    task: Task


def to_answer(user: Any) -> list[Waiting]:
    """Theirs, of those they cover for, and what nobody of their teams has taken; urgent first, then the soonest."""
    tasks = list(
        Task.objects.open().visible_to(user).of_kind(TASK)
        .filter(Q(owner__in=[user.pk, *user.covering_ids()]) | Q(owner=None, team__in=user.team_ids())).soonest_first())
    threads = {events.source_of(thread): thread for thread in Thread.objects.visible_to(user).with_messages().filter(
        pk__in=[int(task.source.rpartition(":")[2]) for task in tasks])}
    return [Waiting(threads[task.source], task) for task in tasks if task.source in threads]


def asked_by(user: Any) -> list[Thread]:
    """What they asked people for and have not been given."""
    rows = Thread.objects.visible_to(user).waiting_for_what_was_asked_by([user.pk, *user.covering_ids()])
    return list(rows.with_messages())


def told_of(messages: Iterable[Message]) -> dict[str, list[Notification]]:
    """How the person was told of each of these, by its source."""
    sources = [events.source_of(message) for message in messages if not message.is_from_outside]
    found: dict[str, list[Notification]] = {}
    for one in Notification.objects.filter(source__in=sources, to_user=None).order_by("pk"):
        found.setdefault(one.source, []).append(one)
    return found


def unread_outside(access: Access) -> int:
    """How many messages from colleagues are new to somebody outside."""
    return Message.objects.new_to(access).count()


def new_messages(access: Access, thread: Thread | None = None) -> list[int]:
    """Which those are, by number."""
    rows = Message.objects.new_to(access)
    return list((rows.filter(thread=thread) if thread else rows).values_list("pk", flat=True))
