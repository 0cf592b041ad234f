"""What came in from elsewhere: each import with what became of its rows, and how the columns of a sheet are read."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.front_door.directory.models import Service


class ColumnMapping(models.Model):
    """Which column of somebody's spreadsheet says what, kept by a name for the next time."""

    name = models.CharField(max_length=100, unique=True)
    # {"name": "Title of group", "postcode": "Post code"}: what it says, by the heading of the column.
    columns = models.JSONField(default=dict)
    kept_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.select_related("by").order_by("-asked_at", "-pk")

    def begun(self) -> Self:
        """Without those that somebody is still looking at before they begin."""
        return self.exclude(begun_at=None)

    def with_pk(self, pk: int) -> Import | None:
        return self.select_related("by", "mapping").filter(pk=pk).first()


class Import(models.Model):
    class Kind(models.TextChoices):
        FEED = "feed", "Open Referral UK feed"
        SHEET = "sheet", "Spreadsheet"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    # What its entries come from, in words that stay the same the next time: its entries are found again by them.
    origin = models.CharField(max_length=300)
    # The file's own name or the feed's address, for reading.
    source = models.CharField(max_length=300)
    # Where an uploaded file waits to be read; gone when it has been.
    file = models.CharField(max_length=200, blank=True)
    mapping = models.ForeignKey(ColumnMapping, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    columns = models.JSONField(default=dict)
    publish = models.BooleanField(default=False)
    by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    # How far it is, and what became of the rows.
    rows = models.PositiveIntegerField(null=True, blank=True)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    # Entries of this origin that it does not name any more.
    missing = models.PositiveIntegerField(default=0)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_finished_after_it_began", condition=Q(finished_at=None) | Q(begun_at__isnull=False)),
            models.CheckConstraint(
                name="import_failure_ends_it", condition=Q(failure="") | Q(finished_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.origin}, {self.asked_at:%-d %B %Y}"

    @property
    def is_feed(self) -> bool:
        """Its fields are the standard's own: there are no columns to choose."""
        return self.kind == Import.Kind.FEED

    @property
    def state(self) -> str:
        if self.failure:
            return "failed"
        if self.finished_at:
            return "with_problems" if self.refused else "done"
        return "running" if self.begun_at else "waiting"

    @property
    def counts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in
                ("rows", "read", "added", "changed", "unchanged", "refused", "missing")}


class ImportProblem(models.Model):
    """One field of one row that could not be taken; with it the row was left."""

    audited = False  # a report of a file, made anew each time it is read

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField()
    record = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=200)
    value = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["of", "row"], name="directory_feed_problem_row")]

    def __str__(self) -> str:
        return f"Row {self.row}, {self.field}: {self.message}"


class Brought(models.Model):
    """What an entry was when it last came in, so that one that did not change there is not touched here."""

    audited = False  # a memory of the reader: what it did stands in the entries

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.CASCADE, related_name="brought")
    digest = models.CharField(max_length=64)
    # Terms that it came with: those alone are taken away when it comes without them.
    terms = models.JSONField(default=list)
    last = models.ForeignKey(Import, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.service_id}: {self.digest[:8]}"
