"""What a referrer writes and sends from outside: a draft, its files, what they add afterwards."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see


def new_key() -> str:
    """What stands in an address: 192 bits that nobody guesses."""
    return secrets.token_urlsafe(24)


def new_file() -> str:
    return f"referrals/{secrets.token_hex(24)}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, email: str) -> DraftQuerySet:
        return self.filter(email=email).order_by("-changed_at", "-pk")

    def at(self, key: str) -> DraftQuerySet:
        return self.filter(key=key)

    def unused(self, days: int) -> DraftQuerySet:
        return self.filter(changed_at__lt=timezone.now() - timedelta(days=days))


class Draft(models.Model):
    """A referral half written by somebody who has shown this address to be theirs. Sent or forgotten, it is gone."""

    audited = False  # nobody's record yet; what is sent is audited

    key = models.CharField(max_length=40, unique=True, default=new_key)
    email = models.EmailField()
    # By step, as it was typed: also what is wrong or not whole yet.
    answers = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["email", "-changed_at"], name="referral_draft_of")]

    def __str__(self) -> str:
        return f"Draft of {self.made_at:%-d %B %Y}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> AttachmentQuerySet:
        return self.filter(Q(subject=None) | may_see(user), referral__isnull=False)

    def in_order(self) -> AttachmentQuerySet:
        return self.order_by("pk")


class Attachment(models.Model):
    """A file that was cleaned before it was kept, in the private store under a name that says nothing."""

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="referral_files"
    )
    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    referral = models.ForeignKey(
        "referrals.Referral", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.CharField(max_length=80, unique=True, default=new_file)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_file_of_one",
                condition=Q(draft__isnull=False, referral=None, subject=None) | Q(draft=None, referral__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def content(self) -> bytes:
        with default_storage.open(self.file) as opened:
            return bytes(opened.read())


class Addition(models.Model):
    """What the referrer added after sending."""

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="referral_additions"
    )
    referral = models.ForeignKey("referrals.Referral", on_delete=models.PROTECT, related_name="additions")
    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="addition_says_something", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"Added on {self.at:%-d %B %Y}"
