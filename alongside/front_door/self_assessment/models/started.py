"""What somebody without an account has written so far. Nobody's record: it is forgotten unless they send it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from alongside.foundation.questionnaires import declare

from ..offers import offer_of


def new_secret() -> str:
    """128 bits and more: what opens something to whoever holds it."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """What is kept of a secret: enough to know it again, and nothing to open anything with."""
    return salted_hmac("self_assessment.secret", secret, algorithm="sha256").hexdigest()


class StartedQuerySet(models.QuerySet["Started"]):
    def of_secret(self, secret: str, offer: str) -> Started | None:
        """What this browser goes on with."""
        return self.filter(secret=digest(secret), offer=offer).first() if secret else None

    def kept_for(self, address: str) -> Self:
        """Saved for later under an address (its digest), the newest first."""
        return self.filter(address=address).order_by("-saved_at") if address else self.none()

    def untouched_since(self, moment: datetime) -> Self:
        return self.filter(saved_at__lt=moment)


class Started(models.Model):
    """Anonymous until it is sent; then it is a `Sent` and this row is gone."""

    audited = False  # about nobody we know; gone after the council's days

    # Digests: of the secret in the browser's cookie, and of the one in the link that was sent.
    secret = models.CharField(max_length=64, unique=True)
    link = models.CharField(max_length=64, blank=True)
    # Digest of the email address or mobile number to come back by: it cannot be read.
    address = models.CharField(max_length=64, blank=True)
    offer = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()
    # They came to the end, and what they said of it: enough for now, or not.
    finished_at = models.DateTimeField(null=True, blank=True)
    enough = models.BooleanField(null=True)

    objects = StartedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "started"
        constraints = [
            models.CheckConstraint(name="started_link_has_its_address", condition=Q(link="") | ~Q(address="")),
            models.CheckConstraint(name="started_is_enough_at_the_end",
                                   condition=Q(enough=None) | Q(finished_at__isnull=False)),
            models.UniqueConstraint(name="started_link_is_its_own", fields=["link"], condition=~Q(link="")),
        ]
        indexes = [
            models.Index(fields=["address"], name="started_address", condition=~Q(address="")),
            models.Index(fields=["saved_at"], name="started_saved"),
        ]

    def __str__(self) -> str:
        return f"Something begun on {self.begun_at:%-d %B %Y}"

    @property
    def whole(self) -> declare.Questionnaire:
        """Its questions, and after them those that are asked before sending."""
        return offer_of(self.offer).whole(self.version)
