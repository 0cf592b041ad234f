"""What analysts and directors write: typed figures, words on an indicator, and ratings other than the rule's.

A row is never changed. A correction is a new row that names the one it takes the place of; the latest stands, and all
are shown. The sets themselves are files, so rows name them by their keys.
"""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


class WrittenQuerySet(models.QuerySet):
    def of_set(self, set_key: str) -> Self:
        return self.filter(set_key=set_key)

    def of_indicator(self, set_key: str, code: str) -> Self:
        return self.filter(set_key=set_key, code=code)

    def standing(self) -> Self:
        """Those that nothing has taken the place of."""
        return self.filter(replaced_by=None)

    def newest_first(self) -> Self:
        return self.select_related("by").order_by("-at", "-pk")


class Written(models.Model):
    """Who wrote it, when, and what it takes the place of."""

    set_key = models.CharField(max_length=60)
    code = models.CharField(max_length=30)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        abstract = True


class TypedValueQuerySet(WrittenQuerySet):
    def as_they_stand(self) -> dict[tuple[str, str, str, str], tuple[Any, Any, Any]]:
        """Value, rank and of how many, by code, time, place and input."""
        return {(one.code, one.period, one.place, one.name): (one.value, one.rank, one.out_of)
                for one in self.standing()}


class TypedValue(Written):
    """One input of one indicator for one time, with its evidence. No value: the figure was taken back, and why."""

    period = models.CharField(max_length=10)
    place = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=40, default="value")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    # A place among councils, 1 the best, where the target is one.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    out_of = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=500)
    reason = models.CharField(max_length=500, blank=True)

    objects = TypedValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="typed_value_begins_once", fields=["set_key", "code", "period", "place", "name"],
                condition=Q(replaces=None),
            ),
            models.CheckConstraint(name="typed_value_has_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(
                name="typed_value_corrected_with_a_reason",
                condition=Q(replaces=None, reason="", value__isnull=False)
                | (Q(replaces__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="typed_value_rank_whole",
                condition=Q(rank=None, out_of=None)
                | Q(rank__isnull=False, out_of__isnull=False, rank__gte=1, out_of__gte=models.F("rank")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}: {self.value}"


class Commentary(Written):
    """What a year's figure means, and what is done about it."""

    year = models.CharField(max_length=7)
    narrative = models.TextField(blank=True)
    action = models.TextField(blank=True)

    objects = WrittenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "commentaries"
        constraints = [
            models.UniqueConstraint(
                name="commentary_begins_once", fields=["set_key", "code", "year"], condition=Q(replaces=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class Override(Written):
    """A person's own rating beside the rule's, with the reason; no colour: the rule's stands again."""

    class Colour(models.TextChoices):
        GREEN = "green", "Green"
        AMBER = "amber", "Amber"
        RED = "red", "Red"

    year = models.CharField(max_length=7)
    colour = models.CharField(max_length=5, choices=Colour.choices, blank=True)
    # What the rule said at that moment: a figure that changes afterwards makes the reason worth reading again.
    rule_said = models.CharField(max_length=5, choices=Colour.choices, blank=True)
    reason = models.CharField(max_length=1000)

    objects = WrittenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="override_begins_once", fields=["set_key", "code", "year"], condition=Q(replaces=None)
            ),
            models.CheckConstraint(name="override_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="override_begins_with_a_colour", condition=Q(replaces__isnull=False) | ~Q(colour="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}: {self.get_colour_display() or 'the rule'}"


class FeedbackQuerySet(WrittenQuerySet):
    def by_place(self) -> dict[str, list[Feedback]]:
        """What stands, by place, the latest first."""
        found: dict[str, list[Feedback]] = {}
        for one in self.standing().select_related("by").order_by("-heard_on", "-pk"):
            found.setdefault(one.place, []).append(one)
        return found


class Feedback(models.Model):
    """What people, carers, practices or Healthwatch say of one place of a set. It names nobody it is about."""

    class Source(models.TextChoices):
        PERSON = "person", "Somebody who was talked about"
        CARER = "carer", "A carer"
        PRACTICE = "practice", "The practice"
        HEALTHWATCH = "healthwatch", "Healthwatch"
        EVALUATION = "evaluation", "An evaluation"

    class About(models.TextChoices):
        GOOD = "good", "What went well"
        BAD = "bad", "What did not go well"
        MIXED = "mixed", "Both"

    set_key = models.CharField(max_length=60)
    place = models.CharField(max_length=60)
    heard_on = models.DateField()
    source = models.CharField(max_length=12, choices=Source.choices)
    about = models.CharField(max_length=5, choices=About.choices, default=About.MIXED)
    words = models.TextField()
    # What was done about it.
    done = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback"
        constraints = [
            models.CheckConstraint(name="feedback_says_something", condition=~Q(words="") & ~Q(place="")),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.heard_on}"
