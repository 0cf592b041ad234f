"""Where a person lives, has lived and gets post; and their GP practice."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .dated import Dated, DatedQuerySet, ends_after_it_starts

# A person lives in one place at a time, which may be no place.
LIVES_AT = ["home", "care_home", "prison", "no_fixed_address"]


class AddressQuerySet(DatedQuerySet):
    def lived_at(self) -> AddressQuerySet:
        """Where the person lives, as against where they stay for now or get letters."""
        return self.filter(kind__in=LIVES_AT)


class Address(Dated):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=20, default="home")
    line_1 = models.CharField(max_length=120, blank=True)
    line_2 = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                name="one_current_address_of_a_kind", fields=["subject", "kind"], condition=Q(ends_on=None)
            ),
            models.UniqueConstraint(
                name="lives_in_one_place_now", fields=["subject"], condition=Q(ends_on=None, kind__in=LIVES_AT)
            ),
            models.CheckConstraint(
                name="address_says_where", condition=Q(kind="no_fixed_address") | ~Q(line_1="") | ~Q(postcode=""),
            ),
            models.CheckConstraint(name="uprn_is_figures", condition=Q(uprn="") | Q(uprn__regex=r"^[0-9]{1,12}$")),
            ends_after_it_starts("address_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["subject"], name="address_subject"),
            models.Index(fields=["uprn"], name="address_uprn", condition=~Q(uprn="")),
        ]

    def __str__(self) -> str:
        return self.on_one_line

    @property
    def lines(self) -> list[str]:
        first = "No fixed address" if self.kind == "no_fixed_address" else ""
        return [line for line in (first, self.line_1, self.line_2, self.town, self.postcode) if line]

    @property
    def on_one_line(self) -> str:
        return ", ".join(self.lines)


class GPPractice(Dated):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="gp_practices")
    code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=160)
    gp_name = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_gp_practice_now", fields=["subject"], condition=Q(ends_on=None)),
            ends_after_it_starts("gp_practice_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["subject"], name="gp_practice_subject")]

    def __str__(self) -> str:
        return self.name
