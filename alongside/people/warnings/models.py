"""Warnings for the safety of staff, and who is at risk when support fails: what an emergency list is made of."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class InForceQuerySet(models.QuerySet):
    def visible_to(self, user) -> InForceQuerySet:
        return self.filter(may_see(user))

    def in_force(self, today: date) -> InForceQuerySet:
        """Still standing on that day. An overdue review does not end a warning: silence is not safety."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today))

    def overdue_for_review(self, today: date) -> InForceQuerySet:
        return self.in_force(today).filter(review_on__lt=today)

    def with_people(self) -> InForceQuerySet:
        return self.select_related("subject", "decided_by")


class StaffWarning(models.Model):
    """What staff must know before they visit or ring."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="warnings")
    kind = models.CharField(max_length=60)
    headline = models.CharField(max_length=120)
    # What to do about it.
    advice = models.CharField(max_length=300)
    evidence = models.TextField()
    review_on = models.DateField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    # The person is told that there is a warning, unless telling them would bring danger.
    informed_on = models.DateField(null=True, blank=True)
    not_informed_reason = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="warning_ended_whole",
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="warning_person_informed_or_why_not",
                condition=(Q(informed_on__isnull=False) & Q(not_informed_reason=""))
                | (Q(informed_on=None) & ~Q(not_informed_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject"], name="warning_standing", condition=Q(ended_on=None)),
            models.Index(fields=["review_on"], name="warning_review", condition=Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return self.headline


class WarningReview(models.Model):
    """A warning looked at again, and kept."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    warning = models.ForeignKey(StaffWarning, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    why_kept = models.CharField(max_length=300)
    next_review_on = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class SupportFailure(models.Model):
    """Somebody who comes to harm quickly when support fails: what would happen, and whom to ring first."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="support_failures")
    if_what_fails = models.CharField(max_length=200)
    then = models.CharField(max_length=300)
    ring_first = models.CharField(max_length=200)
    within_hours = models.PositiveSmallIntegerField()
    review_on = models.DateField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["within_hours", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_failure_ended_whole",
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"If {self.if_what_fails} fails: {self.ring_first}"
