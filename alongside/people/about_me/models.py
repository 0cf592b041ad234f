"""What matters to a person, in their words; what they are good at; the people, places and groups around them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.access.conditions import may_see
from alongside.foundation.subjects.outside import Outsider


class WordsQuerySet(models.QuerySet):
    def visible_to(self, user) -> WordsQuerySet:
        return self.filter(may_see(user))

    def newest_first(self) -> WordsQuerySet:
        return self.order_by("topic", "-said_on", "-pk").select_related("recorded_by", "taken_up__by")

    def latest_of_each_topic(self) -> WordsQuerySet:
        return self.newest_first().distinct("topic")

    def added_from_outside(self) -> WordsQuerySet:
        """Written by the person, or by whoever acts for them, in My plan."""
        return self.filter(recorded_by=None)

    def new(self) -> WordsQuerySet:
        """Added by them, and no colleague has said yet what comes of it."""
        return self.added_from_outside().filter(taken_up=None)

    def for_the_plan(self) -> WordsQuerySet:
        return self.filter(taken_up__how=TakenUp.How.PLAN).order_by("said_on", "pk").select_related("taken_up")


class Words(models.Model):
    """Somebody's words on one topic, on a day. New words never overwrite old ones."""

    class Topic(models.TextChoices):
        MATTERS = "matters", "What matters to me"
        ABOUT = "about", "About me"
        GOALS = "goals", "My goals"
        GOOD_DAY = "good_day", "What a good day looks like"
        BAD_DAY = "bad_day", "What a bad day looks like"
        HELPERS = "helpers", "Who helps me"
        CHANGED = "changed", "What has changed"
        SUPPORT = "support", "How best to support me"
        COMMUNICATION = "communication", "How I communicate and decide"

    class Whose(models.TextChoices):
        OWN = "own", "Their own words"
        SHOWN = "shown", "Shown without words: signs, pictures, what they do"
        TOLD = "told", "Told by somebody who knows them well"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="words")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    words = models.TextField()
    whose = models.CharField(max_length=10, choices=Whose.choices, default=Whose.OWN)
    told_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    # Who wrote it down: a colleague, or somebody outside in My plan (then by name, and in which right).
    recorded_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=200, blank=True)
    added_acts_as = models.CharField(max_length=200, blank=True)
    added_access = models.PositiveBigIntegerField(default=0)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "words"
        constraints = [
            models.CheckConstraint(
                name="words_told_by_somebody_named",
                condition=(Q(whose="told") & ~Q(told_by="")) | (~Q(whose="told") & Q(told_by="")),
            ),
            models.CheckConstraint(
                name="words_written_down_by_one",
                condition=Q(recorded_by__isnull=False, added_by="", added_acts_as="", added_access=0)
                | (Q(recorded_by=None) & ~Q(added_by="")),
            ),
        ]
        indexes = [models.Index(fields=["subject", "topic", "-said_on"], name="words_latest")]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def is_theirs(self) -> bool:
        """Added from outside: no colleague changes a word of it (a trigger holds that)."""
        return self.recorded_by_id is None

    @property
    def written_by(self) -> str:
        if self.recorded_by is not None:
            return self.recorded_by.name
        return Outsider(self.added_by, self.added_acts_as).in_words

    @property
    def came_of_it(self) -> TakenUp | None:
        return getattr(self, "taken_up", None)


class TakenUp(models.Model):
    """What a colleague did about words that somebody added themselves. The words stay as they are."""

    class How(models.TextChoices):
        READ = "read", "Read, and kept as it is"
        PLAN = "plan", "Make it part of the plan"
        TALK = "talk", "Talk about it with them"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.PROTECT, related_name="taken_up")
    how = models.CharField(max_length=10, choices=How.choices)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "what came of added words"

    def __str__(self) -> str:
        return self.get_how_display()


# Entries of this slice have a permission of their own; and what they are called to those without it.
GUARDED = {"documents": ("documents.see", "a paper")}


class SeenDifferentlyQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(may_see(user))

    def of(self, subject: Any) -> Self:
        return self.filter(subject=subject).select_related("answered_by").order_by("-said_at", "-pk")

    def unanswered(self) -> Self:
        return self.filter(answered_at=None)

    def beside(self, sources: Any) -> Self:
        """What stands beside these entries."""
        return self.filter(about__in=list(sources)).select_related("answered_by").order_by("said_at", "pk")


class SeenDifferently(models.Model):
    """Somebody sees what is written differently: their words stand beside the entry for as long as it stands."""

    class Wants(models.TextChoices):
        BESIDE = "beside", "Keep my words beside it"
        RIGHT = "right", "Put it right"
        STOP = "stop", "Stop using it"

    class Outcome(models.TextChoices):
        RIGHTED = "righted", "It was put right"
        STOPPED = "stopped", "It is not used any more"
        STANDS = "stands", "It stays, with their words beside it"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="seen_differently")
    # The entry, as events.source_of writes it, and what it is called.
    about = models.CharField(max_length=120)
    what = models.CharField(max_length=200)
    words = models.TextField()
    wants = models.CharField(max_length=10, choices=Wants.choices)
    said_by = models.CharField(max_length=200)
    said_acts_as = models.CharField(max_length=200, blank=True)
    said_access = models.PositiveBigIntegerField(default=0)
    said_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    # Read by the person: what was done, or why not, and whom else they may ask.
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SeenDifferentlyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries seen differently"
        constraints = [
            models.CheckConstraint(
                name="seen_differently_answered_whole",
                condition=Q(outcome="", answer="", answered_by=None, answered_at=None)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="seen_differently_says_how", condition=~Q(words="") & ~Q(said_by="")),
        ]
        indexes = [models.Index(fields=["about"], name="seen_differently_about")]

    def __str__(self) -> str:
        return f"Seen differently: {self.in_passing}"

    @property
    def in_passing(self) -> str:
        """What it is called wherever the record is read: what a paper is called says what stands in it, and
        is read with a permission of its own."""
        return self._guarded[1] or self.what

    def called_for(self, user: Any) -> str:
        """By its name, to whoever may read the entry itself."""
        permission, neutral = self._guarded
        return self.what if not neutral or user.may(permission) else neutral

    @property
    def _guarded(self) -> tuple[str, str]:
        return GUARDED.get(self.about.partition(".")[0], ("", ""))

    @property
    def writer(self) -> str:
        return Outsider(self.said_by, self.said_acts_as).in_words


class StillSoQuerySet(models.QuerySet):
    def still_so(self) -> StillSoQuerySet:
        return self.filter(ended_on=None)


class Strength(models.Model):
    """Something a person does, knows, is or has that counts before any service does."""

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="strengths")
    words = models.CharField(max_length=200)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = StillSoQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_on", "-pk"]
        indexes = [models.Index(fields=["subject"], name="strength_subject")]

    def __str__(self) -> str:
        return self.words


class Network(models.Model):
    """A group or place that is part of a person's life (the people are in `relationships`)."""

    class Kind(models.TextChoices):
        GROUP = "group", "Group"
        PLACE = "place", "Place"
        FAITH = "faith", "Faith"
        WORK = "work", "Work or volunteering"
        ONLINE = "online", "Online"

    subject = models.ForeignKey("subjects.Subject", on_delete=models.PROTECT, related_name="networks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects = StillSoQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_on", "-pk"]
        indexes = [models.Index(fields=["subject"], name="network_subject")]

    def __str__(self) -> str:
        return f"{self.name}, {self.words}" if self.words else self.name
