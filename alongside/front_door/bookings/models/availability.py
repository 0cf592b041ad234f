"""When a worker has time for planning sessions: a weekly pattern, and single days. Free times follow from it."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from .sessions import LONGEST_MINUTES, Way


class AvailableQuerySet(models.QuerySet):
    def of(self, worker: Any) -> Self:
        return self.filter(worker=worker).order_by("on_day", "weekday", "starts", "pk")

    def between(self, first: date, last: date) -> Self:
        """What gives any time on these days."""
        weekly = Q(on_day=None, from_day__lte=last) & (Q(until_day=None) | Q(until_day__gte=first))
        return self.filter(weekly | Q(on_day__range=(first, last)), worker__is_active=True)

    def for_sessions(self, way: str, place: str) -> Self:
        return self.filter(way=way, place=place)


class AvailableHours(models.Model):
    """Hours of a weekday, or of one day, in which sessions may be booked; `place` is the key of an access point."""

    worker = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="available_hours")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    on_day = models.DateField(null=True, blank=True)
    starts = models.TimeField()
    ends = models.TimeField()
    way = models.CharField(max_length=10, choices=Way.choices)
    place = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    # Between two sessions: to write down, to travel.
    pause = models.PositiveSmallIntegerField(default=15)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    objects = AvailableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="available_on_a_weekday_or_one_day",
                condition=Q(weekday__range=(0, 6), on_day=None) | Q(weekday=None, on_day__isnull=False),
            ),
            models.CheckConstraint(name="available_from_until", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="available_sessions_are_up_to_an_hour", condition=Q(minutes__range=(15, LONGEST_MINUTES))),
            models.CheckConstraint(name="available_pause_is_short", condition=Q(pause__lte=120)),
            models.CheckConstraint(
                name="available_at_a_place_or_none",
                condition=(Q(way="place") & ~Q(place="")) | (~Q(way="place") & Q(place="")),
            ),
            models.CheckConstraint(
                name="available_until_after_from", condition=Q(until_day=None) | Q(until_day__gte=F("from_day"))),
        ]
        indexes = [models.Index(fields=["way", "place"], name="available_way_place")]

    def __str__(self) -> str:
        return f"{self.worker}, {self.starts:%-H.%M} to {self.ends:%-H.%M}"
