"""A snapshot of the records: its moment, its period, and how far it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

FOLDER = "insight"
GIVEN_UP_AFTER = timedelta(hours=6)


class SnapshotQuerySet(models.QuerySet):
    def finished(self) -> SnapshotQuerySet:
        return self.filter(finished_at__isnull=False, failure="").order_by("-asked_at", "-pk")

    def under_way(self) -> SnapshotQuerySet:
        """Begun and not finished; what a killed worker left is nobody's after some hours."""
        return self.filter(finished_at=None, asked_at__gt=timezone.now() - GIVEN_UP_AFTER)

    def newest_first(self) -> SnapshotQuerySet:
        return self.select_related("asked_by").order_by("-asked_at", "-pk")


class Snapshot(models.Model):
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Nobody: the night's own.
    asked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be taken, in a sentence.
    failure = models.CharField(max_length=300, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="snapshot_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="snapshot_failed_or_not_when_finished", condition=Q(failure="") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Snapshot of {self.asked_at:%-d %B %Y, %H:%M}"

    @property
    def path(self) -> Path:
        return Path(settings.HOME) / FOLDER / f"{self.asked_at:%Y%m%dT%H%M%S}-{self.pk}.parquet"

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None

    @property
    def rows_so_far(self) -> int:
        """Told through the cache: what is written in the middle of a transaction nobody sees."""
        return self.rows or int(cache.get(self._key, 0))

    def say_how_far(self, rows: int) -> None:
        cache.set(self._key, rows, timeout=3600)

    @property
    def _key(self) -> str:
        return f"snapshot-{self.pk}"
