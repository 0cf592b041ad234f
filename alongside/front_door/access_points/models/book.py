"""The community book of a network: what is here, who knows about what, and what is missing. It speaks of places and
groups, never of those who come to them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


class BookQuerySet(models.QuerySet):
    def of_network(self, network: str) -> Self:
        return self.filter(network=network).select_related("written_by", "service", "settled_by").order_by(
            "settled_at", "-written_at", "-pk")

    def by_number(self, pk: int) -> BookNote | None:
        return self.filter(pk=pk).first()

    def by(self, user: Any) -> Self:
        return self.filter(written_by=user)


class BookNote(models.Model):
    class Kind(models.TextChoices):
        HERE = "here", "What is here"
        KNOWS = "knows", "Who knows about what"
        GAP = "gap", "What is missing"

    network = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500)
    # A group, a shop or an organisation that can be asked; never somebody who comes to the desk.
    whom_to_ask = models.CharField(max_length=200, blank=True)
    service = models.ForeignKey("directory.Service", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    # A gap that somebody filled, or a note that holds no longer.
    settled = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="book_note_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="book_note_settled_whole",
                condition=Q(settled="", settled_by=None, settled_at=None)
                | (~Q(settled="") & Q(settled_by__isnull=False, settled_at__isnull=False))),
        ]
        indexes = [models.Index(fields=["network", "-written_at"], name="book_network")]

    def __str__(self) -> str:
        return self.words
