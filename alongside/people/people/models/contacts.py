"""How to reach a person, and how to make what is said and sent accessible to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .dated import Dated, DatedQuerySet, ends_after_it_starts


class Contact(Dated):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=254)
    # As search and duplicate checks compare it: figures from the leading 0, or the address in small letters.
    normal = models.CharField(max_length=254)
    preferred = models.BooleanField(default=False)
    no_texts = models.BooleanField(default=False)
    # None: nobody has asked whether a message left here is heard by the person alone.
    safe_to_leave_message = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_preferred_contact", fields=["subject"], condition=Q(preferred=True, ends_on=None)
            ),
            models.CheckConstraint(name="contact_is_comparable", condition=~Q(normal="")),
            ends_after_it_starts("contact_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["subject"], name="contact_subject")]

    def __str__(self) -> str:
        return self.value

    @property
    def is_telephone(self) -> bool:
        return self.kind != "email"


class InformationNeed(Dated):
    """Accessible information: what to do so that this person can read, hear and answer. Several may hold at once."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="information_needs")
    need = models.CharField(max_length=60)
    detail = models.CharField(max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="each_information_need_once", fields=["subject", "need"], condition=Q(ends_on=None)
            ),
            ends_after_it_starts("information_need_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.need
