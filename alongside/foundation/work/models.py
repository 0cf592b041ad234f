"""Work to be done: who, for whom, by when, and what it waits for. Promises are work too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from alongside.foundation.access.conditions import may_see
from alongside.foundation.accounts.models import Membership

from . import queues

# Somebody who may be unsafe comes before a promise. A wait is read by how long it has been; everything else by its day,
# then its hour, what has none last.
SOONEST = (
    Case(When(priority="urgent", then=Value(0)), default=Value(1)),
    F("waiting_since").asc(nulls_last=True), F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True),
    F("raised_at").asc(), F("pk").asc(),
)


class Section(models.TextChoices):
    """The parts of a worker's list, in the order in which they are read."""

    URGENT = "urgent", "Urgent now"
    DUE = "due", "Due this week"
    LATER = "later", "Later"
    WAITING = "waiting", "Waiting on somebody else"
    HELD = "held", "On hold"
    HANDED = "handed", "Handed over, not yet accepted"


# Work that is itself the question whether somebody takes a person on.
TO_ACCEPT = ("allocation", "transfer")
# How far "this week" reaches: the seven days from today.
WEEK = timedelta(days=6)


class TaskQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def visible_to(self, user: Any) -> Self:
        """Work on records the user may open, and work on nobody in particular. What lies in a queue that is closed to
        them (a safeguarding concern) is not among it, unless they raised it or have it."""
        open_to_them = self.filter(Q(subject=None) | may_see(user))
        closed = queues.closed_to(user)
        return open_to_them.filter(
            ~Q(queue__in=closed) | Q(raised_by=user) | Q(owner=user)) if closed else open_to_them

    def untaken(self, teams: Any, user: Any, in_queues: Any, seen: Q) -> Self:
        """What nobody of these teams has taken, for a prepared question: `seen` says which records are open to the
        user, `in_queues` where work lies that they may know of."""
        return self.open().unowned().filter(
            Q(subject=None) | seen, Q(queue=in_queues) | Q(raised_by=user), team=teams)

    def mine(self, user: Any) -> Self:
        """Work the user owns, or does today for an absent colleague."""
        return self.filter(owner__in=[user.pk, *user.covering_ids()])

    def of_team(self, team: Any) -> Self:
        return self.filter(team=team)

    def of_teams(self, team_ids: Iterable[int]) -> Self:
        """A team's own list, and what its members own."""
        members = Membership.objects.in_force().filter(team__in=list(team_ids)).values("user")
        return self.filter(Q(team__in=list(team_ids)) | Q(owner__in=members))

    def unowned(self) -> Self:
        return self.filter(owner=None)

    def overdue(self, today: date) -> Self:
        return self.open().filter(due_on__lt=today).filter(Q(held_until=None) | Q(held_until__lte=today))

    def in_queue(self, queue: str) -> Self:
        return self.filter(queue=queue)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind) if kind else self

    def kinds(self) -> models.QuerySet:
        """Each kind of work with how much there is of it."""
        return self.order_by("kind").values_list("kind").annotate(Count("pk"))

    def promises_to(self, subject: Any) -> Self:
        """Open promises to a person, the soonest first."""
        return self.open().filter(subject=subject, kind="promise").select_related("owner").order_by("due_on", "due_at")

    def with_people(self) -> Self:
        return self.select_related("subject", "owner", "team", "keeps_in_touch", "handed_by")

    def in_sections(self, today: date) -> Self:
        """Each task with the part of a list it belongs to, in reading order: soonest first, the longest wait first.

        Somebody may be unsafe, a promise is broken, or a wait has nobody keeping in touch: that cannot wait.
        """
        waiting = ~Q(waiting_on="")
        section = Case(
            When(held_until__gt=today, then=Value(Section.HELD)),
            When(priority=Task.Priority.URGENT, then=Value(Section.URGENT)),
            When(kind="promise", due_on__lt=today, then=Value(Section.URGENT)),
            When(waiting & Q(keeps_in_touch=None), then=Value(Section.URGENT)),
            When(Q(handed_at__isnull=False, accepted_at=None) | Q(kind__in=TO_ACCEPT), then=Value(Section.HANDED)),
            When(waiting, then=Value(Section.WAITING)),
            When(due_on__lte=today + WEEK, then=Value(Section.DUE)),
            default=Value(Section.LATER),
        )
        return self.annotate(section=section)

    def soonest_first(self) -> Self:
        return self.order_by(*SOONEST)

    def first_of_each_section(self, today: date, limits: dict[str, int]) -> Self:
        """The top of every section in one query, each row carrying how many its section has."""
        placed = self.in_sections(today).annotate(
            place=Window(RowNumber(), partition_by="section", order_by=SOONEST),
            in_section=Window(Count("pk"), partition_by="section"),
        )
        shown = Q()
        for section, limit in limits.items():
            shown |= Q(section=section, place__lte=limit)
        return placed.filter(shown).with_people().order_by("section", "place")


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
    # Goes up with every change, so that a page shown a while ago can tell that somebody else was here since.
    version = models.PositiveIntegerField(default=1)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_done_by_somebody_at_some_time",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="task_hold_has_its_reason",
                condition=Q(held_until=None, hold_reason="") | (Q(held_until__isnull=False) & ~Q(hold_reason="")),
            ),
            models.CheckConstraint(
                name="task_wait_has_its_day",
                condition=Q(waiting_on="", waiting_since=None) | (Q(waiting_since__isnull=False) & ~Q(waiting_on="")),
            ),
            models.CheckConstraint(
                name="task_keeper_knows_how_often",
                condition=Q(keeps_in_touch=None, keep_in_touch_days=None)
                | Q(keeps_in_touch__isnull=False, keep_in_touch_days__gt=0),
            ),
            models.CheckConstraint(
                name="task_handed_by_somebody_at_some_time",
                condition=Q(handed_by=None, handed_at=None, accepted_at=None)
                | Q(handed_by__isnull=False, handed_at__isnull=False),
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
            models.Index(fields=["team"], name="task_untaken", condition=Q(done_at=None, owner=None)),
            models.Index(fields=["subject", "due_on"], name="task_subject_open", condition=Q(done_at=None)),
            models.Index(fields=["queue", "raised_at"], name="task_queue_open", condition=Q(done_at=None)),
            models.Index(fields=["source"], name="task_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def next_touch_on(self) -> date | None:
        """When whoever keeps in touch is next to be in touch."""
        if not (self.waiting_on and self.keep_in_touch_days and self.waiting_since):
            return None
        return (self.last_touch_on or self.waiting_since) + timedelta(days=self.keep_in_touch_days)

    def is_late(self, today: date) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < today

    def is_held(self, today: date) -> bool:
        return self.held_until is not None and self.held_until > today

    @property
    def to_accept(self) -> bool:
        """Handed over, and nobody has said that they take it."""
        return self.handed_at is not None and self.accepted_at is None

    @property
    def is_promise(self) -> bool:
        return self.kind == "promise"
