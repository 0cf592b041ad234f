"""Planning sessions: up to an hour on what somebody wants and what is around them. Not an assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from alongside.foundation.access.conditions import may_see

LONGEST_MINUTES = 60


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def to_come(self, now: datetime) -> Self:
        return self.filter(starts_at__gte=now, cancelled_at=None, held_at=None).order_by("starts_at", "pk")

    def to_write_up(self, now: datetime) -> Self:
        """Their hour has come and nobody has said what came of it."""
        return self.filter(starts_at__lt=now, cancelled_at=None, held_at=None).order_by("starts_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("subject", "facilitator")


class PlanningSession(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="planning_sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    facilitator = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="planning_sessions")
    booked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(auto_now_add=True)
    wants_to_talk_about = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    # The wellbeing plan that came of it.
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="planning_session_is_up_to_an_hour",
                condition=Q(ends_at__gt=F("starts_at"))
                & Q(ends_at__lte=models.ExpressionWrapper(
                    F("starts_at") + models.Value("60 minutes", output_field=models.DurationField()),
                    output_field=models.DateTimeField())),
            ),
            models.CheckConstraint(
                name="planning_session_cancelled_for_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False, held_at=None) & ~Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="planning_session_held_gave_a_plan",
                condition=Q(held_at=None, response=None) | Q(held_at__isnull=False, response__isnull=False),
            ),
            ExclusionConstraint(
                name="facilitator_in_one_place_at_a_time",
                expressions=[
                    (Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField()),
                     RangeOperators.OVERLAPS),
                    ("facilitator", RangeOperators.EQUAL),
                ],
                condition=Q(cancelled_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-starts_at"], name="planning_session_subject"),
            models.Index(fields=["starts_at"], name="planning_session_to_come",
                         condition=Q(cancelled_at=None, held_at=None)),
        ]

    def __str__(self) -> str:
        return f"Planning session with {self.subject} on {self.starts_at:%-d %B %Y}"

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)
