"""The cards that belong to no one slice: what is promised and due, the timeline, who looked."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from alongside.desk.person import timelines
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import who_by_themselves
from alongside.foundation.audit.models import Look
from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.panels import Panel
from alongside.foundation.design.shapes import Link, Promise
from alongside.foundation.work import queues
from alongside.foundation.work.models import Task

PROMISES_SHOWN = 6
LOOKS_SHOWN = 3
LOOKS_READ = 60


@prepared
def _due(subject: int, in_queues: list[str]) -> QuerySet[Task]:
    open_tasks = Task.objects.open().filter(subject=subject, queue=in_queues).select_related("owner", "team")
    return open_tasks.order_by("due_on", "pk")[: PROMISES_SHOWN + 1]


@prepared
def _looks(subject: int) -> QuerySet:
    return Look.objects.filter(subject=subject).order_by("-at").annotate(
        name=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name"))
    ).values("user_id", "at", "name", "why")[:LOOKS_READ]


def promises(subject: Any, user: Any) -> dict[str, Any]:
    """What has been promised and what falls due, late first."""
    today = timezone.localdate()
    tasks = _due(subject=subject.pk, in_queues=queues.seen_by(user))
    lines = []
    for task in tasks[:PROMISES_SHOWN]:
        raised = f"promised on {words.short_date(task.raised_at)}" if task.kind == "promise" else task.why
        lines.append(Promise(
            day=words.short_date(task.due_on) if task.due_on else "No day", what=task.title,
            distance=words.due(task.due_on) if task.due_on else "set one",
            owner=task.owner.name if task.owner else f"{task.team.name}, nobody yet" if task.team else "",
            note=raised, late=bool(task.due_on and task.due_on < today),
            link=Link(task.verb, task.url) if task.url and task.kind != "promise" else None,
        ))
    return {"items": lines, "more": len(tasks) > PROMISES_SHOWN}


def looks(subject: Any, user: Any) -> dict[str, Any]:
    """The last few who opened this record, you among them."""
    latest: dict[Any, dict[str, Any]] = {}
    for look in _looks(subject=subject.pk):
        latest.setdefault(look["user_id"] or who_by_themselves(look["why"]), look)
    parts = []
    for pk, look in list(latest.items())[:LOOKS_SHOWN]:
        themselves = "They themselves, in My plan" if "themselves" in str(pk) else "Somebody who reads for them"
        who = "You" if pk == user.pk else look["name"] or (themselves if isinstance(pk, str) and pk else "The system")
        parts.append(f"{who}, {_when(look['at'])}")
    return {"words": ". ".join(parts), "href": reverse("desk:looks", args=[subject.pk])}


def _when(at: Any) -> str:
    day = words.ago(at)
    return f"{day} {words.clock(at)}" if day == "today" else day if day == "yesterday" else words.short_date(at)


PANELS = [
    Panel("timeline", "Timeline", "people.see", "desk/person/timeline_card.jinja", timelines.card_of, "main"),
    Panel("promises", "Promised and due", "people.see", "desk/person/promises_card.jinja", promises, "side"),
    Panel("looks", "Looks at this record", "audit.see_looks", "desk/person/looks_card.jinja", looks, "side"),
]
