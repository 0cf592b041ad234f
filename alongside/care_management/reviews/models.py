"""Reviews of plans (s27): settling-in by week 8, then within twelve months, and whenever something changes."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see

OUTSTANDING = Q(done_on=None, cancelled_at=None)


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def outstanding(self) -> Self:
        """Still to be held. A death stops a review without a word; an undone death brings it back."""
        return self.filter(OUTSTANDING, subject__died_on=None)

    def done(self) -> Self:
        return self.filter(done_on__isnull=False)

    def window_open(self, today: date) -> Self:
        return self.outstanding().filter(opens_on__lte=today)

    def overdue(self, today: date) -> Self:
        return self.outstanding().filter(due_on__lt=today)

    def unallocated(self) -> Self:
        return self.outstanding().filter(worker=None)

    def of_worker(self, user: Any) -> Self:
        return self.filter(worker__in=[user.pk, *user.covering_ids()])

    def of_teams(self, team_ids: list[int]) -> Self:
        return self.filter(team__in=team_ids)

    def with_people(self) -> Self:
        return self.select_related("subject", "plan", "worker", "team")

    def with_everything(self) -> Self:
        return self.select_related(
            "subject", "plan__determination", "plan__response", "worker", "team", "response", "done_by", "task",
        ).prefetch_related("outcomes__outcome__supports", "plan__outcomes__supports")

    def soonest_first(self) -> Self:
        return self.order_by("due_on", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-due_on", "-pk")


def reviewed_since(day: date, *, path: str = "subject") -> Exists:
    """For any list of people or of their records: a review was held on or after that day."""
    return Exists(Review.objects.done().filter(subject=OuterRef(path), done_on__gte=day))


class Review(models.Model):
    """One review: due, allocated, held; what came of it."""

    class Kind(models.TextChoices):
        SETTLING_IN = "settling_in", "Settling-in review"
        YEARLY = "yearly", "Yearly review"
        UNPLANNED = "unplanned", "Unplanned review"

    class Result(models.TextChoices):
        CONTINUE = "continue", "The plan goes on as it is"
        CHANGE = "change", "The plan changes"
        REASSESS = "reassess", "The needs are assessed again"
        END = "end", "The plan ends"

    class AskedBy(models.TextChoices):
        PERSON = "person", "The person"
        CARER = "carer", "A carer or somebody close"
        WORKER = "worker", "A colleague"
        PROVIDER = "provider", "A provider"
        OTHER = "other", "Somebody else"

    # What each result is in the national list of outcomes; an ending has one of several, chosen when held.
    NATIONAL = {
        Result.CONTINUE: "continuation", Result.CHANGE: "support_planning", Result.REASSESS: "assessment_or_review",
    }

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # Why it is held, on the national list review_reason.
    reason = models.CharField(max_length=60)
    asked_by = models.CharField(max_length=20, choices=AskedBy.choices, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    asked_because = models.TextField(blank=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    # The rule's own sentences, with the provision, as they stood when it was planned.
    due_because = models.TextField()
    worker = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    team = models.ForeignKey("accounts.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Why it was not held in time: a code of review_overdue_reason, with who said so and when.
    late_reason = models.CharField(max_length=60, blank=True)
    late_note = models.TextField(blank=True)
    late_said_on = models.DateField(null=True, blank=True)
    late_said_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who took part, on the national list method_of_review.
    method = models.CharField(max_length=60, blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=60, choices=Result.choices, blank=True)
    # A code of the national list event_outcome.
    national_outcome = models.CharField(max_length=60, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_done_whole",
                condition=Q(done_on=None, done_by=None, response=None, result="", national_outcome="", method="")
                | (
                    Q(done_on__isnull=False, done_by__isnull=False, response__isnull=False)
                    & ~Q(result="") & ~Q(national_outcome="") & ~Q(method="")
                ),
            ),
            models.CheckConstraint(
                name="review_done_or_cancelled", condition=Q(done_on=None) | Q(cancelled_at=None)
            ),
            models.CheckConstraint(
                name="review_cancelled_for_a_reason",
                condition=Q(cancelled_at=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="review_window_opens_before_it_is_due", condition=Q(opens_on__lte=models.F("due_on"))
            ),
            models.CheckConstraint(
                name="unplanned_review_was_asked_for",
                condition=(~Q(kind="unplanned") & Q(reason="planned"))
                | (Q(kind="unplanned", asked_on__isnull=False) & ~Q(reason="planned") & ~Q(asked_by="")),
            ),
            models.CheckConstraint(
                name="late_review_explained_by_somebody",
                condition=Q(late_reason="", late_said_on=None, late_said_by=None)
                | (Q(late_said_on__isnull=False, late_said_by__isnull=False) & ~Q(late_reason="")),
            ),
            models.UniqueConstraint(
                name="one_outstanding_planned_review_of_a_plan", fields=["plan"],
                condition=OUTSTANDING & ~Q(kind="unplanned"),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="review_outstanding", condition=OUTSTANDING),
            models.Index(fields=["subject", "-due_on"], name="review_subject"),
            models.Index(fields=["subject", "done_on"], name="review_done", condition=Q(done_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.subject}, due {self.due_on:%-d %B %Y}"

    @property
    def about(self) -> str:
        """What its draft and its answers are about."""
        return f"reviews.review:{self.pk}"

    @property
    def is_outstanding(self) -> bool:
        return self.done_on is None and self.cancelled_at is None

    @property
    def reason_in_words(self) -> str:
        return codelists.label("review_reason", self.reason)

    @property
    def outcomes_achieved(self) -> str:
        """A code of review_outcomes_achieved: all together, as the national return asks it."""
        each = {one.achieved for one in self.outcomes.all()}
        if not each:
            return ""
        return each.pop() if len(each) == 1 else "partly"


class OutcomeReviewed(models.Model):
    """Each outcome of the plan: achieved, partly, or not, in the person's view and the worker's."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="outcomes")
    outcome = models.ForeignKey("plans.Outcome", on_delete=models.PROTECT, related_name="reviewed")
    # A code of review_outcomes_achieved.
    achieved = models.CharField(max_length=20)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["review_id", "outcome__order", "pk"]
        constraints = [
            models.UniqueConstraint(name="each_outcome_reviewed_once", fields=["review", "outcome"]),
            models.CheckConstraint(
                name="outcome_achieved_is_known", condition=Q(achieved__in=["achieved", "partly", "not_achieved"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {codelists.label('review_outcomes_achieved', self.achieved)}"
