"""A figure that the council puts before the public, with where it comes from and of which day it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class IndicatorQuerySet(models.QuerySet):
    def standing(self) -> IndicatorQuerySet:
        return self.filter(withdrawn_at=None).order_by("title", "-on", "-pk")

    def newest(self) -> list[PublishedIndicator]:
        """One of each title, the latest; the earlier ones are its history."""
        found: dict[str, PublishedIndicator] = {}
        for one in self.standing():
            found.setdefault(one.title, one)
        return list(found.values())


class PublishedIndicator(models.Model):
    """Never changed: a newer figure is another, and a wrong one is withdrawn and stays on the record."""

    title = models.CharField(max_length=120)
    value = models.CharField(max_length=60)
    # What it means and what it leaves out, for a reader who is no analyst.
    words = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    period = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=200)
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_says_what_and_whence", condition=~Q(title="") & ~Q(value="") & ~Q(source="")
            ),
            models.CheckConstraint(
                name="indicator_withdrawn_by_somebody",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.value}"
