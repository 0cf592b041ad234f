"""How organisations keep their own entries: links by email, changes that wait for a colleague, and reminders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.secret_links import OpenedByLink, digest_of
from alongside.front_door.directory.models import Service

LINK_DAYS, REMINDER_DAYS = 2, 35


def entries_of(address: str) -> Any:
    """What somebody with this email address keeps: an entry's own keeper, or its organisation's where it has none."""
    theirs = Q(keeper_email__iexact=address) | Q(keeper_email="", organisation__keeper_email__iexact=address)
    found = Service.objects.exclude(status=Service.Status.WITHDRAWN)
    return found.filter(theirs) if address else found.none()


class KeeperLinkQuerySet(models.QuerySet):
    def by_secret(self, secret: str) -> KeeperLink | None:
        """Only one that still works."""
        return self.open().filter(link_digest=digest_of(secret)).exclude(address="").first() if secret else None

    def with_pk(self, pk: int | None) -> KeeperLink | None:
        """Whether it still works or not: it opens nothing by its number."""
        return self.filter(pk=pk).first()

    def open(self) -> Self:
        return self.filter(ends_at__gt=timezone.now())

    def over(self, now: datetime) -> Self:
        return self.filter(ends_at__lt=now)


class KeeperLink(OpenedByLink):
    """A link that went to a keeper. It opens nothing without the code that goes to the same mailbox.

    Where nobody of ours has the address there is a row too, without it: asking looks and takes the same.
    """

    audited = False  # a secret, and gone some days later

    class Why(models.TextChoices):
        ASKED = "asked", "Asked for"
        REMINDER = "reminder", "Reminder"

    address = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    why = models.CharField(max_length=10, choices=Why.choices, default=Why.ASKED)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = KeeperLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Link {self.pk} ({self.get_why_display().lower()})"

    @staticmethod
    def end(why: str) -> datetime:
        return timezone.now() + timedelta(days=REMINDER_DAYS if why == KeeperLink.Why.REMINDER else LINK_DAYS)

    @property
    def entries(self) -> Any:
        return entries_of(self.address).for_list().by_name()


class ChangeQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def for_list(self) -> Self:
        return self.select_related("service__organisation", "answered_by").order_by("made_at", "pk")

    def of_service(self, service: Service) -> Change | None:
        return self.waiting().filter(service=service).first()

    def with_pk(self, pk: int) -> Change | None:
        return self.for_list().filter(pk=pk).first()

    def to_tell(self) -> Self:
        return self.exclude(answered_at=None).filter(told_at=None).exclude(address="")

    def answered_before(self, moment: datetime) -> Self:
        return self.filter(answered_at__lt=moment)


class Change(models.Model):
    """What a keeper would like an entry to say. It says so only once a colleague has agreed."""

    class Answer(models.TextChoices):
        TAKEN = "taken", "Taken up"
        PARTLY = "partly", "Taken up in part"
        NOT_TAKEN = "not_taken", "Not taken up"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="changes")
    # {"fees": ["what it said then", "what it is to say"]}, of what differs alone.
    fields = models.JSONField(default=dict)
    note = models.CharField(max_length=1000, blank=True)
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    # Of the fields, those that were taken up; and what the organisation is told.
    taken = models.JSONField(default=list)
    because = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(answered_at=None), name="change_waits_once_of_a_service"),
            # Once it is answered, what was said in words has its days.
            models.CheckConstraint(
                name="change_says_something", condition=~Q(fields={}) | ~Q(note="") | Q(answered_at__isnull=False)),
            models.CheckConstraint(
                name="change_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="change_refused_for_a_reason", condition=~Q(answer="not_taken") | ~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {', '.join(self.fields) or 'a note'}"

    def in_order(self, names: Iterable[str]) -> list[tuple[str, Any, Any]]:
        """Each field with what it was and is to be, in the order of these names: the database keeps none."""
        return [(name, *self.fields[name]) for name in names if name in self.fields]


class Reminder(models.Model):
    """That a keeper was written to about one entry, for one review day, at one distance from it. Each only once."""

    audited = False  # what was sent when; the entry says whether it helped

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="reminders")
    review_on = models.DateField()
    # Days before it; fewer than none after it.
    days_before = models.SmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [models.UniqueConstraint(
            fields=["service", "review_on", "days_before"], name="reminder_once_for_each_day")]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.days_before} days before {self.review_on}"
