"""Decisions kept whole: facts, day, rule and workings, so that each can be replayed in ten years."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DecisionRecord(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="decisions")
    rule = models.CharField(max_length=80)
    rule_version = models.CharField(max_length=40)
    on = models.DateField()
    facts = models.JSONField()
    outcome = models.CharField(max_length=80)
    figures = models.JSONField(default=dict)
    because = models.JSONField(default=list)
    law = models.JSONField(default=list)
    # Software recommends; a named person decides, and says why where the two differ.
    decided_outcome = models.CharField(max_length=80)
    override_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="decisions_made")
    decided_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="override_carries_its_reason",
                condition=Q(decided_outcome=models.F("outcome")) | ~Q(override_reason=""),
            )
        ]
        indexes = [models.Index(fields=["subject", "rule"], name="decision_subject_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.decided_outcome}"

    @property
    def overridden(self) -> bool:
        return self.decided_outcome != self.outcome
