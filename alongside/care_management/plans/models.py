"""A care and support plan (an adult's) or a support plan (a carer's): s25, around what the person wants to achieve."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user) -> PlanQuerySet:
        return self.filter(may_see(user))

    def in_force(self) -> PlanQuerySet:
        return self.filter(signed_off_at__isnull=False, ended_on=None)

    def awaiting_sign_off(self) -> PlanQuerySet:
        return self.filter(sent_for_sign_off_at__isnull=False, signed_off_at=None, ended_on=None)


class Plan(models.Model):
    class Kind(models.TextChoices):
        CARE_AND_SUPPORT = "care_and_support", "Care and support plan"
        CARERS_SUPPORT = "carers_support", "Carer's support plan"
        WELLBEING = "wellbeing", "Wellbeing plan from a planning session"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    determination = models.ForeignKey(
        "eligibility.Determination", null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    started_writing_at = models.DateTimeField(auto_now_add=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    support_starts_on = models.DateField(null=True, blank=True)
    direct_payment_offered_on = models.DateField(null=True, blank=True)
    agreed_by_person_on = models.DateField(null=True, blank=True)
    agreement_note = models.TextField(blank=True)
    shared_on = models.DateField(null=True, blank=True)
    shared_with = models.CharField(max_length=300, blank=True)
    sent_for_sign_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_note = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_signed_off_whole",
                condition=Q(signed_off_at=None, signed_off_by=None)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False, response__isnull=False,
                    starts_on__isnull=False),
            ),
            models.CheckConstraint(name="plan_ended_for_a_reason", condition=Q(ended_on=None) | ~Q(end_reason="")),
            models.CheckConstraint(
                name="statutory_plan_rests_on_a_determination",
                condition=Q(kind="wellbeing") | Q(determination__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["subject", "-starts_on"], name="plan_subject")]


class Outcome(models.Model):
    """Something the person wants to achieve, in their words, and what will help."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="outcomes")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outcomes")
    words = models.TextField()
    # The outcome of the regulations that it belongs to, if any.
    regulation = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan_id", "order", "pk"]


class Support(models.Model):
    """Who does what by when towards an outcome. People and places come before services."""

    class Source(models.TextChoices):
        SELF = "self", "Themselves"
        FAMILY = "family", "Family and friends"
        COMMUNITY = "community", "Community"
        EQUIPMENT = "equipment", "Equipment and technology"
        HEALTH = "health", "Health"
        SERVICE = "service", "Arranged by the council"
        DIRECT_PAYMENT = "direct_payment", "Direct payment"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="supports")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="supports")
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.CASCADE, related_name="supports")
    source = models.CharField(max_length=20, choices=Source.choices)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=200)
    how_much = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    # A part of the personal budget (s26), where it costs the council anything: pounds a week.
    weekly_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    funder = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan_id", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="support_cost_is_not_negative", condition=Q(weekly_cost=None) | Q(weekly_cost__gte=0)
            ),
        ]
