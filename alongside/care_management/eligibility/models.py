"""Eligibility (s13), and which needs the council will meet and why (ss18-20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class DeterminationQuerySet(models.QuerySet):
    def visible_to(self, user) -> DeterminationQuerySet:
        return self.filter(may_see(user))


class Determination(models.Model):
    """A named person's decision, with what the rule recommended kept beside it."""

    class Residence(models.TextChoices):
        HERE = "here", "Ordinarily resident here"
        SETTLED_NOWHERE = "no_settled_residence", "Present here, of no settled residence"
        ELSEWHERE = "elsewhere", "Ordinarily resident elsewhere"
        DISPUTED = "disputed", "In dispute; support goes on meanwhile"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="determinations")
    decision = models.OneToOneField("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        "assessments.Assessment", null=True, blank=True, on_delete=models.PROTECT, related_name="determinations"
    )
    carers_assessment = models.ForeignKey(
        "carers.CarersAssessment", null=True, blank=True, on_delete=models.PROTECT, related_name="determinations"
    )
    residence = models.CharField(max_length=30, choices=Residence.choices, blank=True)
    residence_note = models.TextField(blank=True)
    # Capital above the upper limit, and asked the council to arrange support all the same (s18(3)).
    self_funder_asks_council = models.BooleanField(null=True)
    told_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="determination_of_one_assessment",
                condition=Q(assessment__isnull=False, carers_assessment=None)
                | Q(assessment=None, carers_assessment__isnull=False),
            ),
        ]


class NeedDecision(models.Model):
    """One need: will the council meet it, by which provision, and why (or why not)."""

    class Answer(models.TextChoices):
        DUTY = "duty", "We must meet it"
        POWER = "power", "We choose to meet it"
        MET_BY_CARER = "met_by_carer", "A carer is willing and able to meet it"
        MET_OTHERWISE = "met_otherwise", "Met in another way"
        NOT_MET = "not_met", "We will not meet it"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="needs")
    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="needs")
    outcome = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, choices=Answer.choices)
    reasons = models.TextField()
    law = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(name="need_decided_with_reasons", condition=~Q(reasons="")),
            models.UniqueConstraint(name="one_answer_for_each_need", fields=["determination", "outcome"]),
        ]
