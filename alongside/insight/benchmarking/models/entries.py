"""What no official table holds, as the council says it: dated, with its source. Money, awards, activity …"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class EntryQuerySet(models.QuerySet):
    def standing(self) -> EntryQuerySet:
        return self.filter(withdrawn_at=None)

    def of(self, council: str, year: str) -> EntryQuerySet:
        return self.standing().filter(council=council, year=year).select_related("made_by").order_by("-on", "-pk")


class Entry(models.Model):
    class Kind(models.TextChoices):
        ACTIVITY = "activity", "Activity: how much work came or was done"
        MONEY = "money", "Money: savings, pressures, pooled budgets"
        INSPECTION = "inspection", "Inspection or provider rating"
        RECOGNITION = "recognition", "Award, accreditation or peer review"
        TARGET = "target", "Target for a measure"
        NEED = "need", "Population or need"
        FEEDBACK = "feedback", "Feedback outside the national surveys"
        PROGRAMME = "programme", "Named programme or partnership"
        CHALLENGE = "challenge", "Something that is not good enough"
        EXPLANATION = "explanation", "Explanation of a figure"
        PROVISIONAL = "provisional", "Figure for part of a year"

    council = models.CharField(max_length=5)
    year = models.CharField(max_length=7)
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.CharField(max_length=300)
    # The measure it speaks of, by its code in that year's framework.
    measure = models.CharField(max_length=10, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    before = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    source = models.CharField(max_length=200)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="entry_says_something_and_whence", condition=~Q(words="") & ~Q(source="")),
            models.CheckConstraint(
                name="entry_withdrawn_by_somebody",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_target_has_measure_and_amount",
                condition=~Q(kind__in=("target", "provisional")) | (~Q(measure="") & Q(amount__isnull=False)),
            ),
            models.CheckConstraint(
                name="entry_explanation_has_a_measure", condition=~Q(kind="explanation") | ~Q(measure="")
            ),
        ]

    def __str__(self) -> str:
        return self.words
