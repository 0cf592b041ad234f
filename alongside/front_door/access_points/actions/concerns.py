"""A safeguarding concern heard at a desk, and how it comes onto a record and into the queue of concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.questionnaires.actions import open_draft, put_answers
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations import policy
from alongside.front_door.conversations.models import RaisedConcern
from alongside.rules.council_limits import AccessPoint

from ..models import ConcernHeard

# As a concern on a record waits: on the list of those who take concerns.
QUEUE, TEAM = "safeguarding_concern", "safeguarding"
ALREADY_RAISED = "A colleague has raised this concern on a record already."


class AlreadyTaken(Exception):
    """Somebody took it first."""


@transaction.atomic
def hear(*, by: User, point: AccessPoint, **said: Any) -> ConcernHeard:
    """Write down what was heard. It is with the safeguarding team at once, closed to everybody else."""
    heard = ConcernHeard.objects.create(entered_by=by, point=point.key, place=point.label, **said)
    now = timezone.now()
    due = timezone.localtime(policy.answer_by(now, urgent=heard.in_danger_now))
    work.raise_task(
        kind=QUEUE, title=f"A concern was heard at {point.label}: whose record?"[:300], by=by,
        team=Team.objects.get(key=TEAM), due_on=due.date(), due_at=due.time().replace(second=0, microsecond=0),
        priority=Task.Priority.URGENT if heard.in_danger_now else Task.Priority.SOON, verb="Open", source=heard,
        why=f"Heard by {by.name}", url=reverse("access_points:concern", args=[heard.pk]))
    return heard


@transaction.atomic
def raise_on_record(*, heard: ConcernHeard, subject: Subject, kinds: Sequence[str], by: User) -> RaisedConcern:
    """Whose record it is, and what it is about. It is raised there as every concern is, in the words of the desk."""
    heard = ConcernHeard.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=heard.pk)
    if heard.raised_id:
        raise AlreadyTaken(ALREADY_RAISED)
    draft = open_draft(owner=by, questionnaire=QUEUE, about=events.source_of(heard), subject=subject,
                       title=f"Safeguarding concern about {subject}",
                       url=reverse("access_points:concern", args=[heard.pk]))
    asked = heard.told_them == ConcernHeard.Told.YES
    put_answers(draft=draft, by=by, answers={key: value for key, value in {
        "in_danger_now": "yes" if heard.in_danger_now else "no", "kinds": list(kinds), "what": heard.what,
        "source": "other", "source_name": heard.who_told,
        "wishes_asked": "asked" if heard.wishes else "not_safe" if heard.told_them == "not_safe" else "not_reached",
        "wishes": heard.wishes,
        "why_not_asked": f"{heard.place} thought it not safe" if heard.told_them == "not_safe" else "",
        "told_next_steps": f"Told at {heard.place} that the safeguarding team has it" if asked else
        f"Heard at {heard.place}: {heard.get_told_them_display()}",
    }.items() if value})
    draft.refresh_from_db()
    raised = conversations.raise_concern(draft=draft, subject=subject, by=by)
    heard.subject, heard.raised, heard.taken_by, heard.taken_at = subject, raised, by, timezone.now()
    heard.save(update_fields=["subject", "raised", "taken_by", "taken_at"])
    for task in Task.objects.open().filter(source=events.source_of(heard)):
        work.finish(task=task, outcome="It is on a record", by=by)
    tell(user=heard.entered_by, by=by, source=heard, title="The safeguarding team has the concern you wrote down",
         url=reverse("access_points:heard", args=[heard.pk]))
    return raised


def first_look_by(heard: ConcernHeard) -> str:
    """What the desk may say: by when somebody looks."""
    due = timezone.localtime(policy.answer_by(heard.entered_at, urgent=heard.in_danger_now))
    return f"{due:%-H.%M} on {due:%-d %B}"
