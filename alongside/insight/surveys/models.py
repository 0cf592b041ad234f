"""Survey results that were loaded, and samples that were drawn. A survey's own rows are not kept."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see

from .results import new_numbering
from .sampling.frame import LeftOut


class LoadedSurveyQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.select_related("loaded_by").order_by("-year", "-loaded_at", "-pk")


class LoadedSurvey(models.Model):
    class Kind(models.TextChoices):
        USERS = "users", "Adults who use services"
        CARERS = "carers", "Unpaid carers"

    year = models.CharField(max_length=7)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_name = models.CharField(max_length=200)
    loaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField(auto_now_add=True)
    rows = models.PositiveIntegerField()
    # Each figure and each stratum as the command line prints them, and how often what was wrong; nothing of one person.
    results = models.JSONField(default=list)
    strata = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    not_in_file = models.JSONField(default=list)

    objects = LoadedSurveyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.year}"


class SampleQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.select_related("drawn_by").order_by("-drawn_at", "-pk")


class Sample(models.Model):
    """People drawn to be asked, of those who could be on a day."""

    year = models.CharField(max_length=7)
    on = models.DateField()
    seed = models.PositiveIntegerField()
    drawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    # {"1": 512, …}: how many there were in each stratum.
    populations = models.JSONField()

    objects = SampleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Sample for {self.year}"

    @property
    def numbered_anew(self) -> bool:
        return new_numbering(self.year)

    def population_of(self, stratum: int) -> int:
        return int(self.populations[str(stratum)])


class SampledPersonQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("serial")

    def by_stratum(self) -> dict[int, int]:
        return dict(self.order_by().values_list("stratum").annotate(models.Count("pk")))


class SampledPerson(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="people")
    serial = models.CharField(max_length=10)
    stratum = models.PositiveSmallIntegerField()
    # As they were on the day of the draw, in the survey's numbers.
    facts = models.JSONField()

    objects = SampledPersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sampled people"
        constraints = [
            models.UniqueConstraint(name="sampled_once", fields=["sample", "subject"]),
            models.UniqueConstraint(name="sample_serial_once", fields=["sample", "serial"]),
            models.CheckConstraint(name="sampled_in_a_stratum", condition=Q(stratum__gte=1, stratum__lte=4)),
        ]

    def __str__(self) -> str:
        return self.serial


class LeftOutPersonQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def for_reason(self, reason: str) -> Self:
        return self.filter(reason=reason) if reason else self

    def by_reason(self) -> dict[str, int]:
        return dict(self.order_by().values_list("reason").annotate(models.Count("pk")))


class LeftOutPerson(models.Model):
    """Somebody with support who could not be drawn, and why."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="left_out")
    reason = models.CharField(max_length=20, choices=LeftOut.choices)

    objects = LeftOutPersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people left out"
        constraints = [models.UniqueConstraint(name="left_out_once", fields=["sample", "subject"])]

    def __str__(self) -> str:
        return self.get_reason_display()
