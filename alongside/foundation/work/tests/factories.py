"""Work for tests."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_subject
from alongside.foundation.work import actions
from alongside.foundation.work.models import Task


def make_task(*, owner: User | None = None, team: Any = None, **details: Any) -> Task:
    """Ordinary work on somebody, for its owner or a team; what the verbs set otherwise is set on the row."""
    raised = {"kind": "review", "title": "Week 8 of the plan", "by": None, "owner": owner, "team": team}
    taken = {"subject", "due_on", "due_at", "priority", "why", "verb", "url", "queue", "source", "kind", "title", "by"}
    raised |= {name: value for name, value in details.items() if name in taken}
    if "subject" not in raised:
        raised["subject"] = make_subject()
    task = actions.raise_task(**raised)
    rest = {name: value for name, value in details.items() if name not in taken}
    if rest:
        Task.objects.filter(pk=task.pk).update(**rest)
        task.refresh_from_db()
    return task
