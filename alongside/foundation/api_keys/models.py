"""A key that a system of another organisation asks the API with."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from .scopes import SCOPES


def digest_of(secret: str) -> str:
    """The secret is 192 random bits: no slow hash is needed, and none could be undone."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def in_force(self) -> ApiKeyQuerySet:
        return self.filter(revoked_at=None)

    def with_secret(self, secret: str, scope: str) -> ApiKey | None:
        return self.in_force().filter(digest=digest_of(secret), scope=scope).select_related("organisation").first()

    def for_list(self) -> ApiKeyQuerySet:
        return self.select_related("organisation", "issued_by", "revoked_by").order_by("organisation__name", "pk")


class ApiKey(models.Model):
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=60, choices=tuple(SCOPES.items()))
    digest = models.CharField(max_length=64, unique=True)
    # Its last four characters, so that two keys can be told apart.
    ends = models.CharField(max_length=4)
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_key_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"
