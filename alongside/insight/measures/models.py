"""Measures worked out at a moment, and the figures that came of it. Who was counted is in a file beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.insight.disclosure import SMALLEST_SHOWN

from .common.parts import CUTS
from .common.year import Year, year_in_which
from .held_back import HELD_BACK, MONTH, NOT_LISTED

# Runs whose people are kept: a figure can be opened for about a week of nights. The figures themselves stay.
OPEN_RUNS = 8
LABELS = {"": "Everybody", **CUTS, MONTH: "Month"}


class RunQuerySet(models.QuerySet):
    def newest_first(self) -> RunQuerySet:
        return self.select_related("asked_by").order_by("-asked_at", "-pk")

    def done(self) -> RunQuerySet:
        return self.filter(finished_at__isnull=False, failure="")

    def latest(self, year: str = "") -> Run | None:
        """The last of the newest year that came to an end, or of the year that is named."""
        found = self.done().filter(year=year) if year else self.done()
        return found.order_by("-year", "-snapshot_at", "-pk").first()

    def years(self) -> list[str]:
        """Those with figures, the newest first."""
        return list(self.done().order_by("-year").values_list("year", flat=True).distinct())

    def last_of_each_month(self) -> dict[str, Run]:
        """Of each month the last run, over the year that was running then."""
        found: dict[str, Run] = {}
        for one in self.done().filter(snapshot_at__isnull=False).order_by("snapshot_at", "pk"):
            day = timezone.localdate(one.snapshot_at)
            if one.year == year_in_which(day).name:
                found[f"{day:%Y-%m}"] = one
        return found

    def released(self) -> RunQuerySet:
        return self.done().filter(released_on__isnull=False)

    def release(self, year: str = "") -> Run | None:
        """The one that stands for everybody who may not open its people, and in every file."""
        found = self.released().filter(year=year) if year else self.released()
        return found.order_by("-year", "-released_on", "-snapshot_at", "-pk").first()

    def under_way(self) -> RunQuerySet:
        return self.filter(finished_at=None)

    def whose_people_are_kept(self) -> RunQuerySet:
        return self.done().filter(has_people=True).order_by("-finished_at", "-pk")


class Run(models.Model):
    """Every measure of one year, over one snapshot of the records."""

    year = models.CharField(max_length=7)
    match_national = models.BooleanField(default=True)
    # Nobody for the nightly one.
    asked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    # How far it is: steps done, of how many, and what it is at.
    step = models.CharField(max_length=120, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    # The moment at which the records were read, and how many events there were.
    snapshot_at = models.DateTimeField(null=True, blank=True)
    events = models.PositiveIntegerField(default=0)
    # Of which mid-year the residents were that stand under the line; nothing where the file did not say.
    residents_of = models.PositiveSmallIntegerField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    has_people = models.BooleanField(default=False)
    # The number of people below which its counts are held back, as the council had it that day.
    smallest_shown = models.PositiveSmallIntegerField(default=SMALLEST_SHOWN)
    # Since when it stands as the release; nothing for a run of the days between.
    released_on = models.DateField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="run_finished_has_its_moment",
                condition=Q(finished_at=None) | ~Q(failure="") | Q(snapshot_at__isnull=False),
            ),
            models.CheckConstraint(
                name="run_failed_is_over", condition=Q(failure="") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Measures of {self.year}"

    @property
    def is_under_way(self) -> bool:
        return self.finished_at is None

    @property
    def is_year_to_date(self) -> bool:
        """Made before the year was over: provisional."""
        return self.snapshot_at is not None and self.snapshot_at.date() <= Year(self.year).last

    @property
    def folder(self) -> Path:
        """Beside the database: who was counted, and the events they were counted from."""
        return Path(settings.HOME) / "insight" / "runs" / str(self.pk)

    @property
    def people_file(self) -> Path:
        return self.folder / "people.parquet"


class FigureQuerySet(models.QuerySet):
    def headlines(self) -> FigureQuerySet:
        return self.filter(split="")

    def of_measure(self, key: str) -> FigureQuerySet:
        return self.filter(measure=key)

    def by_split(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for one in self.order_by("pk"):
            found.setdefault(one.split, []).append(one)
        return found


class Figure(models.Model):
    """One figure of a run: a measure, whole or of one part of the people, as two counts."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=20)
    # Empty for everybody; else what the people are split by, and the part (in words; a month as 2026-10).
    split = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=200, blank=True)
    numerator = models.BigIntegerField()
    # Nothing where nobody knows it: the population of an area without its file.
    denominator = models.BigIntegerField(null=True, blank=True)
    # Small, or one that is small would follow from it: its numbers are not shown, or not even its part is named.
    held_back = models.CharField(
        max_length=10, blank=True, choices=[(HELD_BACK, "Held back"), (NOT_LISTED, "Not listed")]
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "measure", "split", "part"], name="one_figure_a_part"),
            models.CheckConstraint(
                name="figure_counts_are_not_negative",
                condition=Q(numerator__gte=0) & (Q(denominator=None) | Q(denominator__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.part}".strip()


class TargetQuerySet(models.QuerySet):
    def of_measure(self, key: str) -> TargetQuerySet:
        return self.filter(measure=key).select_related("set_by").order_by("-set_at", "-pk")

    def in_force(self, key: str) -> Target | None:
        """The last that was set, unless it says that there is none any more."""
        last = self.of_measure(key).first()
        return last if last and last.value is not None else None


class Target(models.Model):
    """What a measure is to reach, as somebody set it; never changed: a new one takes its place. No value: none."""

    measure = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    # Where it was decided: a scorecard, a plan, a meeting.
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="target_not_negative", condition=Q(value=None) | Q(value__gte=0)),
            models.CheckConstraint(name="target_says_where_decided", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {'no target' if self.value is None else self.value}"


class WardFile(models.Model):
    """A file of postcodes and their wards that the council supplied; the latest stands."""

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    postcodes = models.PositiveIntegerField()
    wards = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.file_name}: {self.postcodes} postcodes in {self.wards} wards"


class WardPostcode(models.Model):
    """One row of the file that stands."""

    file = models.ForeignKey(WardFile, on_delete=models.CASCADE, related_name="rows")
    postcode = models.CharField(max_length=10, unique=True)
    ward = models.CharField(max_length=230)
    # A look-up table, loaded wholly and never changed by hand: its file is audited, with its digest.
    audited = False

    def __str__(self) -> str:
        return f"{self.postcode}: {self.ward}"
