"""Where somebody is referred on to, on one screening that health and social care both use."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see

from .referral import Referral


class Screening(models.Model):
    """One for each contact: asked once, used by social care, health and housing alike."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="screenings")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="screening")
    needs = ArrayField(models.CharField(max_length=20, choices=Referral.Need.choices))
    what_they_want = models.TextField()
    what_goes_well = models.TextField(blank=True)
    everyday_life = models.TextField(blank=True)
    health = models.TextField(blank=True)
    home = models.TextField(blank=True)
    who_is_around = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="screening_finds_something", condition=Q(needs__len__gt=0))]

    def __str__(self) -> str:
        return f"Screening of {self.made_at:%-d %B %Y}"


class OnwardQuerySet(models.QuerySet["Onward"]):
    def visible_to(self, user: Any) -> OnwardQuerySet:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> OnwardQuerySet:
        return (
            self.filter(subject=subject)
            .select_related("sent_by", "answered_by", "ended_by", "service")
            .order_by("-sent_at", "-pk")
        )

    def for_reading(self) -> OnwardQuerySet:
        return self.order_by("-sent_at", "-pk")

    def unanswered(self) -> OnwardQuerySet:
        return self.filter(answer="")

    def without_outcome(self) -> OnwardQuerySet:
        return self.filter(answer="accepted", outcome="")


class Onward(models.Model):
    """A referral from the front door to a pathway of the council or a group of the directory, and what came of it."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    class Outcome(models.TextChoices):
        HELPED = "helped", "They were helped"
        GOES_ON = "goes_on", "They go on with it"
        NOT_TAKEN_UP = "not_taken_up", "They did not take it up"
        NOT_SUITED = "not_suited", "It did not suit them"
        PASSED_ON = "passed_on", "Passed on to somebody else"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="onward")
    referral = models.ForeignKey(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="onward")
    screening = models.ForeignKey(Screening, null=True, blank=True, on_delete=models.PROTECT, related_name="onward")
    # A pathway of the council's pack by its key, or an entry of the directory; and its name as it was then.
    pathway = models.CharField(max_length=60, blank=True)
    service = models.ForeignKey("directory.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=300)
    why = models.TextField()
    # A referral for somebody goes with their agreement, or with a reason in law.
    agreed = models.BooleanField()
    without_agreement_because = models.TextField(blank=True)
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    declined_because = models.TextField(blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField(blank=True)
    # Of a call-out of the falls car: it kept somebody out of hospital, or did not.
    asks_admission_avoided = models.BooleanField(default=False)
    admission_avoided = models.BooleanField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OnwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="onward_to_one_place",
                condition=(~Q(pathway="") & Q(service=None)) | Q(pathway="", service__isnull=False),
            ),
            models.CheckConstraint(
                name="onward_agreed_or_says_why", condition=Q(agreed=True) | ~Q(without_agreement_because="")
            ),
            models.CheckConstraint(
                name="onward_answered_by_somebody",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="onward_declined_says_why",
                condition=(Q(answer="declined") & ~Q(declined_because=""))
                | (~Q(answer="declined") & Q(declined_because="")),
            ),
            models.CheckConstraint(
                name="onward_outcome_of_what_was_accepted",
                condition=Q(outcome="", ended_by=None, ended_at=None)
                | (~Q(outcome="") & Q(answer="accepted", ended_by__isnull=False, ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="onward_says_whether_an_admission_was_avoided",
                condition=Q(asks_admission_avoided=False, admission_avoided=None)
                | Q(asks_admission_avoided=True, outcome="", admission_avoided=None)
                | (Q(asks_admission_avoided=True, admission_avoided__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-sent_at"], name="onward_subject")]

    def __str__(self) -> str:
        return f"Referred on to {self.to_name}"
