"""What was changed and who looked, append-only and sealed. Written by triggers; the web role may only read it.

Tamper-evident, not tamper-proof: whoever owns the database and holds the sealing key could rewrite both.
"""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """One changed row (or one bulk load, with its count and digest), as the trigger saw it."""

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

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "-id"], name="change_subject"),
            models.Index(fields=["table", "row"], name="change_row"),
            models.Index(fields=["epoch", "xid"], name="change_sealing"),
        ]


class Look(models.Model):
    """Somebody saw a person's record, or a list with the person on it."""

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

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="look_subject"),
            models.Index(fields=["user_id", "-at"], name="look_user"),
            models.Index(fields=["epoch", "xid"], name="look_sealing"),
        ]


class Seal(models.Model):
    """A link of the chain: the digest of all rows of the transactions from one number up to another."""

    epoch = models.IntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()
    rows = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)


class Epoch(models.Model):
    """Counts the lives of this database: a restore starts a new one, for transaction numbers begin again."""

    number = models.IntegerField()
    began_at = models.DateTimeField(auto_now_add=True)
