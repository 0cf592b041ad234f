"""A file of official tables as it was loaded, and its figures."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from ..official.published import Published


class ReleaseQuerySet(models.QuerySet):
    def newest_first(self) -> ReleaseQuerySet:
        return self.select_related("loaded_by").order_by("-loaded_at", "-pk")

    def of(self, digest: str) -> Release | None:
        return self.filter(digest=digest).first()


class Release(models.Model):
    """A file loaded wholly, once. A later file of the same year stands in front of it; neither is changed."""

    file_name = models.CharField(max_length=200)
    # SHA-256 of the file's bytes, so that anybody can say whether theirs is the same.
    digest = models.CharField(max_length=64, unique=True)
    layout = models.CharField(max_length=40)
    loaded_at = models.DateTimeField(auto_now_add=True)
    loaded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Who it was at the command line, where nobody was signed in.
    loaded_as = models.CharField(max_length=100, blank=True)
    # {"reproduced": 1483, "within rounding": 2140, …}: how outcomes stand to their own counts.
    checked = models.JSONField(default=dict)
    # Codes read as others, and outcomes that do not follow from their counts, a sentence each; kept as published.
    differing = models.JSONField(default=list)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="release_loaded_by_somebody", condition=Q(loaded_by__isnull=False) | ~Q(loaded_as="")
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class FigureQuerySet(models.QuerySet):
    def of_everybody(self) -> FigureQuerySet:
        return self.filter(part="")

    def as_published(self) -> list[Published]:
        """Oldest file first, so that a later one stands in front."""
        fields = (
            "framework",
            "code",
            "year",
            "area",
            "kind",
            "name",
            "part",
            "outcome",
            "numerator",
            "denominator",
            "margin",
            "respondents",
            "marks",
            "beside",
            "place",
        )
        return [Published(*row) for row in self.order_by("release_id", "pk").values_list(*fields)]


class Figure(models.Model):
    """One published outcome with its counts. Where a number is missing its reason stands in `marks`, never nought."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="figures")
    framework = models.CharField(max_length=7)
    code = models.CharField(max_length=10)
    year = models.CharField(max_length=7)
    area = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    part = models.CharField(max_length=40, blank=True)
    outcome = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    margin = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    respondents = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    marks = models.JSONField(default=dict)
    beside = models.JSONField(default=dict)
    # Sheet and row of the file.
    place = models.CharField(max_length=120)

    objects = FigureQuerySet.as_manager()
    # Published elsewhere, loaded wholly and never changed: its release is audited, with the file's digest.
    audited = False

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "framework", "code", "year", "area", "part"], name="figure_once_in_a_release"
            ),
        ]
        indexes = [models.Index(fields=["part", "area", "year"], name="figure_of_an_area")]

    def __str__(self) -> str:
        return f"{self.code} {self.name} {self.year}"

    @classmethod
    def from_published(cls, one: Published, release: Release) -> Figure:
        given: dict[str, Any] = {key: getattr(one, key) for key in one.__dataclass_fields__}
        return cls(
            release=release,
            **given | {"marks": dict(one.marks), "beside": {key: str(value) for key, value in one.beside.items()}},
        )
