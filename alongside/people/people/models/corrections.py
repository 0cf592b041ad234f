"""Putting records right: two of one person joined and parted, an entry moved, a death recorded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class JoinQuerySet(models.QuerySet):
    def standing(self) -> JoinQuerySet:
        """Joins that nobody has undone."""
        return self.filter(parted_at=None)

    def newest_first(self) -> JoinQuerySet:
        return self.order_by("-joined_at", "-pk")


class Join(models.Model):
    """Two records found to be one person's. `subject` goes on; `other` now leads to it."""

    stays_when_joined = True

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="joins")
    other = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="joined_away")
    reason = models.TextField()
    joined_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(auto_now_add=True)
    parted_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField(null=True, blank=True)
    parted_reason = models.TextField(blank=True)

    objects = JoinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="join_has_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="join_is_of_two_records", condition=~Q(subject=models.F("other"))),
            models.UniqueConstraint(
                name="a_record_is_joined_to_one_other", fields=["other"], condition=Q(parted_at=None)
            ),
            models.CheckConstraint(
                name="parting_is_whole",
                condition=Q(parted_at=None, parted_by=None, parted_reason="")
                | (Q(parted_at__isnull=False, parted_by__isnull=False) & ~Q(parted_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other} joined to {self.subject}"


class JoinMove(models.Model):
    """One row that a join touched: the values before and after, so that parting is exact."""

    # The ledger is the join's own and never travels with either record.
    stays_when_joined = True

    join = models.ForeignKey(Join, on_delete=models.PROTECT, related_name="moves")
    table = models.CharField(max_length=100)
    row = models.CharField(max_length=60)
    before = models.JSONField()
    after = models.JSONField()
    # Could not move (the record that goes on has its one already): kept on the joined record.
    stayed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["join", "table"], name="join_move_table")]


class EntryMove(models.Model):
    """Something recorded on the wrong person, and where it belongs."""

    stays_when_joined = True

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="entries_moved_here")
    moved_from = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="entries_moved_away")
    entry = models.CharField(max_length=120)
    entry_in_words = models.CharField(max_length=300)
    # Every row that travelled, as "table:row".
    rows = models.JSONField()
    reason = models.TextField()
    moved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="entry_move_has_its_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="entry_moves_to_another_record", condition=~Q(subject=models.F("moved_from"))
            ),
        ]


class DeathQuerySet(models.QuerySet):
    def standing(self) -> DeathQuerySet:
        return self.filter(undone_at=None)


class Death(models.Model):
    """A death as it was told; `Subject.died_on` holds the day for every floor while this stands."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="deaths")
    died_on = models.DateField()
    told_by = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # The open tasks it stopped, so that undoing a mistake opens exactly those again.
    stopped_tasks = models.JSONField(default=list)
    undone_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)

    objects = DeathQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_death_stands", fields=["subject"], condition=Q(undone_at=None)),
            models.CheckConstraint(name="death_says_who_told_us", condition=~Q(told_by="")),
            models.CheckConstraint(
                name="death_undone_whole",
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
            ),
        ]
