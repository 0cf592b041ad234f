"""What was changed and who looked, append-only and sealed. Written by triggers; the web role may only read it.

Tamper-evident, not tamper-proof: whoever owns the database and holds the sealing key could rewrite both.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class ChangeQuerySet(models.QuerySet):
    def of(self, subject_id: int) -> ChangeQuerySet:
        return self.filter(subject_id=subject_id)

    def newest_first(self) -> ChangeQuerySet:
        return self.order_by("-id")


class Change(models.Model):
    """One changed row (or one bulk load, with its count and digest), as the trigger saw it."""

    audited = False

    epoch = models.IntegerField()
    xid = models.BigIntegerField()
    at = models.DateTimeField()
    table = models.CharField(max_length=100)
    row = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=10)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    user_id = models.BigIntegerField(null=True)
    request = models.CharField(max_length=40)
    why = models.CharField(max_length=300)
    database_user = models.CharField(max_length=63)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "-id"], name="change_subject"),
            models.Index(fields=["table", "row"], name="change_row"),
            models.Index(fields=["epoch", "xid"], name="change_sealing"),
        ]


class LookQuerySet(models.QuerySet):
    def newest_first(self) -> LookQuerySet:
        return self.order_by("-at", "-pk")

    def at_record(self, subject_id: int) -> LookQuerySet:
        """The record itself was opened, or its opening was refused."""
        return self.filter(subject_id=subject_id)

    def at_lists_with(self, subject_id: int) -> LookQuerySet:
        """A list or search that showed the person's name."""
        return self.filter(listed__contains=[subject_id])

    def since(self, moment: datetime) -> LookQuerySet:
        return self.filter(at__gte=moment)

    def not_reviewed(self, besides: int | None = None) -> LookQuerySet:
        return self.filter(models.Q(review=None) | models.Q(pk=besides))


class Look(models.Model):
    """Somebody saw a person's record, or a list with the person on it."""

    audited = False

    epoch = models.IntegerField(default=0)
    xid = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)
    subject = models.ForeignKey("subjects.Subject", null=True, on_delete=models.DO_NOTHING, related_name="looks",
                                db_constraint=False)
    user_id = models.BigIntegerField(null=True)
    # What was seen ("person", "plan", "search results") and, for lists, whose names.
    what = models.CharField(max_length=80)
    detail = models.CharField(max_length=300, blank=True)
    listed = models.JSONField(null=True)
    path = models.CharField(max_length=300, blank=True)
    request = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=300, blank=True)

    # Who looked is for those who watch over looking, at restricted records most of all; it holds nothing of the record.
    row_security = False

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["listed"], opclasses=["jsonb_path_ops"], name="look_listed"),
            models.Index(fields=["subject", "-at"], name="look_subject"),
            models.Index(fields=["user_id", "-at"], name="look_user"),
            models.Index(fields=["epoch", "xid"], name="look_sealing"),
        ]


class LookReview(models.Model):
    """What somebody found who reviewed a look that seemed to be at one's own circle."""

    look = models.OneToOneField(Look, on_delete=models.PROTECT, related_name="review", db_constraint=False)
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)
    # Part of the work, or something to take up.
    in_order = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_look_to_take_up_says_why", condition=models.Q(in_order=True) | ~models.Q(note="")
            )
        ]

    def __str__(self) -> str:
        return f"{'In order' if self.in_order else 'Taken up'}: look {self.look_id}"


class Seal(models.Model):
    """A link of the chain: the digest of all rows of the transactions from one number up to another."""

    audited = False

    epoch = models.IntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    rows = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)


class Epoch(models.Model):
    """Counts the lives of this database: a restore starts a new one, for transaction numbers begin again."""

    audited = False

    number = models.IntegerField()
    began_at = models.DateTimeField(auto_now_add=True)
