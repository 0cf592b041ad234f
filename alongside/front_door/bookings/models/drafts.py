"""A booking that somebody has begun: what they have answered so far, until they book or it is forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from alongside.foundation.secret_links import OpenedByLink, digest_of


class DraftQuerySet(models.QuerySet):
    def by_secret(self, secret: str) -> BookingDraft | None:
        return self.filter(link_digest=digest_of(secret)).first() if secret else None

    def untouched_since(self, moment: datetime) -> Self:
        return self.filter(touched_at__lt=moment)


class BookingDraft(OpenedByLink):
    """Nobody reads it but whoever began it: its secret is in a cookie of their browser and in no address."""

    audited = False  # a draft; gone when it is booked, or after the council's days

    answers = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return "A booking that is not finished"
