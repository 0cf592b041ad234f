"""Sets of measures and the year that a council counts from."""

from __future__ import annotations

from django.db import models

from .. import sets


class MeasureSetQuerySet(models.QuerySet):
    def in_use(self) -> list[sets.MeasureSet]:
        """The newest of each name."""
        newest = {one.name: one.as_set() for one in self.order_by("pk")}
        return list(newest.values())


class OwnMeasureSet(models.Model):
    """Measures that the council counts together. A change is a new one: what a count was said of stays to be seen."""

    name = models.CharField(max_length=80)
    framework = models.CharField(max_length=7)
    codes = models.JSONField()
    # Where it was agreed which they are.
    source = models.CharField(max_length=200)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = MeasureSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_set_has_a_name_and_a_source", condition=~models.Q(name="") & ~models.Q(source="")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def as_set(self) -> sets.MeasureSet:
        return sets.MeasureSet(
            f"own-{self.pk}", self.name, f"measures of “{self.name}”", self.framework, tuple(self.codes), self.source
        )


class BaselineQuerySet(models.QuerySet):
    def of(self, council: str, year: str) -> str:
        """The year this council counts from, where it is before the year that is looked at."""
        newest = self.filter(council=council).order_by("-pk").first()
        return newest.since if newest and newest.since < year else ""


class UsualBaseline(models.Model):
    """The year from which a council counts its improvement, such as that of its first assessment."""

    council = models.CharField(max_length=5)
    since = models.CharField(max_length=7, blank=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BaselineQuerySet.as_manager()

    def __str__(self) -> str:
        return self.since or "The latest year before"
