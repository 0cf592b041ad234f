"""What cannot wait: urgent support, a safeguarding concern, the hand-over of a night."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class UrgentSupport(models.Model):
    """Support started before any assessment because it could not wait (Care Act 2014 s19(3))."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="urgent_support")
    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="urgent_support"
    )
    why_it_could_not_wait = models.TextField()
    support = models.TextField()
    provided_by = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    look_again_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_support_ends_with_a_reason", condition=Q(ended_on=None) | ~Q(end_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.support


class RaisedConcernQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))


class RaisedConcern(models.Model):
    """A safeguarding concern as it was raised. Somebody above takes the item; what they decide answers the raiser."""

    class WishesAsked(models.TextChoices):
        ASKED = "asked", "Asked"
        NOT_SAFE = "not_safe", "Not safe to ask now"
        NOT_REACHED = "not_reached", "Could not be asked yet"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="concerns_raised")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="concerns_raised"
    )
    # Codes of concern_kind.
    kinds = ArrayField(models.CharField(max_length=40))
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    in_danger_now = models.BooleanField()
    wishes_asked = models.CharField(max_length=20, choices=WishesAsked.choices)
    # What whoever told us was told happens next, in the raiser's words.
    told_next_steps = models.TextField()
    # Everything else is in what was signed.
    response = models.OneToOneField("questionnaires.Response", on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField("work.Task", on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    objects = RaisedConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="concern_says_of_what_kind", condition=Q(kinds__len__gt=0)),
            models.CheckConstraint(name="concern_caller_told_next_steps", condition=~Q(told_next_steps="")),
        ]
        indexes = [models.Index(fields=["subject", "-raised_at"], name="raised_concern_subject")]

    def __str__(self) -> str:
        return f"Concern raised on {self.raised_at:%-d %B %Y}"

    @property
    def kind_words(self) -> str:
        return ", ".join(codelists.label("concern_kind", kind) for kind in self.kinds)


class HandOver(models.Model):
    """What the night hands to the morning: what happened, what was done, what must be done, by when and whom."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="hand_overs")
    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.PROTECT, related_name="hand_over"
    )
    what_happened = models.TextField()
    what_was_done = models.TextField()
    still_to_do = models.TextField()
    by_when = models.DateTimeField()
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField("work.Task", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "-made_at"], name="hand_over_subject")]

    def __str__(self) -> str:
        return self.still_to_do
