"""What a worker's own calendar says: when they are busy, and nothing else of it. And the calendar we give them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from alongside.foundation.secret_links import OpenedByLink, digest_of


class WorkCalendarQuerySet(models.QuerySet):
    def of(self, worker: Any) -> WorkCalendar | None:
        return self.filter(worker=worker).first()

    def subscribed(self) -> Self:
        """Those that are read again and again."""
        return self.exclude(address="").filter(worker__is_active=True)


class WorkCalendar(models.Model):
    """Read by its address every 15 minutes in office hours and when asked, or once from a file. The address opens the
    calendar: it is shown to nobody but the worker, and is in no audit."""

    worker = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="work_calendar")
    address = models.CharField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    # Why the last try did not work, in a sentence; what was read before still holds.
    problem = models.CharField(max_length=300, blank=True)

    objects = WorkCalendarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="calendar_is_an_address_or_a_file",
                condition=(~Q(address="") & Q(file_name="")) | (Q(address="") & ~Q(file_name="")),
            ),
            models.CheckConstraint(
                name="calendar_address_is_https", condition=Q(address="") | Q(address__startswith="https://")),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.worker}"


class BusyQuerySet(models.QuerySet):
    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class BusyTime(models.Model):
    """From when to when, without a word of what for."""

    audited = False  # derived from the calendar; written anew at each reading

    worker = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = BusyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="busy_from_until", condition=Q(ends_at__gt=F("starts_at")))]
        indexes = [models.Index(fields=["worker", "starts_at"], name="busy_worker")]

    def __str__(self) -> str:
        return f"{self.worker} is busy"


class FeedQuerySet(models.QuerySet):
    def of(self, worker: Any) -> CalendarFeed | None:
        return self.filter(worker=worker).first()

    def by_secret(self, secret: str) -> CalendarFeed | None:
        if not secret:
            return None
        return self.filter(link_digest=digest_of(secret), worker__is_active=True).select_related("worker").first()


class CalendarFeed(OpenedByLink):
    """A worker's planning sessions as a calendar to subscribe to. Times and places only: whose they are stays here."""

    worker = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="calendar_feed")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = FeedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Calendar for {self.worker}"
