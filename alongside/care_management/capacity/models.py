"""A mental capacity assessment of one decision at one time (MCA 2005 ss2, 3), and the best-interests record (s4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class CapacityQuerySet(models.QuerySet):
    def visible_to(self, user) -> CapacityQuerySet:
        return self.filter(may_see(user))


class CapacityAssessment(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="capacity_assessments")
    the_decision = models.CharField(max_length=300)
    response = models.OneToOneField("questionnaires.Response", on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    assessed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    may_regain_by = models.DateField(null=True, blank=True)

    objects = CapacityQuerySet.as_manager()


class BestInterestsDecision(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="best_interests")
    capacity = models.OneToOneField(CapacityAssessment, on_delete=models.PROTECT, related_name="best_interests")
    response = models.OneToOneField("questionnaires.Response", on_delete=models.PROTECT, related_name="+")
    decided = models.TextField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    # An independent mental capacity advocate, where the person has nobody else and the move or treatment is serious.
    imca_needed = models.BooleanField(default=False)
    imca_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="best_interests_says_what", condition=~Q(decided="")),
        ]
