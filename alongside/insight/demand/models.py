"""Population projections that were loaded. Nothing here is of a person."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from .bands import Band


class ProjectionQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.select_related("loaded_by").order_by("-loaded_at", "-pk")


class Projection(models.Model):
    """One file as it was loaded. Loading it again makes another: what was shown before stays."""

    title = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    published_on = models.DateField()
    file_name = models.CharField(max_length=200)
    # Nobody's account where it came from the command line; then its name there.
    loaded_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    loaded_as = models.CharField(max_length=100, blank=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    totals_passed_over = models.PositiveIntegerField(default=0)

    objects = ProjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="projection_loaded_by_somebody",
                condition=Q(loaded_by__isnull=False, loaded_as="") | (Q(loaded_by=None) & ~Q(loaded_as="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def loader(self) -> str:
        return self.loaded_by.name if self.loaded_by else f"{self.loaded_as}, from the command line"


class ProjectedQuerySet(models.QuerySet):
    def areas(self) -> list[str]:
        return list(self.order_by("area").values_list("area", flat=True).distinct())

    def of_area(self, area: str) -> Self:
        return self.filter(area=area).order_by("year", "first_age", "sex")


class ProjectedPopulation(models.Model):
    """How many people of a sex and band of ages will live in an area in a year."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"
        ALL = "all", "Everybody"

    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, related_name="populations")
    area = models.CharField(max_length=80)
    sex = models.CharField(max_length=10, choices=Sex.choices)
    first_age = models.PositiveSmallIntegerField()
    # None: everybody older too.
    last_age = models.PositiveSmallIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    people = models.DecimalField(max_digits=13, decimal_places=3)

    objects = ProjectedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="projected_once", fields=["projection", "area", "sex", "year", "first_age"]
            ),
            models.CheckConstraint(
                name="projected_band_in_order", condition=Q(last_age=None) | Q(last_age__gte=F("first_age"))
            ),
            models.CheckConstraint(name="projected_people_not_negative", condition=Q(people__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.band.label}, {self.year}"

    @property
    def band(self) -> Band:
        return Band(self.first_age, self.last_age)
