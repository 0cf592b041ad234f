"""A care and support plan (an adult's) or a support plan (a carer's): s25, around what the person wants to achieve."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum

from alongside.foundation.access.conditions import may_see

if TYPE_CHECKING:
    from .support import Support

SET_ASIDE = Q(signed_off_at=None, ended_on__isnull=False)
# `ended_on` is the first day on which a plan is not in force any more.
REACHES_ITS_FIRST_DAY = Q(ended_on=None) | Q(ended_on__gt=F("starts_on"))


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def in_force(self, on: date) -> Self:
        """Begun by that day, and not ended yet: a plan stays in force until the next one starts."""
        return self.in_force_or_to_come(on).filter(starts_on__lte=on)

    def in_force_or_to_come(self, on: date) -> Self:
        return self.signed_off().filter(Q(ended_on=None) | Q(ended_on__gt=on)).filter(REACHES_ITS_FIRST_DAY)

    def standing(self) -> Self:
        """In force or still to start, and no end has been decided: what a new version takes the place of."""
        return self.signed_off().filter(ended_on=None)

    def being_written(self) -> Self:
        """Begun, and not signed off yet: with the writer, or with whoever signs."""
        return self.filter(signed_off_at=None, ended_on=None)

    def awaiting_sign_off(self) -> Self:
        return self.being_written().filter(sent_for_sign_off_at__isnull=False)

    def signed_off(self) -> Self:
        """Every plan that ever stood, ended ones too."""
        return self.filter(signed_off_at__isnull=False)

    def with_everything(self) -> Self:
        return self.select_related(
            "subject", "determination__decision", "determination__assessment", "determination__carers_assessment",
            "response", "written_by", "signed_off_by", "sent_back_by", "replaces",
        ).prefetch_related("outcomes__supports__plan", "copies")

    def with_support(self) -> Self:
        return self.prefetch_related("outcomes__supports")

    def with_weekly_cost(self) -> Self:
        return self.annotate(cost=Sum("supports__weekly_cost"), hours=Sum("supports__hours_a_week"))

    def newest_first(self) -> Self:
        return self.order_by("-starts_on", "-started_writing_at", "-pk")


class Plan(models.Model):
    """One version of a plan. A new version, once signed off, replaces the last one on the day it starts."""

    class Kind(models.TextChoices):
        CARE_AND_SUPPORT = "care_and_support", "Care and support plan"
        CARERS_SUPPORT = "carers_support", "Carer’s support plan"

    class Agreed(models.TextChoices):
        YES = "yes", "Agrees with it"
        BEST_INTERESTS = "best_interests", "Cannot decide this; made in their best interests"
        NO = "no", "Does not agree with all of it"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    determination = models.ForeignKey("eligibility.Determination", on_delete=models.PROTECT, related_name="plans")
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements"
    )
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    started_writing_at = models.DateTimeField(auto_now_add=True)
    # The answers as they were sent for sign-off; a plan sent back is sent again with a corrected response.
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(null=True, blank=True)
    support_starts_on = models.DateField(null=True, blank=True)
    direct_payment_offered_on = models.DateField(null=True, blank=True)
    agreed = models.CharField(max_length=20, choices=Agreed.choices, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreement_note = models.TextField(blank=True)
    sent_for_sign_off_at = models.DateTimeField(null=True, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_note = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True, blank=True)
    signed_off_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The step of the council's scheme that it was signed under: "team_manager".
    signed_off_as = models.CharField(max_length=60, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # A code of plan_end_reason.
    end_reason = models.CharField(max_length=60, blank=True)
    end_note = models.TextField(blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_signed_off_whole",
                condition=Q(signed_off_at=None, signed_off_by=None, signed_off_as="")
                | (
                    Q(signed_off_at__isnull=False, signed_off_by__isnull=False, response__isnull=False,
                      starts_on__isnull=False, agreed_on__isnull=False)
                    & ~Q(signed_off_as="") & ~Q(agreed="")
                ),
            ),
            models.CheckConstraint(
                name="plan_sent_with_its_answers",
                condition=Q(sent_for_sign_off_at=None) | Q(response__isnull=False, starts_on__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_sent_back_with_a_note",
                condition=Q(sent_back_at=None, sent_back_by=None, sent_back_note="")
                | (Q(sent_back_at__isnull=False, sent_back_by__isnull=False) & ~Q(sent_back_note="")),
            ),
            models.CheckConstraint(
                name="plan_disagreement_has_its_words", condition=~Q(agreed="no") | ~Q(agreement_note="")
            ),
            models.CheckConstraint(
                name="plan_ended_for_a_reason",
                condition=Q(ended_on=None, end_reason="", ended_by=None)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            # A version set aside, or ended before its first day, leaves the old plan free to be written again.
            models.UniqueConstraint(
                name="plan_replaced_once", fields=["replaces"], condition=~SET_ASIDE & REACHES_ITS_FIRST_DAY
            ),
            models.UniqueConstraint(
                name="one_version_written_at_a_time", fields=["determination"],
                condition=Q(signed_off_at=None, ended_on=None),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-starts_on"], name="plan_subject"),
            models.Index(fields=["starts_on"], name="plan_in_force",
                         condition=Q(signed_off_at__isnull=False, ended_on=None)),
        ]

    def __str__(self) -> str:
        begun = f" from {self.starts_on:%-d %B %Y}" if self.starts_on else ""
        return f"{self.get_kind_display()} of {self.subject}{begun}"

    @property
    def of_a_carer(self) -> bool:
        return self.kind == self.Kind.CARERS_SUPPORT

    def is_in_force(self, on: date) -> bool:
        return self._stands_until_after(on) and self.starts_on is not None and self.starts_on <= on

    def is_to_come(self, on: date) -> bool:
        """Signed off, and its first day is still ahead."""
        return self._stands_until_after(on) and self.starts_on is not None and self.starts_on > on

    def _stands_until_after(self, on: date) -> bool:
        if self.signed_off_at is None or self.starts_on is None:
            return False
        return self.ended_on is None or self.ended_on > max(on, self.starts_on)

    @property
    def stands(self) -> bool:
        """In force or still to start, with no end decided."""
        return self.signed_off_at is not None and self.ended_on is None

    @property
    def is_being_written(self) -> bool:
        return self.signed_off_at is None and self.ended_on is None

    @property
    def is_awaiting_sign_off(self) -> bool:
        return self.is_being_written and self.sent_for_sign_off_at is not None

    @property
    def ordered_supports(self) -> list[Support]:
        """Every line with its outcome, as read: outcome by outcome, people and places before services."""
        return [line for outcome in self.outcomes.all() for line in outcome.ordered_supports]

    @property
    def weekly_cost(self) -> Decimal:
        """The personal budget a week (s26): what every line costs together."""
        return sum((line.weekly_cost or Decimal(0) for line in self.ordered_supports), Decimal(0))


class Outcome(models.Model):
    """Something the person wants to achieve, in their words, and what will help."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="outcomes")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outcomes")
    words = models.TextField()
    # Two or three words for a table: "getting out".
    in_short = models.CharField(max_length=60, blank=True)
    # The needs it answers: keys of the regulations' outcomes.
    needs = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["plan_id", "order", "pk"]
        constraints = [models.CheckConstraint(name="outcome_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words

    @property
    def ordered_supports(self) -> list[Support]:
        return sorted(self.supports.all(), key=lambda line: (line.place, line.order, line.pk))


class Copy(models.Model):
    """A copy of the plan given to somebody: the person (s25(9)), and with their agreement to others."""

    class How(models.TextChoices):
        HANDED = "handed", "Handed over"
        POST = "post", "By post"
        EMAIL = "email", "By email"
        READ_ALOUD = "read_aloud", "Read aloud or signed to them"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="plan_copies")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="copies")
    given_to = models.CharField(max_length=200)
    to_the_person = models.BooleanField(default=False)
    easy_read = models.BooleanField(default=False)
    how = models.CharField(max_length=20, choices=How.choices)
    given_on = models.DateField()
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"{self.given_to}, {self.given_on:%-d %B %Y}"
