"""The nation's figures of our own records, worked out from a snapshot and kept. Whose waits they are is in a file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

# What a killed worker left is nobody's after so long.
GIVEN_UP_AFTER = timedelta(hours=3)


class NationalRunQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.select_related("asked_by").order_by("-asked_at", "-pk")

    def done(self) -> Self:
        return self.filter(finished_at__isnull=False, failure="")

    def latest(self) -> NationalRun | None:
        """The one whose figures stand."""
        return self.done().order_by("-snapshot_at", "-pk").first()

    def under_way(self) -> NationalRun | None:
        return self.newest_first().filter(finished_at=None, asked_at__gt=timezone.now() - GIVEN_UP_AFTER).first()

    def last_failure(self) -> str:
        """Of the newest that is over, if it failed."""
        newest = self.newest_first().filter(finished_at__isnull=False).first()
        return newest.failure if newest else ""


class NationalRun(models.Model):
    """Once through the events of a snapshot."""

    # Nobody: the night's own.
    asked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    # The moment at which the records were read, and the first day whose requests are counted.
    snapshot_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be done, in a sentence.
    failure = models.CharField(max_length=300, blank=True)

    objects = NationalRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="waits_counted_from_a_snapshot",
                condition=Q(finished_at=None) | ~Q(failure="") | Q(snapshot_at__isnull=False, since__isnull=False),
            ),
            models.CheckConstraint(
                name="waits_failed_or_not_when_over", condition=Q(failure="") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"National waiting times, {self.asked_at:%-d %B %Y}"

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None

    @property
    def people_file(self) -> Path:
        return Path(settings.HOME) / "insight" / "waits" / f"{self.pk}.parquet"


class NationalMedianQuerySet(models.QuerySet):
    def newest_quarter_first(self) -> Self:
        return self.order_by("-quarter", "measure", "age_band")


class NationalMedian(models.Model):
    """One figure of a run: how long people of an age band waited whose answer began in a quarter."""

    run = models.ForeignKey(NationalRun, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=20)
    # Its first day.
    quarter = models.DateField()
    age_band = models.CharField(max_length=20)
    median = models.DecimalField(max_digits=8, decimal_places=1)
    longest = models.PositiveIntegerField()
    waits = models.PositiveIntegerField()

    objects = NationalMedianQuerySet.as_manager()

    # Worked out anew every night from audited records.
    audited = False

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_national_median", fields=["run", "measure", "quarter", "age_band"]),
            models.CheckConstraint(name="national_median_of_somebody", condition=Q(waits__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.quarter}, {self.age_band}"
