"""Grants: why somebody may open a record. Written by involvements and by break-glass, never by hand."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


class GrantQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> GrantQuerySet:
        day = on or timezone.localdate()
        return self.not_ended(day).filter(starts_on__lte=day)

    def not_ended(self, on: date) -> GrantQuerySet:
        """In force on that day or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def by_name(self) -> GrantQuerySet:
        return self.filter(user__isnull=False).select_related("user").order_by("user__name", "pk")


class Grant(models.Model):
    class Reason(models.TextChoices):
        INVOLVED = "involved", "Works with this person"
        NAMED = "named", "Named on a restricted record"
        BREAK_GLASS = "break_glass", "Opened in an emergency"
        DELEGATED = "delegated", "Work delegated to another organisation"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    note = models.TextField(blank=True)
    # What gave the grant (for instance "involvements.involvement:12"), so that its end ends the grant too.
    source = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    # The wall is built from grants, and emergency openings are reviewed by somebody who may not open the record.
    row_security = False

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_to_a_user_or_a_team",
                condition=Q(user__isnull=False, team=None) | Q(user=None, team__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "user"], name="grant_subject_user"),
            models.Index(fields=["user", "subject"], name="grant_user_subject"),
            models.Index(fields=["team", "subject"], name="grant_team_subject"),
            models.Index(fields=["source"], name="grant_source"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.team}: {self.get_reason_display()}"


class BreakGlassQuerySet(models.QuerySet):
    def newest_first(self) -> BreakGlassQuerySet:
        return self.select_related("grant__user", "reviewed_by").order_by("-opened_at", "-pk")

    def to_review(self) -> BreakGlassQuerySet:
        return self.filter(reviewed_at=None)


class BreakGlass(models.Model):
    """An emergency opening of a record: its reason, and the information governance lead's view of it."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="break_glass")
    reason = models.TextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    justified = models.BooleanField(null=True)
    review_note = models.TextField(blank=True)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="break_glass_review_is_whole",
                condition=Q(reviewed_by=None, reviewed_at=None, justified=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False, justified__isnull=False),
            )
        ]
