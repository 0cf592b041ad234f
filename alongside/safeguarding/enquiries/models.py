"""A safeguarding concern from any door, and what the safeguarding lead decided to do about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def undecided(self) -> Self:
        return self.filter(decided_at=None)

    def at_work_or_decided_since(self, moment: datetime) -> Self:
        """What somebody has taken and not decided, soonest due first, and what was decided lately."""
        return self.filter(Q(decided_at=None) | Q(decided_at__gte=moment)).order_by(
            "item__due_on", "item__due_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("subject", "item", "taken_by", "decided_by", "raised__raised_by", "raised__response",
                                   "raised__conversation")


class Concern(models.Model):
    """Taken from the queue exactly once: the work item is its unique key."""

    class Decision(models.TextChoices):
        ENQUIRY = "enquiry", "An enquiry begins (section 42)"
        OTHER_ENQUIRY = "other_enquiry", "An enquiry outside section 42 begins"
        NOT_SAFEGUARDING = "not_safeguarding", "Not safeguarding; passed on"
        NO_FURTHER_ACTION = "no_further_action", "Nothing further, with reasons"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="concerns")
    item = models.OneToOneField("work.Task", on_delete=models.PROTECT, related_name="+")
    raised = models.OneToOneField(
        "conversations.RaisedConcern", on_delete=models.PROTECT, related_name="concern"
    )
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    # The three parts of the test in section 42(1).
    needs_care_and_support = models.BooleanField(null=True)
    at_risk_of_abuse = models.BooleanField(null=True)
    cannot_protect_themselves = models.BooleanField(null=True)
    wishes = models.TextField(blank=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    reasons = models.TextField(blank=True)
    passed_to = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="concern_decided_whole",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | (~Q(decision="") & ~Q(reasons="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="concern_passed_on_to_somebody",
                condition=~Q(decision="not_safeguarding") | ~Q(passed_to=""),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-taken_at"], name="concern_subject")]

    def __str__(self) -> str:
        return f"Concern about {self.subject}"
