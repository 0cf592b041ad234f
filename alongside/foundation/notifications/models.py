"""What was told to whom, how, and whether it arrived. One row a message, whatever the channel."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """A colleague's own, and those about records the user may open."""
        return self.filter(Q(to_user=user) | Q(to_user=None) & (Q(subject=None) | may_see(user)))

    def for_user(self, user: Any) -> Self:
        """In the product, to this colleague, newest first; nothing about a record that has closed to them since."""
        return self.told(user, may_see(user)).select_related("subject").order_by("-made_at", "-pk")

    def told(self, user: Any, seen: Q) -> Self:
        """In the product, to this colleague, where `seen` says which records are open to them."""
        return self.filter(Q(subject=None) | seen, to_user=user, channel=Notification.Channel.PRODUCT)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def about(self, subject: Any) -> Self:
        return self.filter(subject=subject, to_user=None).order_by("-made_at", "-pk")

    def waiting_to_go(self) -> Self:
        return self.filter(sent_at=None, failed_at=None, stopped_at=None)

    def not_arrived(self) -> Self:
        """What somebody has to put right: it could not be sent, or it came back."""
        return self.filter(Q(failed_at__isnull=False) | Q(returned_at__isnull=False))


class Notification(models.Model):
    class Channel(models.TextChoices):
        PRODUCT = "product", "In Alongside"
        EMAIL = "email", "Email"
        TEXT = "text", "Text message"
        POST = "post", "Print and post"

    class Status(models.TextChoices):
        QUEUED = "queued", "On its way"
        SENT = "sent", "Sent"
        READ = "read", "Read"
        FAILED = "failed", "Could not be sent"
        UNDELIVERED = "undelivered", "Came back undelivered"
        STOPPED = "stopped", "Not sent"

    # To a colleague, or (to_user empty) to the person or to somebody about them.
    to_user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="notifications"
    )
    subject = models.ForeignKey(
        "subjects.Subject", null=True, blank=True, on_delete=models.PROTECT, related_name="notifications"
    )
    to_the_person = models.BooleanField(default=False)
    to_name = models.CharField(max_length=200, blank=True)
    # An email address, a telephone number, or the lines of an address.
    address = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    # A file of the store, sent along (a letter's PDF).
    attachment = models.CharField(max_length=200, blank=True)
    attachment_name = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=120, blank=True)
    # What makes two asks the same message ("reviews.review:12 due"): the second is not sent again.
    key = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=300, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=300, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notification_is_to_somebody",
                condition=Q(to_user__isnull=False, to_the_person=False)
                | Q(to_user=None, to_the_person=True, subject__isnull=False)
                | (Q(to_user=None, to_the_person=False) & ~Q(to_name="")),
            ),
            models.CheckConstraint(
                name="notification_in_the_product_is_to_a_colleague",
                condition=~Q(channel="product") | Q(to_user__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_failure_is_whole",
                condition=Q(failed_at=None, failure="") | (Q(failed_at__isnull=False, sent_at=None) & ~Q(failure="")),
            ),
            models.CheckConstraint(
                name="notification_came_back_after_it_went",
                condition=Q(returned_at=None, returned_why="")
                | (Q(returned_at__isnull=False, sent_at__isnull=False) & ~Q(returned_why="")),
            ),
            models.CheckConstraint(
                name="notification_stopped_for_a_reason",
                condition=Q(stopped_at=None, stopped_why="")
                | (Q(stopped_at__isnull=False, sent_at=None) & ~Q(stopped_why="")),
            ),
            models.UniqueConstraint(name="notification_once_for_each_key", fields=["key"], condition=~Q(key="")),
        ]
        indexes = [
            models.Index(fields=["to_user", "-made_at"], name="notification_user"),
            models.Index(fields=["to_user"], name="notification_unread", condition=Q(read_at=None, channel="product")),
            models.Index(fields=["subject", "-made_at"], name="notification_subject"),
            models.Index(fields=["source"], name="notification_source"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> str:
        if self.stopped_at:
            return str(self.Status.STOPPED)
        if self.returned_at:
            return str(self.Status.UNDELIVERED)
        if self.failed_at:
            return str(self.Status.FAILED)
        if self.read_at:
            return str(self.Status.READ)
        return str(self.Status.SENT if self.sent_at else self.Status.QUEUED)

    @property
    def status_words(self) -> str:
        return self.Status(self.status).label

    @property
    def finished(self) -> bool:
        """Nothing more is to be done by a background job."""
        return bool(self.sent_at or self.failed_at or self.stopped_at)
