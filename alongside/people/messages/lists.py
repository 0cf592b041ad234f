"""What comes from outside goes onto somebody's list at once, with a day: a message, words added, a disagreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import models
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.notifications import actions as notifications
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.people.own_access.models import Access, Part
from alongside.people.own_access.selectors import reached_now

from . import policy, reading
from .models import TASK

ADDITION, SEEN_DIFFERENTLY = "addition", "seen_differently"
# Work that began outside: somebody waits for each, and it never lies with somebody who has left.
FROM_OUTSIDE = (TASK, ADDITION, SEEN_DIFFERENTLY)
# In an email or a text on anybody's telephone: that there is something, and nothing of what.
SOMETHING_NEW = "There is something new for you"
SIGN_IN_TO_READ = (
    "There is something new for you in My plan. Sign in to My plan on the council’s website to read it. "
    "You cannot answer this message."
)


def put_on_a_list(
    *, subject: Subject, kind: str, title: str, source: models.Model, url: str, verb: str, why: str = "",
    urgent_words: Sequence[str] = (), due_on: date | None = None, now: datetime | None = None,
) -> Task:
    """One piece of work of a kind for a source, however often something comes: what came first says by when, and words
    of danger make it urgent, whatever it was before."""
    now = now or timezone.now()
    urgent = bool(urgent_words)
    reader = reading.who_reads(subject, now, urgent=urgent)
    due = timezone.localtime(policy.answer_by(now, urgent=urgent)).replace(second=0, microsecond=0)
    reason = ". ".join(part for part in (f"They wrote: {', '.join(urgent_words)}" if urgent else "", why) if part)[:300]
    waiting = Task.objects.open().filter(kind=kind, source=events.source_of(source)).select_for_update(
        of=("self",)).first()
    if waiting is None:
        waiting = work.raise_task(
            kind=kind, title=title, by=None, subject=subject, owner=reader.holder, team=reader.team, source=source,
            due_on=due.date() if urgent else due_on or due.date(), due_at=due.time() if urgent or not due_on else None,
            why=reason, priority=Task.Priority.URGENT if urgent else Task.Priority.SOON, verb=verb, url=url,
        )
    else:
        waiting.version += 1
        # What was urgent stays so, and says why.
        waiting.why = reason if urgent or waiting.priority != Task.Priority.URGENT else waiting.why
        if urgent and waiting.priority != Task.Priority.URGENT:
            waiting.priority, waiting.due_on, waiting.due_at = Task.Priority.URGENT, due.date(), due.time()
            waiting.owner, waiting.team = reader.holder, reader.team
            waiting.handed_by = waiting.handed_at = waiting.accepted_at = None
        waiting.save()
    if reader.user is not None:
        tell(user=reader.user, by=None, subject=subject, source=source, url=url,
             title="Something from My plan cannot wait" if urgent else "Something has come from My plan")
    return waiting


def tell_them(*, subject: Subject, source: models.Model, by: User, part: str = str(Part.MESSAGES),
              to: Callable[[Access], bool] = lambda _: True) -> None:
    """Each who may read it today, by the email or text that brings them their code. While My plan is closed, for
    whatever reason, nothing goes out: whoever holds the telephone learns nothing."""
    told = set()
    for access, way in reached_now(subject, part):
        if access.pk in told or not to(access):
            continue
        told.add(access.pk)
        notifications.notify(
            subject=subject, channel=way.channel, address=way.address, title=SOMETHING_NEW, words=SIGN_IN_TO_READ,
            to_name=access.name or str(subject), by=by, source=source,
            key=f"{events.source_of(source)} told {access.pk}",
        )
