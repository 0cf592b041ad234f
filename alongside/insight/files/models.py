"""A file of events that somebody gave to be checked. The file and its results are on disk, for some days."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import F, Q

KEPT_FOR = timedelta(days=7)
LISTED = 20


def home() -> Path:
    """Where the folders of all given files stand."""
    return Path(settings.HOME) / "insight" / "files"


class GivenFileQuerySet(models.QuerySet):
    def newest_first(self) -> GivenFileQuerySet:
        return self.select_related("given_by", "deleted_by").order_by("-given_at", "-pk")

    def kept(self) -> GivenFileQuerySet:
        return self.filter(deleted_at=None)

    def past_their_time(self, now: datetime) -> GivenFileQuerySet:
        return self.kept().filter(given_at__lte=now - KEPT_FOR)


class GivenFile(models.Model):
    name = models.CharField(max_length=150)
    # Whose it is, and what it is checked for.
    purpose = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    release = models.PositiveSmallIntegerField(default=2)
    # Of the measures, where they were asked for.
    year = models.CharField(max_length=7, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    # What it is at, how many steps are done, and of how many.
    step = models.CharField(max_length=120, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    # How often it was begun: a file that ends the worker must not end it for ever.
    begun = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Why it could not be checked, in a sentence.
    failure = models.CharField(max_length=600, blank=True)
    rows = models.PositiveBigIntegerField(default=0)
    failing = models.PositiveBigIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)
    # Nobody where its time was over.
    deleted_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = GivenFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="given_file_is_of_a_release", condition=Q(release__in=[1, 2])),
            models.CheckConstraint(
                name="given_file_failed_is_over", condition=Q(failure="") | Q(finished_at__isnull=False)
            ),
            models.CheckConstraint(
                name="given_file_deleted_by_somebody_at_some_time",
                condition=Q(deleted_by=None) | Q(deleted_at__isnull=False),
            ),
            models.CheckConstraint(name="given_file_steps_are_of_so_many", condition=Q(done__lte=F("of"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None and self.deleted_at is None

    @property
    def is_kept(self) -> bool:
        return self.deleted_at is None

    @property
    def kept_until(self) -> datetime:
        return self.given_at + KEPT_FOR

    @property
    def folder(self) -> Path:
        return home() / str(self.pk)

    @property
    def file(self) -> Path:
        """In a folder of its own, so that its name is never one of ours."""
        return self.folder / "given" / self.name

    @property
    def population(self) -> Path | None:
        return next((self.folder / "population").glob("*"), None)

    @property
    def results_file(self) -> Path:
        return self.folder / "results.json"

    @property
    def failing_file(self) -> Path:
        return self.folder / "failing.csv"

    def clear_away(self) -> None:
        """The file and everything that was made of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
