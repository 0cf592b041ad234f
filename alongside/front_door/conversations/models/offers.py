"""An assessment offered when it seems that somebody may need care, support, or help to go on caring."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class OfferQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def to_assess(self) -> Self:
        """Accepted, or to be assessed although refused (s11(2))."""
        return self.filter(Q(answer=AssessmentOffer.Answer.ACCEPTED) | ~Q(assess_anyway_because=""))

    def made_in(self, session: Any) -> Self:
        """The first first; what was offered while the session stood on another's record is no part of it."""
        return self.filter(session=session, subject=session.subject_id).select_related("subject").order_by("pk")

    def thinking(self) -> Self:
        return self.filter(answer=AssessmentOffer.Answer.THINKING)


class AssessmentOffer(models.Model):
    """An assessment is offered on the appearance of need (ss9, 10); a refusal is recorded (s11)."""

    class Kind(models.TextChoices):
        ADULT = "adult", "Needs assessment"
        CARER = "carer", "Carer’s assessment"

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        THINKING = "thinking", "Thinking about it"

    # To whom it was offered; a carer without a record of their own is named on the record of the one they care for.
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="assessment_offers")
    carer_name = models.CharField(max_length=200, blank=True)
    # The adult a carer looks after, where the carer has a record of their own.
    cared_for = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="offers_to_carers"
    )
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_offers"
    )
    # The planning session in which it was offered, where it was one.
    session = models.ForeignKey("bookings.PlanningSession", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="assessment_offers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    offered_on = models.DateField()
    offered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    # A code of assessment_refusal, and their words about it.
    refusal_kind = models.CharField(max_length=60, blank=True)
    refusal_reason = models.TextField(blank=True)
    # The council must assess all the same where the adult lacks capacity and it is in their best interests, or
    # where they are at risk of abuse or neglect (s11(2)).
    assess_anyway_because = models.TextField(blank=True)
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_answered_on_a_day",
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="offer_refused_for_a_reason",
                condition=(Q(answer="refused") & ~Q(refusal_kind="")) | (~Q(answer="refused") & Q(refusal_kind="")),
            ),
            models.CheckConstraint(
                name="only_a_refused_adult_is_assessed_anyway",
                condition=Q(assess_anyway_because="") | Q(answer="refused", kind="adult"),
            ),
            models.CheckConstraint(
                name="only_a_carer_is_offered_as_one",
                condition=Q(kind="carer") | Q(carer_name="", cared_for=None),
            ),
            models.CheckConstraint(
                name="offered_in_a_talk_or_in_a_session", condition=Q(conversation=None) | Q(session=None)),
        ]
        indexes = [models.Index(fields=["subject", "-offered_on"], name="offer_subject")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} offered to {self.to_whom}"

    @property
    def to_whom(self) -> str:
        return self.carer_name or str(self.subject)

    @property
    def refusal_words(self) -> str:
        return codelists.label("assessment_refusal", self.refusal_kind) if self.refusal_kind else ""
