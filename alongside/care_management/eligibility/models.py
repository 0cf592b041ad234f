"""Eligibility (Care Act 2014 s13), and which needs the council will meet and why (ss18-20)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class DeterminationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def standing(self) -> Self:
        """Without those that a later decision has taken the place of."""
        return self.filter(superseded_by=None)

    def standing_for(self, of: Any) -> Self:
        """The decision that one on this assessment would take the place of: for a carer, about the same adult."""
        standing = self.standing().filter(subject=of.subject)
        if of._meta.label_lower == "carers.carersassessment":
            return standing.filter(
                carers_assessment__cared_for=of.cared_for, carers_assessment__cared_for_name=of.cared_for_name
            )
        return standing.filter(assessment__isnull=False)

    def eligible(self) -> Self:
        return self.filter(decision__decided_outcome="eligible")

    def needs_to_decide(self) -> Self:
        """Eligible, and nobody has said yet which needs the council will meet."""
        return self.standing().eligible().filter(needs_decided_on=None)

    def not_told(self) -> Self:
        """Decided, and the letter has not gone."""
        return self.standing().filter(Q(letter=None) | Q(letter__sent_at=None))

    def with_everything(self) -> Self:
        return self.select_related(
            "subject",
            "decision__decided_by",
            "assessment__response",
            "carers_assessment__response",
            "letter",
            "supersedes",
            "superseded_by",
            "needs_decided_by",
        ).prefetch_related("needs")

    def newest_first(self) -> Self:
        return self.order_by("-decision__decided_at", "-pk")


class Determination(models.Model):
    """A named person's decision, with what the rule recommended kept beside it."""

    class Residence(models.TextChoices):
        HERE = "here", "Ordinarily resident here"
        SETTLED_NOWHERE = "no_settled_residence", "Present here, of no settled residence"
        ELSEWHERE = "elsewhere", "Ordinarily resident elsewhere"
        DISPUTED = "disputed", "In dispute; support goes on meanwhile"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="determinations")
    # Facts, day, rule and workings, what was decided, by whom, and why where it differs.
    decision = models.OneToOneField("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        "assessments.Assessment", null=True, blank=True, on_delete=models.PROTECT, related_name="determinations"
    )
    carers_assessment = models.ForeignKey(
        "carers.CarersAssessment", null=True, blank=True, on_delete=models.PROTECT, related_name="determinations"
    )
    # The signed answers it rests on: the assessment may be corrected later.
    response = models.ForeignKey("questionnaires.Response", on_delete=models.PROTECT, related_name="+")
    # The decider's own words to the person, printed in the letter.
    reasons = models.TextField()
    residence = models.CharField(max_length=30, choices=Residence.choices, blank=True)
    residence_note = models.TextField(blank=True)
    # Capital above the upper limit, and asked the council to arrange support all the same (s18(3)).
    self_funder_asks_council = models.BooleanField(null=True)
    needs_decided_on = models.DateField(null=True, blank=True)
    needs_decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What can be done to meet or reduce the needs, and to prevent or delay more (s13(5), s24(2)).
    advice = models.TextField(blank=True)
    letter = models.OneToOneField(
        "documents.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    decided_again_because = models.TextField(blank=True)

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="determination_of_one_assessment",
                condition=Q(assessment__isnull=False, carers_assessment=None)
                | Q(assessment=None, carers_assessment__isnull=False),
            ),
            models.CheckConstraint(name="determination_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="decided_again_for_a_reason",
                condition=Q(supersedes=None, decided_again_because="")
                | (Q(supersedes__isnull=False) & ~Q(decided_again_because="")),
            ),
            models.CheckConstraint(
                name="needs_decided_whole",
                condition=Q(needs_decided_on=None, needs_decided_by=None)
                | (Q(needs_decided_on__isnull=False, needs_decided_by__isnull=False) & ~Q(residence="")),
            ),
            models.CheckConstraint(
                name="residence_elsewhere_or_disputed_is_explained",
                condition=~Q(residence__in=("elsewhere", "disputed")) | ~Q(residence_note=""),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="determination_subject")]

    def __str__(self) -> str:
        return f"Eligibility of {self.subject}: {self.decision.decided_outcome.replace('_', ' ')}"

    @property
    def of_a_carer(self) -> bool:
        return self.carers_assessment_id is not None

    @property
    def is_eligible(self) -> bool:
        return self.decision.decided_outcome == "eligible"

    @property
    def of_assessment(self) -> Any:
        return self.carers_assessment if self.of_a_carer else self.assessment


class NeedDecision(models.Model):
    """One need: will the council meet it, by which provision, and why (or why not)."""

    class Answer(models.TextChoices):
        DUTY = "duty", "We must meet it"
        POWER = "power", "We choose to meet it"
        MET_BY_CARER = "met_by_carer", "A carer is willing and able to meet it"
        MET_OTHERWISE = "met_otherwise", "It is met in another way"
        NOT_MET = "not_met", "We will not meet it"

    TO_MEET = (Answer.DUTY, Answer.POWER)

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="needs")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="needs")
    # A key of the regulations' outcomes: "nutrition".
    outcome = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    reasons = models.TextField()
    law = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="need_decided_with_reasons", condition=~Q(reasons="")),
            models.UniqueConstraint(name="one_answer_for_each_need", fields=["determination", "outcome"]),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.get_answer_display()}"

    @property
    def council_meets_it(self) -> bool:
        return self.answer in self.TO_MEET
