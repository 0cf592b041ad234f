"""How many began, came to the end, had enough, sent it: by day and by what was offered, of nobody in particular."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Sum


class CountedQuerySet(models.QuerySet["Counted"]):
    def between(self, first: date, last: date) -> Self:
        return self.filter(on__range=(first, last))

    def added_up(self) -> dict[tuple[str, str], int]:
        """How often, by what was offered and what happened."""
        rows = self.values_list("offer", "what").annotate(Sum("times")).order_by("offer", "what")
        return {(offer, what): times for offer, what, times in rows}


class Counted(models.Model):
    audited = False

    class What(models.TextChoices):
        STARTED = "started", "Started"
        FINISHED = "finished", "Came to the end"
        ENOUGH = "enough", "Had enough with what they found"
        SAVED = "saved", "Saved for later"
        SENT = "sent", "Sent to us"

    on = models.DateField()
    offer = models.CharField(max_length=40)
    what = models.CharField(max_length=10, choices=What.choices)
    times = models.PositiveIntegerField(default=0)

    objects = CountedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "counted"
        constraints = [models.UniqueConstraint(fields=["on", "offer", "what"], name="self_assessment_once_a_day")]

    def __str__(self) -> str:
        return f"{self.offer}, {self.get_what_display().lower()}: {self.times}"
