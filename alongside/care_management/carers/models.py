"""A carer's assessment (s10), in house or by an organisation that sees only its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class CarersAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> CarersAssessmentQuerySet:
        return self.filter(may_see(user))

    def open(self) -> CarersAssessmentQuerySet:
        return self.filter(signed_at=None, ended_at=None)


class CarersAssessment(models.Model):
    class Kind(models.TextChoices):
        ADULT_CARER = "adult_carer", "Carer of an adult (s10)"
        CHILDS_CARER = "childs_carer", "Carer of a child before 18 (s60)"
        YOUNG_CARER = "young_carer", "Young carer before 18 (s63)"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="carers_assessments")
    cared_for = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ADULT_CARER)
    asked_for_on = models.DateField()
    promised_by = models.DateField()
    offer = models.ForeignKey(
        "conversations.AssessmentOffer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_by_organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    method = models.CharField(max_length=60, blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    information_given = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)

    objects = CarersAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="carers_assessment_signed_whole",
                condition=Q(signed_at=None, signed_by=None, response=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, response__isnull=False),
            ),
            models.CheckConstraint(
                name="carers_assessment_ended_for_a_reason", condition=Q(ended_at=None) | ~Q(end_reason="")
            ),
        ]
