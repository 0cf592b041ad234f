"""Reviews of plans (s27): settling-in by week 8, then within twelve months, and whenever something changes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user) -> ReviewQuerySet:
        return self.filter(may_see(user))

    def outstanding(self) -> ReviewQuerySet:
        return self.filter(done_on=None, cancelled_at=None)

    def overdue(self, today) -> ReviewQuerySet:
        return self.outstanding().filter(due_on__lt=today)

    def unallocated(self) -> ReviewQuerySet:
        return self.outstanding().filter(worker=None)


class Review(models.Model):
    class Kind(models.TextChoices):
        SETTLING_IN = "settling_in", "Settling-in review"
        YEARLY = "yearly", "Yearly review"
        UNPLANNED = "unplanned", "Unplanned review"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Why it is held, on the national list (unplanned reviews name their reason).
    reason = models.CharField(max_length=60)
    opens_on = models.DateField()
    due_on = models.DateField()
    due_because = models.CharField(max_length=300)
    worker = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=60, blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=60, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_done_whole",
                condition=Q(done_on=None, done_by=None, response=None)
                | Q(done_on__isnull=False, done_by__isnull=False, response__isnull=False),
            ),
            models.CheckConstraint(
                name="review_cancelled_for_a_reason", condition=Q(cancelled_at=None) | ~Q(cancelled_because="")
            ),
            models.CheckConstraint(name="review_window_opens_before_it_is_due", condition=Q(opens_on__lte=models.F("due_on"))),
            models.UniqueConstraint(
                name="one_outstanding_planned_review_of_a_plan", fields=["plan"],
                condition=Q(done_on=None, cancelled_at=None) & ~Q(kind="unplanned"),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="review_outstanding",
                         condition=Q(done_on=None, cancelled_at=None)),
            models.Index(fields=["subject", "-due_on"], name="review_subject"),
        ]


class OutcomeReviewed(models.Model):
    """Each outcome of the plan: achieved, partly, or not, in the person's view and the worker's."""

    class Achieved(models.TextChoices):
        FULLY = "fully", "Achieved"
        PARTLY = "partly", "Partly achieved"
        NOT = "not", "Not achieved"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="outcomes")
    outcome = models.ForeignKey("plans.Outcome", on_delete=models.PROTECT, related_name="reviewed")
    achieved = models.CharField(max_length=10, choices=Achieved.choices)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="each_outcome_reviewed_once", fields=["review", "outcome"]),
        ]
