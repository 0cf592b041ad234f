"""A professional's referral: received, read, answered, and never closed before the referrer has heard."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user) -> ReferralQuerySet:
        """Referrals on records the user may open, and those not yet matched to anybody."""
        return self.filter(Q(subject=None) | may_see(user))

    def open(self) -> ReferralQuerySet:
        return self.filter(closed_at=None)

    def unread(self) -> ReferralQuerySet:
        return self.open().filter(read_at=None)

    def awaiting_feedback(self) -> ReferralQuerySet:
        return self.open().filter(feedback=None)


class Referral(models.Model):
    class Urgency(models.TextChoices):
        URGENT = "urgent", "Urgent"
        SOON = "soon", "Soon"
        ROUTINE = "routine", "Routine"

    # Empty until somebody has matched it to a record, by search before create.
    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    reference = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=40)
    route_of_access = models.CharField(max_length=60, blank=True)
    # Who it is about, as the referrer gave it.
    about_name = models.CharField(max_length=200)
    about_date_of_birth = models.CharField(max_length=40, blank=True)
    about_nhs_number = models.CharField(max_length=20, blank=True)
    about_address = models.TextField(blank=True)
    about_telephone = models.CharField(max_length=40, blank=True)
    # Who refers.
    referrer_name = models.CharField(max_length=200, blank=True)
    referrer_role = models.CharField(max_length=120, blank=True)
    referrer_organisation = models.CharField(max_length=200, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_telephone = models.CharField(max_length=40, blank=True)
    anonymous = models.BooleanField(default=False)
    reason = models.TextField()
    hopes = models.TextField(blank=True)
    person_knows = models.CharField(max_length=20, blank=True)
    may_be_told = models.TextField(blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_as")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    outcome = models.CharField(max_length=60, blank=True)
    outcome_detail = models.TextField(blank=True)
    stepped_down_to = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_closed_by_somebody_with_an_outcome",
                condition=Q(closed_at=None, closed_by=None)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="referrer_is_named_or_anonymous", condition=Q(anonymous=True) | ~Q(referrer_name="")
            ),
        ]
        indexes = [
            models.Index(fields=["urgency", "received_at"], name="referral_open", condition=Q(closed_at=None)),
            models.Index(fields=["subject", "-received_at"], name="referral_subject"),
        ]


class Feedback(models.Model):
    """What the referrer was told, or why a named person decided that they are not to be."""

    class NotGiven(models.TextChoices):
        ANONYMOUS = "anonymous", "The referrer is anonymous"
        UNSAFE = "unsafe", "Telling them would put somebody at risk"
        NO_LAWFUL_BASIS = "no_lawful_basis", "There is no lawful basis to tell them"
        UNDELIVERABLE = "undeliverable", "It could not be delivered"

    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="feedback"
    )
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="feedback")
    told = models.TextField(blank=True)
    told_how = models.CharField(max_length=40, blank=True)
    not_given_because = models.CharField(max_length=20, choices=NotGiven.choices, blank=True)
    not_given_note = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feedback_is_told_or_explained",
                condition=(~Q(told="") & ~Q(told_how="") & Q(not_given_because=""))
                | (Q(told="") & ~Q(not_given_because="")),
            ),
        ]
