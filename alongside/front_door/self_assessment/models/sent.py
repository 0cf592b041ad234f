"""What somebody told us online, as they wrote it: received, read, matched to a record by a worker, answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see
from alongside.foundation.questionnaires import declare

from ..offers import offer_of


class SentQuerySet(models.QuerySet["Sent"]):
    def visible_to(self, user: Any) -> Self:
        """On records the user may open, and those not yet matched to anybody."""
        return self.filter(Q(subject=None) | may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).newest_first()

    def unread(self) -> Self:
        return self.filter(read_at=None, answered_at=None)

    def to_answer(self) -> Self:
        return self.filter(read_at__isnull=False, answered_at=None)

    def answered(self) -> Self:
        return self.filter(answered_at__isnull=False)

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def of_nobody(self, before: datetime) -> Self:
        """Answered before this moment, and on no record."""
        return self.filter(subject=None, conversation=None, asked=None, answered_at__lt=before)

    def newest_first(self) -> Self:
        return self.order_by("-received_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("subject", "read_by", "answered_by", "conversation", "asked__task")

    def sent_from(self, address: str) -> Self:
        """What was sent by whoever reads this mailbox or telephone (its digest)."""
        return self.filter(addresses__contains=[address]).newest_first() if address else self.none()

    def of_offer(self, *offers: str) -> Self:
        return self.filter(offer__in=offers)


class Sent(models.Model):
    class Who(models.TextChoices):
        ME = "me", "The person"
        CARER = "carer", "Somebody who looks after them"
        FAMILY = "family", "Family"
        FRIEND = "friend", "A friend or neighbour"

    class Urgency(models.TextChoices):
        URGENT = "urgent", "Urgent"
        SOON = "soon", "Soon"
        ROUTINE = "routine", "Routine"

    class How(models.TextChoices):
        HERE = "here", "Here, where they can read it with a code"
        TELEPHONE = "telephone", "By telephone"
        LETTER = "letter", "By letter"
        IN_PERSON = "in_person", "Face to face"

    # Empty until somebody has matched it to a record, by search before create.
    subject = models.ForeignKey("subjects.Subject", null=True, blank=True, on_delete=models.PROTECT,
                                related_name="sent_in")
    # Said over the telephone; opens nothing. What the page is reached by is the link, and then a code.
    number = models.CharField(max_length=20, unique=True)
    link = models.CharField(max_length=64)
    # Digests of the addresses a code may go to.
    addresses = ArrayField(models.CharField(max_length=64), default=list)
    offer = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    # As they wrote it: every answer to what was asked. Never changed.
    answers = models.JSONField()
    begun_at = models.DateTimeField()
    received_at = models.DateTimeField()
    who = models.CharField(max_length=10, choices=Who.choices)
    # Who wrote, and how to reach them.
    name = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    # Whom it is about, where that is not who wrote.
    about_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    # How they read the pages, so that whoever answers writes and speaks so too (Accessible Information Standard).
    language = models.CharField(max_length=20, blank=True)
    # Codes of communication_need.
    reads = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    safe_now = models.CharField(max_length=20)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ROUTINE)
    # The words that raised it, for whoever reads.
    risk_words = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey("conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT,
                                     related_name="sent_in")
    # An assessment that they ask for by sending their own part of it.
    asked = models.OneToOneField("conversations.AssessmentOffer", null=True, blank=True, on_delete=models.PROTECT,
                                 related_name="asked_by_sending")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT,
                                    related_name="+")
    answer = models.TextField(blank=True)
    answered_how = models.CharField(max_length=20, choices=How.choices, blank=True)

    objects = SentQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sent"
        constraints = [
            models.CheckConstraint(
                name="sent_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False)),
            models.CheckConstraint(
                name="sent_answered_by_somebody_with_words",
                condition=Q(answered_at=None, answered_by=None, answer="", answered_how="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, read_at__isnull=False)
                   & ~Q(answer="") & ~Q(answered_how=""))),
            models.UniqueConstraint(name="sent_link_is_its_own", fields=["link"], condition=~Q(link="")),
            models.CheckConstraint(
                name="sent_is_about_somebody", condition=Q(who__in=("me", "carer")) | ~Q(about_name="")),
        ]
        indexes = [
            models.Index(fields=["urgency", "received_at"], name="sent_open", condition=Q(answered_at=None)),
            models.Index(fields=["subject", "-received_at"], name="sent_subject"),
            GinIndex(fields=["addresses"], name="sent_addresses"),
        ]

    def __str__(self) -> str:
        return f"{self.number}, from {self.name}"

    @property
    def whole(self) -> declare.Questionnaire:
        return offer_of(self.offer).whole(self.version)

    @property
    def asks_for(self) -> str:
        """The kind of assessment that this is their own part of: adult, carer, or none."""
        chosen = offer_of(self.offer)
        if chosen.meaning != "care_act" or self.who not in (self.Who.ME, self.Who.CARER):
            return ""
        return "carer" if chosen.about_a_carer else "adult"

    @property
    def language_name(self) -> str:
        """The language of the pages they read, where it was not English."""
        return next((one.name for one in settings.LANGUAGES_OFFERED if one.code == self.language), self.language)

    @property
    def record_name(self) -> str:
        """Whose record it belongs on: a carer's is their own."""
        return self.about_name if self.who in (self.Who.FAMILY, self.Who.FRIEND) else self.name


class Added(models.Model):
    """Something they added after sending."""

    subject = models.ForeignKey("subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent = models.ForeignKey(Sent, on_delete=models.PROTECT, related_name="added")
    words = models.TextField()
    added_at = models.DateTimeField()
    risk_words = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "added"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="added_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Added to {self.sent_id}"
