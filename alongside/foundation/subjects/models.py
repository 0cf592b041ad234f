"""The bare subject of a record: what every floor may point down at without knowing who a person is."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class SubjectQuerySet(models.QuerySet):
    def living_records(self) -> SubjectQuerySet:
        """Records that have not been merged into another."""
        return self.filter(merged_into=None)

    def living(self) -> SubjectQuerySet:
        """People who have not died, on records that still stand."""
        return self.living_records().filter(died_on=None)


class Subject(models.Model):
    """One person's file. `people.Person` is one-to-one with it."""

    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    restricted = models.BooleanField(default=False)
    restricted_reason = models.TextField(blank=True)
    restricted_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restricted_at = models.DateTimeField(null=True, blank=True)
    # Kept beside the subject so that lists, timelines and looks can name a person without an upward import.
    display_name = models.CharField(max_length=200, blank=True)
    # A death, told to `people`: here so that letters, reviews and lists on every floor can stop at once.
    died_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        # Few of very many: each request asks which they are.
        indexes = [models.Index(fields=["id"], name="subject_restricted", condition=Q(restricted=True))]
        constraints = [
            models.CheckConstraint(
                name="subject_restriction_has_reason_and_author",
                condition=Q(restricted=False)
                | (~Q(restricted_reason="") & Q(restricted_by__isnull=False) & Q(restricted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="subject_not_merged_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or f"Record {self.pk}"
