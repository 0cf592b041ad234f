"""Planning a visit, saying that you are safe, what came of it; and looking for whoever has not said so."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import Membership, Team, User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task
from alongside.rules import council

from .models import Visit

PLANNED = events.Kind("visits.planned", "contact")
DONE = events.Kind("visits.done", "contact")
NOT_SAFE = events.Kind("visits.not_safe", "safety", permission="visits.record")

CALLED_OFF = "cancelled"


class NotNow(Exception):
    """The visit is over, or was called off."""


@transaction.atomic
def plan(
    *, subject: Subject, worker: User, team: Team, kind: str, where: str, why: str, starts_at: datetime, by: User,
    safe_by: datetime | None = None, leaves_at: datetime | None = None, with_worker: User | None = None,
) -> Visit:
    """Plan a visit with the warnings that stand today; a lone one says by when the worker will be safe."""
    warnings = subject.warnings.in_force(timezone.localdate())
    visit = Visit.objects.create(
        subject=subject, worker=worker, team=team, kind=kind, where=where, why=why, starts_at=starts_at,
        safe_by=safe_by, leaves_at=leaves_at, with_worker=with_worker, alone=with_worker is None, planned_by=by,
        warnings_read=[f"{warning.headline}: {warning.advice}" for warning in warnings],
    )
    when = timezone.localtime(starts_at)
    events.record(subject=subject, kind=PLANNED, by=by, source=visit, url=_url(subject), detail=why,
                  title=f"Visit planned for {when.day} {when:%B}, {when.hour}.{when:%M}")
    return visit


@transaction.atomic
def say_safe(*, visit: Visit, by: User, at: datetime | None = None) -> Visit:
    """The worker is safe; whoever was looking for them can stop."""
    visit = _row(visit)
    if visit.safe_at is None:
        visit.safe_at = at or timezone.now()
        visit.safe_said_by = by
        visit.save()
        for task in Task.objects.open().filter(source=events.source_of(visit)):
            work.finish(task=task, outcome=f"{visit.worker.name} is safe, said {by.name}", by=by)
    return visit


@transaction.atomic
def record_outcome(*, visit: Visit, outcome: str, words: str, by: User) -> Visit:
    """What came of it. A visit called off needs nobody to be safe."""
    visit = _row(visit)
    if visit.outcome:
        raise NotNow(f"What came of this visit is recorded already: {visit.outcome_label.lower()}.")
    visit.outcome = outcome
    visit.outcome_words = words
    visit.called_off = outcome == CALLED_OFF
    visit.save()
    if visit.called_off:
        for task in Task.objects.open().filter(source=events.source_of(visit)):
            work.finish(task=task, outcome="The visit was called off", by=by)
    events.record(subject=visit.subject, kind=DONE, by=by, source=visit, url=_url(visit.subject), detail=words,
                  happened_at=visit.starts_at, title=f"Visit by {visit.worker.name}: {visit.outcome_label.lower()}")
    return visit


@transaction.atomic
def look_for_the_late(*, now: datetime) -> list[Visit]:
    """Tell the duty desk of whoever has not said that they are safe, and after as long again their managers."""
    late_after = timedelta(minutes=council.load(settings.COUNCIL_PACK).policy(
        "staff_safety.lone_visit_late_after_minutes", timezone.localdate(now)))
    late = list(Visit.objects.select_for_update(of=("self",)).unsafe_since(now - late_after).filter(
        escalated_at=None).select_related("subject", "worker", "team"))
    told = []
    for visit in late:
        if visit.alerted_at is None:
            visit.alerted_at = now
            _raise(visit, now, title=f"{visit.worker.name} has not said they are safe", owners=[None])
        elif visit.safe_by is not None and now - visit.safe_by > late_after * 2:
            visit.escalated_at = now
            _raise(visit, now, title=f"Still no word from {visit.worker.name}: find them now",
                   owners=list(_managers(visit.team)) or [None])
        else:
            continue
        visit.save()
        told.append(visit)
    return told


def _raise(visit: Visit, now: datetime, *, title: str, owners: list[User | None]) -> None:
    due = timezone.localtime(visit.safe_by)
    ring = f"Ring {visit.worker.telephone}. " if visit.worker.telephone else ""
    why = f"{ring}Visit at {visit.where}, safe by {due.hour}.{due:%M}. If in doubt ring 999."
    for owner in owners:
        work.raise_task(
            kind="lone_visit", title=title, why=why[:300], by=None, subject=visit.subject, team=visit.team, owner=owner,
            due_on=timezone.localdate(now), priority=Task.Priority.URGENT, verb="Find them", source=visit,
            url=_url(visit.subject),
        )
    events.record(subject=visit.subject, kind=NOT_SAFE, title=title, detail=visit.where, by=None, source=visit,
                  happened_at=now, url=_url(visit.subject))


def _managers(team: Team) -> list[User]:
    return [m.user for m in Membership.objects.in_force().filter(team=team, role="team_manager").select_related("user")]


def _row(visit: Visit) -> Visit:
    return Visit.objects.select_for_update(of=("self",)).select_related("subject", "worker").get(pk=visit.pk)


def _url(subject: Subject) -> str:
    return reverse("visits:index", args=[subject.pk])
