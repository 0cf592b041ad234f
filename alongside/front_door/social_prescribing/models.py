"""Somebody's time with a link worker: what they want in their own words, what they tried, and what changed."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see


class LinkWorkQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject)

    def of_worker(self, user: Any) -> Self:
        return self.filter(worker=user)

    def asked(self) -> Self:
        """Nobody has it yet."""
        return self.filter(worker=None, ended_on=None)

    def running(self) -> Self:
        return self.filter(worker__isnull=False, ended_on=None)

    def ended(self) -> Self:
        return self.filter(ended_on__isnull=False)

    def longest_first(self) -> Self:
        return self.order_by("asked_on", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-asked_on", "-pk")

    def with_all(self) -> Self:
        return self.select_related("subject", "worker", "asked_by", "given_by", "ended_by", "referral",
                                   "conversation").prefetch_related(
            Prefetch("goals", Goal.objects.order_by("pk").select_related("reached_by")),
            Prefetch("tried", Tried.objects.order_by("pk").select_related("service", "goal")),
            Prefetch("measured", Measured.objects.order_by("on", "pk").select_related("by")))


class LinkWork(models.Model):
    class CameFrom(models.TextChoices):
        PERSON = "person", "The person asked"
        FAMILY = "family", "Family or a friend asked"
        GP = "gp", "A GP practice"
        PHARMACY = "pharmacy", "A pharmacy"
        CONVERSATION = "conversation", "A conversation with us"
        REFERRAL = "referral", "A referral to us"
        WORKER = "worker", "A colleague who works with them"
        COMMUNITY = "community", "A group or access point"

    class Ended(models.TextChoices):
        GOALS_REACHED = "goals_reached", "They have what they wanted"
        ENOUGH = "enough", "They go on by themselves"
        NOT_WANTED = "not_wanted", "They do not want it any more"
        LOST_TOUCH = "lost_touch", "We lost touch"
        NEEDS_MORE = "needs_more", "They need care and support"
        MOVED = "moved", "They moved away"
        DIED = "died", "They died"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="link_work")
    asked_on = models.DateField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    came_from = models.CharField(max_length=20, choices=CameFrom.choices)
    referral = models.ForeignKey(
        "referrals.Referral", null=True, blank=True, on_delete=models.PROTECT, related_name="link_work")
    conversation = models.ForeignKey(
        "conversations.Conversation", null=True, blank=True, on_delete=models.PROTECT, related_name="link_work")
    worker = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, choices=Ended.choices, blank=True)
    # What they take with them, in a few words.
    ended_words = models.TextField(blank=True)
    ended_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = LinkWorkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="link_work_given_by_somebody",
                condition=Q(worker=None, given_at=None, given_by=None)
                | Q(worker__isnull=False, given_at__isnull=False, given_by__isnull=False)),
            models.CheckConstraint(
                name="link_work_starts_with_a_worker",
                condition=Q(started_on=None) | Q(worker__isnull=False, started_on__gte=models.F("asked_on"))),
            models.CheckConstraint(
                name="link_work_ends_for_a_reason",
                condition=Q(ended_on=None, ended_because="", ended_by=None)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""))),
            models.CheckConstraint(
                name="link_work_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=models.F("started_on"))),
            models.UniqueConstraint(name="link_work_one_at_a_time", fields=["subject"], condition=Q(ended_on=None)),
        ]
        indexes = [
            models.Index(fields=["worker", "asked_on"], name="link_work_worker", condition=Q(ended_on=None)),
            models.Index(fields=["subject", "-asked_on"], name="link_work_subject"),
        ]

    def __str__(self) -> str:
        return f"Link work with {self.subject}"

    @property
    def open(self) -> bool:
        return self.ended_on is None


class Goal(models.Model):
    """What they want, in their own words; and at the end, how far they came."""

    class Reached(models.TextChoices):
        YES = "yes", "Reached"
        PARTLY = "partly", "Partly reached"
        NO = "no", "Not reached"
        CHANGED = "changed", "Wants something else now"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    link_work = models.ForeignKey(LinkWork, on_delete=models.PROTECT, related_name="goals")
    words = models.TextField()
    set_on = models.DateField()
    reached = models.CharField(max_length=10, choices=Reached.choices, blank=True)
    # The group or activity that did it: what no commissioned hours were needed for.
    reached_by = models.ForeignKey(
        "social_prescribing.Tried", null=True, blank=True, on_delete=models.PROTECT, related_name="goals_reached")
    said_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goal_answered_on_a_day",
                condition=(Q(reached="", said_on=None, reached_by=None)) | (~Q(reached="") & Q(said_on__isnull=False))),
        ]

    def __str__(self) -> str:
        return self.words


class Tried(models.Model):
    """A group or activity they thought of, went to, liked or did not."""

    class State(models.TextChoices):
        THOUGHT_OF = "thought_of", "Thought of"
        GOING = "going", "Is going to try it"
        WENT = "went", "Goes, or went"
        STOPPED = "stopped", "Did not go, or stopped"

    class Liked(models.TextChoices):
        YES = "yes", "Yes"
        SOMEWHAT = "somewhat", "Somewhat"
        NO = "no", "No"

    class WhyNot(models.TextChoices):
        TOO_FAR = "too_far", "Too far, or no way to get there"
        COST = "cost", "It costs too much"
        ALONE = "alone", "Did not want to go alone"
        FULL = "full", "It is full or closed"
        ACCESS = "access", "Could not get in, see, hear or take part"
        HEALTH = "health", "Not well enough"
        NOT_FOR_THEM = "not_for_them", "It is not for them"
        TIME = "time", "The wrong day or time"
        OTHER = "other", "Something else"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    link_work = models.ForeignKey(LinkWork, on_delete=models.PROTECT, related_name="tried")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="tried")
    service = models.ForeignKey(
        "directory.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="tried")
    # As it is called: what is not in the directory has a name too.
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=State.choices, default=State.THOUGHT_OF)
    first_on = models.DateField(null=True, blank=True)
    liked = models.CharField(max_length=10, choices=Liked.choices, blank=True)
    why_not = models.CharField(max_length=20, choices=WhyNot.choices, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tried_says_why_not", condition=~Q(state="stopped") | ~Q(why_not="")),
            models.CheckConstraint(
                name="tried_liked_once_there", condition=Q(liked="") | Q(state__in=["went", "stopped"])),
        ]

    def __str__(self) -> str:
        return self.name


class Measured(models.Model):
    """Answers to the council's measure of wellbeing on a day; a question they would not answer stays empty."""

    class When(models.TextChoices):
        START = "start", "At the start"
        BETWEEN = "between", "In between"
        END = "end", "At the end"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    link_work = models.ForeignKey(LinkWork, on_delete=models.PROTECT, related_name="measured")
    when = models.CharField(max_length=10, choices=When.choices)
    on = models.DateField()
    measure = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="measured_once_at_start_and_end", fields=["link_work", "when"],
                condition=Q(when__in=["start", "end"])),
        ]

    def __str__(self) -> str:
        return self.get_when_display()
