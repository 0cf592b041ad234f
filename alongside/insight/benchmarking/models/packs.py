"""A pack of profiles made behind the pages: how far it is, and the files it left."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q

FORMS = ("pdf", "html", "json")


class PackQuerySet(models.QuerySet):
    def newest_first(self) -> PackQuerySet:
        return self.select_related("asked_by").order_by("-asked_at", "-pk")

    def under_way(self) -> PackQuerySet:
        return self.filter(finished_at=None)


class KeptPack(models.Model):
    """Profiles of a group in a year, as they stood when they were made. Kept until somebody throws it away."""

    group = models.CharField(max_length=80)
    year = models.CharField(max_length=7)
    baseline = models.CharField(max_length=7, blank=True)
    # Percentage points, as asked for; nothing: the usual ones.
    tolerance = models.CharField(max_length=10, blank=True)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    step = models.CharField(max_length=120, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    councils = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="pack_failed_is_over", condition=Q(failure="") | Q(finished_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.year}"

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None

    @property
    def is_there(self) -> bool:
        return bool(self.finished_at) and not self.failure

    @property
    def folder(self) -> Path:
        return Path(settings.HOME) / "insight" / "packs" / str(self.pk)

    def file(self, form: str) -> Path:
        return self.folder / f"pack.{form}"
