"""Papers that a worker released to be read in My plan, each by each."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q


class ReleaseQuerySet(models.QuerySet["Release"]):
    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).select_related("document", "released_by", "taken_back_by").order_by(
            "-released_at", "-pk")

    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def readable_with(self, parts: frozenset[str]) -> Self:
        """Those whose part somebody reads."""
        return self.standing().filter(part__in=sorted(parts))


class Release(models.Model):
    """One paper, looked through for what is another's and for serious harm, then released."""

    class Others(models.TextChoices):
        NOTHING = "nothing", "It says nothing about anybody else, but who works with them"
        KNOWN = "known", "What it says of others the person told us themselves, or knows"
        AGREED = "agreed", "The others it speaks of agreed, or it is fair to show it without asking"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="released_papers")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="releases")
    # Part.DOCUMENTS (about care) or Part.MONEY.
    part = models.CharField(max_length=20, choices=[("documents", "About care"), ("money", "About money")])
    about_others = models.CharField(max_length=10, choices=Others.choices)
    # Data Protection Act 2018, Schedule 3 Part 3: whether it could do serious harm, and why it could not.
    harm_words = models.TextField()
    released_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT,
                                      related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "paper released to My plan"
        verbose_name_plural = "papers released to My plan"
        constraints = [
            models.CheckConstraint(name="release_checked_for_harm", condition=~Q(harm_words="")),
            models.CheckConstraint(
                name="release_taken_back_whole",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | (Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because="")),
            ),
            models.UniqueConstraint(name="a_paper_is_released_once", fields=["document"],
                                    condition=Q(taken_back_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.document} released"
