"""A booking that somebody has begun: what they have answered so far, until they book or it is forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from .sessions import new_secret


class DraftQuerySet(models.QuerySet):
    def by_key(self, key: str) -> BookingDraft | None:
        return self.filter(key=key).first() if key else None

    def untouched_since(self, moment: datetime) -> Self:
        return self.filter(touched_at__lt=moment)


class BookingDraft(models.Model):
    """Nobody reads it but whoever began it: its key is in a cookie of their browser and in no address."""

    audited = False  # a draft; gone when it is booked, or after the council's days

    key = models.CharField(max_length=40, unique=True, default=new_secret)
    answers = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return "A booking that is not finished"
