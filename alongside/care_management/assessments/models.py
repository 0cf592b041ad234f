"""A needs assessment of an adult (Care Act 2014 s9), proportionate to the person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> AssessmentQuerySet:
        return self.filter(may_see(user))

    def open(self) -> AssessmentQuerySet:
        return self.filter(signed_at=None, ended_at=None)

    def signed(self) -> AssessmentQuerySet:
        return self.filter(signed_at__isnull=False)


class Assessment(models.Model):
    class Depth(models.TextChoices):
        SHORT = "short", "Short"
        FULL = "full", "Full"

    class Kind(models.TextChoices):
        NEEDS = "needs", "Needs assessment (s9)"
        TRANSITION = "transition", "Child's needs assessment before 18 (s58)"
        OCCUPATIONAL_THERAPY = "occupational_therapy", "Occupational therapy"
        SENSORY = "sensory", "Sensory"

    class Mode(models.TextChoices):
        WORKER = "worker", "Led by a worker"
        SUPPORTED_SELF = "supported_self", "Supported self-assessment"
        COMBINED = "combined", "Combined with a carer's assessment, by agreement"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.NEEDS)
    depth = models.CharField(max_length=10, choices=Depth.choices, default=Depth.FULL)
    mode = models.CharField(max_length=20, choices=Mode.choices, default=Mode.WORKER)
    # Everybody concerned agreed to one assessment of both (s12(5)); the carer's part is a record of its own.
    combined_with = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    combination_agreed = models.TextField(blank=True)
    asked_for_on = models.DateField()
    promised_by = models.DateField()
    offer = models.ForeignKey(
        "conversations.AssessmentOffer", null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    assessor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="assessments")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=60, blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shared_on = models.DateField(null=True, blank=True)
    shared_with = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assessment_signed_whole",
                condition=Q(signed_at=None, signed_by=None, response=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, response__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_ended_for_a_reason", condition=Q(ended_at=None) | ~Q(end_reason="")
            ),
            models.CheckConstraint(
                name="assessment_combined_by_agreement",
                condition=~Q(mode="combined") | (Q(combined_with__isnull=False) & ~Q(combination_agreed="")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-started_at"], name="assessment_subject"),
            models.Index(fields=["promised_by"], name="assessment_unsigned",
                         condition=Q(signed_at=None, ended_at=None)),
        ]


class AdvocacyCheck(models.Model):
    """Does the person need an independent advocate to be involved (s67)? Asked of each piece of work."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="advocacy_checks")
    decision = models.OneToOneField("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=120)
    advocate = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    named_on = models.DateField(null=True, blank=True)
