"""Somebody who signed in by code: a session of its own kind, known by a secret that only their browser has."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alongside.foundation.audit.context import acting
from alongside.rules import council

from .access import Access, Way


def _policy(name: str) -> int:
    value: int = council.load(settings.COUNCIL_PACK).policy(f"my_plan.{name}", timezone.localdate())
    return value


def digest_of(secret: str) -> str:
    return salted_hmac("own_access.signed_in", secret, algorithm="sha256").hexdigest()


def new_secret() -> str:
    return secrets.token_urlsafe(32)


class SignedInQuerySet(models.QuerySet["SignedIn"]):
    def by_secret(self, secret: str) -> SignedIn | None:
        """The session of this browser while it lasts: neither idle for too long, nor older than it may get."""
        return self._by_secret(secret, timezone.now())

    def lately_by_secret(self, secret: str, minutes: int) -> SignedIn | None:
        """Also one that ended by itself within these minutes: it lets nobody in, and says whose words came too late."""
        return self._by_secret(secret, timezone.now() - timedelta(minutes=minutes))

    def _by_secret(self, secret: str, now: datetime) -> SignedIn | None:
        return self.select_related("access__subject", "access__authority", "access__relationship").filter(
            digest=digest_of(secret),
            seen_at__gte=now - timedelta(minutes=_policy("idle_minutes")),
            started_at__gte=now - timedelta(hours=_policy("at_most_hours")),
        ).first() if secret else None

    def long_over(self) -> Self:
        return self.filter(started_at__lt=timezone.now() - timedelta(days=2))


class SignedIn(models.Model):
    """`channel` and `normal` say what they proved to have; the record they read is chosen from what that opens."""

    audited = False  # the sign-in itself is a look at the record; this row is gone within days
    in_a_copy = False

    subject = models.ForeignKey("subjects.Subject", null=True, on_delete=models.CASCADE, related_name="+")
    access = models.ForeignKey(Access, null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=10, choices=Way.Channel.choices)
    normal = models.CharField(max_length=254)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = SignedInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signed_in_to_one_record",
                condition=Q(subject=None, access=None) | Q(subject__isnull=False, access__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["started_at"], name="signed_in_started")]


def seen_now(visit: SignedIn) -> None:
    """The clock of the session starts again, at most once a minute."""
    now = timezone.now()
    if now - visit.seen_at >= timedelta(minutes=1):
        with acting(why="My plan: at the door"):
            SignedIn.objects.filter(pk=visit.pk).update(seen_at=now)
