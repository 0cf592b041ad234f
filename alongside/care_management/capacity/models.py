"""Mental capacity for one decision at one time (MCA 2005 ss2, 3), and the best-interests record (s4)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see

LACKS = "lacks_capacity_for_this_decision"


class CapacityQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def open(self) -> Self:
        return self.filter(assessed_on=None, ended_on=None)

    def done(self) -> Self:
        return self.filter(assessed_on__isnull=False)

    def lacking(self) -> Self:
        return self.done().filter(decision__decided_outcome=LACKS)

    def to_look_at_again(self, today: date) -> Self:
        """Capacity was lacking and may have come back by now."""
        return self.lacking().filter(may_regain_by__lte=today)

    def with_people(self) -> Self:
        return self.select_related("subject", "decision", "assessed_by", "started_by", "response", "best_interests")

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class CapacityAssessment(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="capacity_assessments")
    # Capacity is always about one decision at one time.
    the_decision = models.CharField(max_length=300)
    why_doubted = models.TextField()
    # The piece of work in which the doubt arose, as events.source_of writes it.
    raised_in = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.OneToOneField(
        "decisions.DecisionRecord", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assessed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField(null=True, blank=True)
    may_regain_by = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_words = models.TextField(blank=True)

    objects = CapacityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="capacity_is_about_a_decision", condition=~Q(the_decision="")),
            models.CheckConstraint(
                name="capacity_assessed_whole",
                condition=Q(assessed_on=None, assessed_by=None, response=None, decision=None, may_regain_by=None)
                | Q(
                    assessed_on__isnull=False, assessed_by__isnull=False, response__isnull=False, decision__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="capacity_ended_for_a_reason",
                condition=Q(ended_on=None, end_words="") | (Q(ended_on__isnull=False) & ~Q(end_words="")),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-started_at"], name="capacity_subject")]

    def __str__(self) -> str:
        return f"Capacity of {self.subject}: {self.the_decision}"

    @property
    def about(self) -> str:
        return f"capacity.capacityassessment:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.assessed_on is None and self.ended_on is None

    @property
    def lacks_capacity(self) -> bool:
        return self.decision is not None and self.decision.decided_outcome == LACKS


class BestInterestsDecision(models.Model):
    """What was decided for somebody who lacks capacity for this decision, and how."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="best_interests")
    capacity = models.OneToOneField(CapacityAssessment, on_delete=models.PROTECT, related_name="best_interests")
    response = models.OneToOneField("questionnaires.Response", on_delete=models.PROTECT, related_name="+")
    decided = models.TextField()
    # The attorney or deputy whose decision it is, or else the worker who decided.
    decided_by_authority = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    # An independent mental capacity advocate, where the person has nobody else and the move or treatment is serious.
    imca_needed = models.BooleanField(default=False)
    imca_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="best_interests_says_what", condition=~Q(decided="")),
        ]

    def __str__(self) -> str:
        return f"Best interests of {self.subject}: {self.capacity.the_decision}"
