"""The first conversation, what came of it, and what was found still true in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q

from alongside.foundation import codelists
from alongside.foundation.access.conditions import may_see

# Next steps after which nobody else has to act: advice, somewhere to go, something issued, or nothing.
RESOLVES = frozenset({"information_given", "community_support", "wellbeing_plan", "simple_equipment",
                      "arranges_own_support", "no_further_action"})


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def open(self) -> Self:
        return self.filter(finished_at=None)

    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-began_at", "-pk")

    def within(self, days: int, before: datetime) -> Self:
        """Finished in the council's time before a moment: coming back within it is a re-referral."""
        return self.finished().filter(began_at__gte=before - timedelta(days=days), began_at__lt=before)

    def ended_since(self, moment: datetime) -> Self:
        return self.finished().filter(finished_at__gte=moment)

    def marked_resolved(self) -> Self:
        """Each with `resolved`: all was done at the first contact, and nobody else has to act."""
        steps = NextStep.objects.filter(conversation=models.OuterRef("pk"))
        return self.annotate(resolved=models.Case(
            models.When(models.Exists(steps) & ~models.Exists(steps.exclude(kind__in=RESOLVES)),
                        then=models.Value(True)),
            default=models.Value(False)))

    def for_duty(self) -> Self:
        """Unfinished ones, those that somebody unsafe waits for first, then the longest open."""
        return (
            self.open().select_related("subject", "held_by", "urgent_support")
            .annotate(unsafe=models.Case(models.When(safe_now=Conversation.SafeNow.UNSAFE, then=0), default=1))
            .order_by("unsafe", "began_at", "pk")
        )


class Conversation(models.Model):
    class SafeNow(models.TextChoices):
        UNSAFE = "unsafe", "Yes, someone is unsafe now"
        WORRYING = "worrying", "Not now, but something is worrying"
        SAFE = "safe", "No"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="conversations")
    # About their caring for somebody else, not about needs of their own.
    as_carer = models.BooleanField(default=False)
    began_at = models.DateTimeField()
    # Codes of conversation_channel, route_of_access and contact_source; empty until the talk is finished.
    channel = models.CharField(max_length=40, blank=True)
    route_of_access = models.CharField(max_length=60, blank=True)
    got_in_touch = models.CharField(max_length=200, blank=True)
    got_in_touch_relation = models.CharField(max_length=60, blank=True)
    held_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="conversations")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    safe_now = models.CharField(max_length=20, choices=SafeNow.choices, blank=True)
    out_of_hours = models.BooleanField(default=False)
    # What it was about, in one line: what the next worker reads first.
    in_short = models.CharField(max_length=200, blank=True)
    response = models.OneToOneField(
        "questionnaires.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # What came before within the council's time, so that coming back is seen.
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="came_back_as")
    back_fill_by = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The single outcome of the national return (a code of event_outcome), derived from the next steps at the end.
    national_outcome = models.CharField(max_length=80, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversation_finished_by_somebody_with_an_outcome",
                condition=Q(finished_at=None, finished_by=None, national_outcome="")
                | (Q(finished_at__isnull=False, finished_by__isnull=False)
                   & ~Q(national_outcome="") & ~Q(channel="") & ~Q(safe_now="")),
            ),
            models.CheckConstraint(
                name="conversation_finished_after_it_began",
                condition=Q(finished_at=None) | Q(finished_at__gte=models.F("began_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-began_at"], name="conversation_subject"),
            models.Index(fields=["began_at"], name="conversation_unfinished", condition=Q(finished_at=None)),
        ]

    def __str__(self) -> str:
        return f"Conversation with {self.subject} on {self.began_at:%-d %B %Y}"

    @property
    def channel_words(self) -> str:
        return codelists.label("conversation_channel", self.channel) if self.channel else ""

    @property
    def source_words(self) -> str:
        return codelists.label("contact_source", self.got_in_touch_relation) if self.got_in_touch_relation else ""


class NextStep(models.Model):
    """What happens after the conversation. Every one is recorded; the return's single outcome is derived."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="next_steps")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="next_steps")
    # A code of the list next_step.
    kind = models.CharField(max_length=60)
    detail = models.TextField(blank=True)
    task = models.ForeignKey("work.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="each_next_step_once", fields=["conversation", "kind"]),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        return codelists.label("next_step", self.kind)


class StillTrue(models.Model):
    """Something the record says that was asked about in a talk and is still so."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="still_true")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="still_true")
    # The record that says so, as events.source_of writes it: "people.address:12".
    source = models.CharField(max_length=120)
    said_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "still true"
        constraints = [models.UniqueConstraint(name="still_true_once_a_talk", fields=["conversation", "source"])]
        indexes = [models.Index(fields=["subject", "-said_at"], name="stilltrue_subject")]

    def __str__(self) -> str:
        return self.source
