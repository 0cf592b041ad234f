"""What happened to a person, in order. The timeline is read from here; nobody types it."""

from __future__ import annotations

from typing import Any

from django.db import models

from alongside.foundation.accounts.models import User


class Category(models.TextChoices):
    CONTACT = "contact", "Contact"
    DECISION = "decision", "Decisions"
    SUPPORT = "support", "Support"
    HEALTH = "health", "Health"
    SAFETY = "safety", "Safety"
    MONEY = "money", "Money"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    DETAILS = "details", "Details"


class EventQuerySet(models.QuerySet):
    def newest_first(self) -> EventQuerySet:
        return self.order_by("-happened_at", "-pk")

    def significant(self) -> EventQuerySet:
        return self.filter(significant=True)

    def readable_by(self, user: User) -> EventQuerySet:
        """Leave out what the user's roles do not hold (safeguarding, say)."""
        return self.filter(models.Q(permission="") | models.Q(permission__in=user.permissions_held))

    def readable_with(self, permission: Any) -> EventQuerySet:
        """The same in a prepared question, where the permissions held come later."""
        return self.filter(models.Q(permission="") | models.Q(permission=permission))


class Event(models.Model):
    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=80)
    category = models.CharField(max_length=20, choices=Category.choices)
    title = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    significant = models.BooleanField(default=False)
    # The permission needed to read this line, where the record it speaks of is closer held than the person's page.
    permission = models.CharField(max_length=60, blank=True)
    # The record it came from ("conversations.conversation:12") and where to read it.
    source = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=300, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-happened_at"], name="event_timeline"),
            models.Index(fields=["source"], name="event_source"),
            models.Index(fields=["kind", "-happened_at"], name="event_kind"),
        ]

    def __str__(self) -> str:
        return self.title
