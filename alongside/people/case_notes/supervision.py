"""What a worker and their manager bring to supervision: people, last contact, what is overdue, what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from alongside.foundation.accounts.models import User
from alongside.foundation.work.models import Task
from alongside.people.involvements.models import Involvement

from .models import ManagementDecision, Note

# Longer than this without any note is worth a question in supervision.
QUIET_DAYS = 42


@dataclass(frozen=True)
class Line:
    involvement: Involvement
    last_contact: datetime | None
    overdue: list[Task]

    def quiet(self, today: date) -> bool:
        began = self.involvement.started_on
        last = self.last_contact.date() if self.last_contact else began
        return last is not None and (today - last).days > QUIET_DAYS


@dataclass(frozen=True)
class Summary:
    worker: User
    lines: list[Line]
    other_overdue: list[Task]
    asked: list[ManagementDecision]


def summary(worker: User, reader: Any, today: date) -> Summary:
    """Whoever the worker works with, longest without a note first, as far as the reader may open their records."""
    rows = list(Involvement.objects.current().of_worker(worker).visible_to(reader).with_people())
    ids = [row.subject_id for row in rows]
    last = dict(Note.objects.filter(subject__in=ids).values_list("subject").annotate(Max("happened_at")))
    late = Task.objects.overdue(today).filter(owner=worker).visible_to(reader)
    overdue = list(late.select_related("subject").order_by("due_on"))
    lines = [Line(row, last.get(row.subject_id), [task for task in overdue if task.subject_id == row.subject_id])
             for row in rows]
    lines.sort(key=lambda line: (line.last_contact is not None, line.last_contact or 0, line.involvement.pk))
    asked = list(ManagementDecision.objects.visible_to(reader).unanswered().filter(asked_by=worker).select_related(
        "subject", "asked_of").order_by("asked_at"))
    return Summary(worker, lines, [task for task in overdue if task.subject_id not in ids], asked)
