"""A safeguarding concern from any door, and what the safeguarding lead decided to do about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, user) -> ConcernQuerySet:
        return self.filter(may_see(user))

    def undecided(self) -> ConcernQuerySet:
        return self.filter(decided_at=None)


class Concern(models.Model):
    """Taken from the queue exactly once: the work item is its unique key."""

    class Decision(models.TextChoices):
        ENQUIRY = "enquiry", "An enquiry begins (s42)"
        OTHER_ENQUIRY = "other_enquiry", "An enquiry outside s42 begins"
        NOT_SAFEGUARDING = "not_safeguarding", "Not safeguarding; passed on"
        NO_FURTHER_ACTION = "no_further_action", "Nothing further, with reasons"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="concerns")
    item = models.OneToOneField("work.Task", on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    needs_care_and_support = models.BooleanField(null=True)
    at_risk_of_abuse = models.BooleanField(null=True)
    cannot_protect_themselves = models.BooleanField(null=True)
    wishes = models.TextField(blank=True)
    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    reasons = models.TextField(blank=True)
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
        ]
