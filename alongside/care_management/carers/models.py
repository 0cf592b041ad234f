"""A carer's assessment (Care Act 2014 s10), in house or by an organisation that sees only its own."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see


class CarersAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def open(self) -> Self:
        return self.filter(signed_at=None, ended_at=None)

    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def overdue(self, today: date) -> Self:
        return self.open().filter(promised_by__lt=today)

    def unallocated(self) -> Self:
        return self.open().filter(assessor=None)

    def of_teams(self, team_ids: list[int]) -> Self:
        return self.filter(team__in=team_ids)

    def delegated(self) -> Self:
        """Done for the council by another organisation."""
        return self.filter(organisation__is_council=False)

    def given_information(self) -> Self:
        """Carers who were given information or advice, or told where else to go, when it was completed."""
        return self.signed().filter(information_given=True)

    def without_contingency(self) -> Self:
        """Nobody has agreed what happens when the carer suddenly cannot care."""
        return self.signed().exclude(contingency="agreed")

    def with_people(self) -> Self:
        return self.select_related(
            "subject", "cared_for", "assessor", "team", "organisation", "signed_by", "response", "sent"
        )

    def newest_first(self) -> Self:
        return self.order_by("-started_at", "-pk")


class SaidBy(models.TextChoices):
    """Who says that a signed assessment is wrong."""

    CARER = "carer", "The carer says"
    OTHER = "other", "Somebody else says"
    WORKER = "worker", "The worker who wrote it says"


class CarersAssessment(models.Model):
    class Kind(models.TextChoices):
        """Codes of the list assessment_kind."""

        ADULT_CARER = "carer", "Carer’s assessment"
        CHILDS_CARER = "child_carer_transition", "Assessment of a child’s carer before the child is 18"
        YOUNG_CARER = "young_carer_transition", "Young carer’s assessment before 18"

    class Contingency(models.TextChoices):
        AGREED = "agreed", "Agreed, and written down"
        WANTED = "wanted", "They want one; not agreed yet"
        DECLINED = "declined", "They do not want one now"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="carers_assessments")
    # The adult (or the child before 18) they care for; or a name alone, where that person has no record.
    cared_for = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="assessments_of_carers"
    )
    cared_for_name = models.CharField(max_length=200, blank=True)
    # The other half of an assessment combined by agreement (s12(5)).
    combined_with = models.ForeignKey(
        "assessments.Assessment", null=True, blank=True, on_delete=models.PROTECT, related_name="carers_parts"
    )
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.ADULT_CARER)
    # The council keeps complex work for itself, whoever does the rest.
    complex = models.BooleanField(default=False)
    asked_for_on = models.DateField()
    urgent = models.BooleanField(default=False)
    promised_by = models.DateField()
    offer = models.OneToOneField(
        "conversations.AssessmentOffer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carers_assessment",
    )
    # Their own part, as they sent it: it begins this one, and stands beside it.
    sent = models.OneToOneField(
        "self_assessment.Sent", null=True, blank=True, on_delete=models.PROTECT, related_name="carers_assessment"
    )
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="carers_assessments"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Who says that what was signed is wrong, and why: a corrected version is being written beside it.
    being_corrected_because = models.TextField(blank=True)
    # Promoted from the signed answers, for the return and the lists.
    method = models.CharField(max_length=60, blank=True)
    hours = models.CharField(max_length=20, blank=True)
    willing_and_able = models.CharField(max_length=20, blank=True)
    information_given = models.BooleanField(default=False)
    contingency = models.CharField(max_length=10, choices=Contingency.choices, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=60, blank=True)
    end_words = models.TextField(blank=True)

    objects = CarersAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="carers_assessment_signed_whole",
                condition=Q(signed_at=None, signed_by=None, response=None, method="", hours="")
                | (
                    Q(signed_at__isnull=False, signed_by__isnull=False, response__isnull=False, assessor__isnull=False)
                    & ~Q(method="")
                    & ~Q(hours="")
                ),
            ),
            models.CheckConstraint(
                name="carers_assessment_ended_whole",
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(name="carers_assessment_ends_once", condition=Q(ended_at=None) | Q(signed_at=None)),
            models.CheckConstraint(
                name="carers_assessment_corrected_once_signed",
                condition=Q(being_corrected_because="") | Q(signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="carer_cares_for_somebody_else",
                condition=Q(cared_for=None) | ~Q(cared_for=models.F("subject")),
            ),
            models.CheckConstraint(
                name="carer_cares_for_a_record_or_a_name",
                condition=(Q(cared_for=None) & ~Q(cared_for_name="")) | Q(cared_for__isnull=False, cared_for_name=""),
            ),
            models.CheckConstraint(
                name="carers_assessment_promised_after_it_was_asked_for",
                condition=Q(promised_by__gte=models.F("asked_for_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-started_at"], name="carersassessment_subject"),
            models.Index(
                fields=["team", "promised_by"], name="carersassessment_open", condition=Q(signed_at=None, ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.subject}"

    @property
    def is_open(self) -> bool:
        return self.signed_at is None and self.ended_at is None

    @property
    def about(self) -> str:
        return f"carers.carersassessment:{self.pk}"

    @property
    def questionnaire(self) -> str:
        if self.kind != self.Kind.ADULT_CARER:
            return f"carers_{self.kind}"
        return "carers_assessment_supported_self" if self.sent_id else "carers_assessment"

    @property
    def cares_for(self) -> str:
        """Their name; of a restricted record not even that."""
        if self.cared_for is None:
            return self.cared_for_name
        return "somebody whose record is restricted" if self.cared_for.restricted else str(self.cared_for)

    @property
    def delegated(self) -> bool:
        return not self.organisation.is_council

    @property
    def law(self) -> str:
        return f"Care Act 2014 {codelists.code('assessment_kind', self.kind).extra['section']}"
