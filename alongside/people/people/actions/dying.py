"""A death: letters and reviews stop at once, and those who need to know are told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.actions import raise_task
from alongside.foundation.work.models import Task
from alongside.people.people.models import Death
from alongside.people.people.search import refresh_search

DIED = events.Kind("people.died", "details", significant=True)
DEATH_UNDONE = events.Kind("people.death_undone", "details", significant=True)
# What goes on after a death: work in a queue (a safeguarding concern is still looked into), and telling of it.
GOES_ON = Q(kind="death") | ~Q(queue="") | Q(kind__startswith="safeguarding")


class AlreadyRecorded(Exception):
    """A death already stands on this record."""


@transaction.atomic
def record_death(*, subject: Subject, died_on: date, told_by: str, by: User, note: str = "") -> Death:
    """Record a death. Open work stops, and each worker and team with work or a part in it is told."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    if subject.died_on:
        raise AlreadyRecorded(f"A death on {subject.died_on:%-d %B %Y} is recorded already.")
    to_tell = _involved(subject)
    stopped = list(Task.objects.open().filter(subject=subject).exclude(GOES_ON).values_list("pk", flat=True))
    death = Death.objects.create(subject=subject, died_on=died_on, told_by=told_by, note=note, recorded_by=by,
                                 stopped_tasks=stopped)
    subject.died_on = died_on
    subject.save(update_fields=["died_on"])
    Task.objects.filter(pk__in=stopped).update(
        done_at=timezone.now(), done_by=by, outcome=f"Stopped: died on {died_on:%-d %B %Y}"
    )
    for owner, team in to_tell:
        raise_task(
            kind="death", title=f"{subject.display_name} has died: close what you have open", subject=subject,
            owner=owner, team=team, due_on=timezone.localdate() + timedelta(days=1), priority=Task.Priority.SOON,
            why=f"Died on {died_on:%-d %B %Y}, told by {told_by}", by=by,
            url=reverse("people:details", args=[subject.pk]), source=death,
        )
    events.record(
        subject=subject, kind=DIED, title=f"Died on {died_on:%-d %B %Y}", detail=f"Told by {told_by}", by=by,
        source=death, happened_at=timezone.make_aware(datetime.combine(died_on, time(12))),
        url=reverse("people:details", args=[subject.pk]),
    )
    refresh_search([subject.pk])
    return death


def _involved(subject: Subject) -> list[tuple[User | None, Team | None]]:
    """Workers and teams to tell: those given access by their work, and those with work open. Each once."""
    today = timezone.localdate()
    grants = Grant.objects.filter(
        subject=subject, reason__in=[Grant.Reason.INVOLVED, Grant.Reason.DELEGATED], starts_on__lte=today
    ).filter(Q(ends_on=None) | Q(ends_on__gte=today)).select_related("user", "team")
    tasks = Task.objects.open().filter(subject=subject).exclude(kind="death").select_related("owner", "team")
    told: dict[tuple[str, int], tuple[User | None, Team | None]] = {}
    for user, team in [*((g.user, g.team) for g in grants), *((t.owner, None if t.owner else t.team) for t in tasks)]:
        if user:
            told["user", user.pk] = (user, None)
        elif team:
            told["team", team.pk] = (None, team)
    return list(told.values())


@transaction.atomic
def undo_death(*, subject: Subject, reason: str, by: User) -> None:
    """The death was recorded in error: everything it stopped opens again, and those who were told hear so."""
    subject = Subject.objects.select_for_update().get(pk=subject.pk)
    death = Death.objects.standing().select_for_update().get(subject=subject)
    now = timezone.now()
    death.undone_by, death.undone_at, death.undone_reason = by, now, reason
    death.save()
    subject.died_on = None
    subject.save(update_fields=["died_on"])
    Task.objects.filter(pk__in=death.stopped_tasks).update(done_at=None, done_by=None, outcome="")
    told = Task.objects.filter(source=events.source_of(death), kind="death").select_related("owner", "team")
    for task in list(told):
        raise_task(
            kind="death_undone", title=f"{subject.display_name} is alive: a death was recorded in error",
            subject=subject, owner=task.owner, team=task.team, due_on=timezone.localdate(),
            priority=Task.Priority.URGENT, why=reason[:300], by=by,
            url=reverse("people:details", args=[subject.pk]),
        )
    told.filter(done_at=None).update(done_at=now, done_by=by, outcome="Recorded in error")
    events.record(subject=subject, kind=DEATH_UNDONE, title="Death recorded in error, undone", detail=reason, by=by,
                  source=death, url=reverse("people:details", args=[subject.pk]))
    refresh_search([subject.pk])
