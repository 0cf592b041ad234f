"""That somebody may stand over the person: it closes every way into their record but the workers' own."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


class CoercionQuerySet(models.QuerySet["Coercion"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).select_related("by", "lifted_by").order_by("-since", "-pk")


class Coercion(models.Model):
    """While it stands nobody signs in to this record, and nothing tells them that somebody closed it."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    since = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_words = models.TextField(blank=True)

    objects = CoercionQuerySet.as_manager()

    class Meta:
        verbose_name = "sign of somebody standing over them"
        verbose_name_plural = "signs of somebody standing over them"
        constraints = [
            models.CheckConstraint(name="coercion_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="coercion_lifted_whole",
                condition=Q(lifted_at=None, lifted_by=None, lifted_words="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_words="")),
            ),
            models.UniqueConstraint(
                name="one_coercion_stands", fields=["subject"], condition=Q(lifted_at=None)
            ),
        ]
