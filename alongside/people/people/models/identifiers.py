"""Numbers that others know a person by: the NHS number first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class IdentifierQuerySet(models.QuerySet):
    def in_use(self) -> IdentifierQuerySet:
        return self.filter(in_use=True)

    def nhs(self) -> IdentifierQuerySet:
        return self.filter(kind="nhs_number")


class Identifier(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=60)
    issuer = models.CharField(max_length=120, blank=True)
    # A number that turned out to be somebody else's, or came with a joined record, stays as a fact about the past.
    in_use = models.BooleanField(default=True)
    verified_how = models.CharField(max_length=200, blank=True)
    verified_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_nhs_number_belongs_to_one_record", fields=["value"],
                condition=Q(kind="nhs_number", in_use=True)
            ),
            models.UniqueConstraint(
                name="one_nhs_number_a_record", fields=["subject"], condition=Q(kind="nhs_number", in_use=True)
            ),
            models.CheckConstraint(
                name="nhs_number_is_ten_figures", condition=~Q(kind="nhs_number") | Q(value__regex=r"^[0-9]{10}$")
            ),
            models.CheckConstraint(
                name="identifier_verified_whole",
                condition=Q(verified_how="", verified_by=None, verified_on=None)
                | (~Q(verified_how="") & Q(verified_by__isnull=False, verified_on__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["subject"], name="identifier_subject")]

    def __str__(self) -> str:
        return self.value

    def when_joined(self, today: date) -> dict[str, Any]:
        return {"in_use": False}
