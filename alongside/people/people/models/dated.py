"""What holds between two days: current while it has no last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q


class DatedQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(ends_on=None)

    def newest_first(self) -> Self:
        return self.order_by(models.F("ends_on").desc(nulls_first=True), "-starts_on", "-pk")

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)


class Dated(models.Model):
    """The first day is often not known; the last day always is, for somebody ended it."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        return self.ends_on is None

    def when_joined(self, today: date) -> dict[str, Any]:
        """What changes when this row comes to a record that already has its like: it is kept, as no longer current."""
        last = today - timedelta(days=1)
        return {"ends_on": max(last, self.starts_on or last)}


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on"))
    )
