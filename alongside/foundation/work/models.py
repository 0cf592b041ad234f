"""Work to be done: who, for whom, by when, and what it waits for. Promises are work too."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see


class TaskQuerySet(models.QuerySet):
    def open(self) -> TaskQuerySet:
        return self.filter(done_at=None)

    def visible_to(self, user) -> TaskQuerySet:
        """Work on records the user may open, and work on nobody in particular."""
        return self.filter(Q(subject=None) | may_see(user))

    def mine(self, user) -> TaskQuerySet:
        """Work the user owns, or does today for an absent colleague."""
        return self.filter(owner__in=[user.pk, *user.covering_ids()])

    def of_team(self, team) -> TaskQuerySet:
        return self.filter(team=team)

    def unowned(self) -> TaskQuerySet:
        return self.filter(owner=None)

    def overdue(self, today) -> TaskQuerySet:
        return self.open().filter(due_on__lt=today, held_until=None)

    def in_queue(self, queue: str) -> TaskQuerySet:
        return self.filter(queue=queue)


class Task(models.Model):
    class Priority(models.TextChoices):
        URGENT = "urgent", "Urgent"
        SOON = "soon", "Soon"
        ROUTINE = "routine", "Routine"

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    # What it is, in the slice's words: "promise", "review", "assessment", "safeguarding_concern" …
    kind = models.CharField(max_length=60)
    # Work that crosses floors travels in a named queue with exactly one handler; empty for ordinary work.
    queue = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    why = models.CharField(max_length=300, blank=True)
    verb = models.CharField(max_length=40, default="Open")
    url = models.CharField(max_length=300, blank=True)
    owner = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField(null=True, blank=True)
    due_at = models.TimeField(null=True, blank=True)
    priority = models.CharField(max_length=10, choices=Priority.choices, default=Priority.ROUTINE)
    # Handed to somebody who has not accepted it yet.
    handed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)
    hand_over_note = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # On hold, or waiting for somebody else: what for, until when, and who keeps in touch how often.
    held_until = models.DateField(null=True, blank=True)
    hold_reason = models.CharField(max_length=300, blank=True)
    waiting_on = models.CharField(max_length=200, blank=True)
    waiting_since = models.DateField(null=True, blank=True)
    keeps_in_touch = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="keeping_in_touch_on"
    )
    keep_in_touch_days = models.PositiveSmallIntegerField(null=True, blank=True)
    last_touch_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    raised_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=120, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_done_by_somebody_at_some_time",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="task_hold_has_its_reason", condition=Q(held_until=None) | ~Q(hold_reason="")
            ),
            models.CheckConstraint(
                name="task_has_an_owner_or_a_team", condition=Q(owner__isnull=False) | Q(team__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_item_in_a_queue_for_each_source", fields=["queue", "source"],
                condition=~Q(queue="") & ~Q(source=""),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], name="task_owner_open", condition=Q(done_at=None)),
            models.Index(fields=["team", "due_on"], name="task_team_open", condition=Q(done_at=None)),
            models.Index(fields=["subject", "due_on"], name="task_subject_open", condition=Q(done_at=None)),
            models.Index(fields=["queue", "raised_at"], name="task_queue_open", condition=Q(done_at=None)),
            models.Index(fields=["source"], name="task_source"),
        ]

    def __str__(self) -> str:
        return self.title
