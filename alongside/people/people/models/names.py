"""What a person is and has been called."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from .dated import Dated, DatedQuerySet, ends_after_it_starts


class NameQuerySet(DatedQuerySet):
    def legal(self) -> NameQuerySet:
        return self.filter(kind=Name.Kind.LEGAL)


class Name(Dated):
    class Kind(models.TextChoices):
        """As in the code list name_kind; what a person is known as stands beside the legal name."""

        LEGAL = "legal", "Legal name"
        FORMER = "former", "Former name"
        BIRTH = "birth", "Name at birth"
        ALIAS = "alias", "Other name used"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.LEGAL)
    given = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    # Many people write the family name first; some have one name only.
    family_first = models.BooleanField(default=False)

    objects = NameQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="name_says_something", condition=~Q(given="") | ~Q(family="")),
            models.UniqueConstraint(
                name="one_legal_name_now", fields=["subject"], condition=Q(kind="legal", ends_on=None)
            ),
            ends_after_it_starts("name_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["subject"], name="name_subject")]

    def __str__(self) -> str:
        return self.in_full

    @property
    def in_full(self) -> str:
        parts = [self.family, self.given] if self.family_first else [self.given, self.family]
        return " ".join(part for part in parts if part)

    @property
    def called(self) -> str:
        """What to call the person in a sentence: "Winnie"."""
        return self.known_as or (self.given.split() or [self.family])[0]

    def when_joined(self, today: date) -> dict[str, Any]:
        return {"kind": Name.Kind.ALIAS}
