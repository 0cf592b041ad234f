"""A copy that was asked for: being made, ready for a few days, then gone. That it was given stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see
from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject

# Long enough to read it through and give it; short enough that no second record lies about.
KEPT = timedelta(days=7)
# Where the files are, in the store; no backup and no export of everything holds them.
FOLDER = "copies"


class CopyQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> CopyQuerySet:
        return self.filter(may_see(user))

    def of(self, subject: Subject) -> CopyQuerySet:
        return self.filter(subject=subject).select_related("asked_by", "subject").order_by("-asked_at", "-pk")

    def with_a_file(self) -> CopyQuerySet:
        return self.exclude(file="")

    def past_their_time(self, now: datetime) -> CopyQuerySet:
        return self.with_a_file().filter(made_at__lte=now - KEPT)


class Copy(models.Model):
    # About the giving of the record, and no part of it: a copy does not hold the copies.
    in_a_copy = False

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="copies")
    # What is usually left out and was put in, by mark; and why.
    include = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    identity = models.CharField(max_length=300)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    # How far it is, in kinds of record written.
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    # How many rows stayed out, by mark, and how many of each kind are in it.
    left_out = models.JSONField(default=dict)
    held = models.JSONField(default=list)
    made_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=120, blank=True)
    given_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies"
        constraints = [
            models.CheckConstraint(name="copy_made_or_failed", condition=Q(made_at=None) | Q(failed_at=None)),
            models.CheckConstraint(name="copy_has_a_file_once_made", condition=Q(file="") | Q(made_at__isnull=False)),
            models.CheckConstraint(
                name="copy_failed_for_a_reason", condition=Q(failed_at=None, failure="")
                | (Q(failed_at__isnull=False) & ~Q(failure="")),
            ),
            models.CheckConstraint(
                name="copy_given_whole", condition=Q(given_by=None, given_at=None)
                | Q(given_by__isnull=False, given_at__isnull=False, made_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-asked_at"], name="copy_subject")]

    def __str__(self) -> str:
        return f"A copy of the record, asked for on {self.asked_at:%-d %B %Y}"

    @property
    def is_being_made(self) -> bool:
        return self.made_at is None and self.failed_at is None

    @property
    def kept_until(self) -> datetime | None:
        return self.made_at + KEPT if self.made_at else None

    def may_be_taken(self, now: datetime) -> bool:
        return bool(self.file) and self.kept_until is not None and now < self.kept_until
