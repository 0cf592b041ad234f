"""The words of a profile with their history, and who signed them off."""

from __future__ import annotations

from django.db import models


class NarrativeQuerySet(models.QuerySet):
    def of(self, council: str, year: str) -> NarrativeQuerySet:
        """Newest first."""
        return (
            self.filter(council=council, year=year)
            .select_related("written_by")
            .prefetch_related("sign_offs__by")
            .order_by("-number")
        )


class NarrativeVersion(models.Model):
    """One version of the words. A change is a new version: what was signed off stays as it was signed."""

    council = models.CharField(max_length=5)
    year = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    words = models.TextField(max_length=8000)
    # Why it was changed, in a line.
    note = models.CharField(max_length=200, blank=True)
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "year", "number"], name="narrative_version_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"


class SignOff(models.Model):
    """A named person answers for a version, in the role they held."""

    version = models.ForeignKey(NarrativeVersion, on_delete=models.PROTECT, related_name="sign_offs")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    # Every role they held that day, in words.
    role = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "by"], name="signed_off_once_by_each")]

    def __str__(self) -> str:
        return f"{self.by}, {self.role}"
