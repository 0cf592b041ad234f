"""What matters to a person, in their words; what they are good at; the people, places and groups around them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.foundation.access.conditions import may_see


class WordsQuerySet(models.QuerySet):
    def visible_to(self, user) -> WordsQuerySet:
        return self.filter(may_see(user))

    def newest_first(self) -> WordsQuerySet:
        return self.order_by("topic", "-said_on", "-pk").select_related("recorded_by")

    def latest_of_each_topic(self) -> WordsQuerySet:
        return self.newest_first().distinct("topic")


class Words(models.Model):
    """Somebody's words on one topic, on a day. New words never overwrite old ones."""

    class Topic(models.TextChoices):
        MATTERS = "matters", "What matters to me"
        GOOD_DAY = "good_day", "What a good day looks like"
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
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "words"
        constraints = [
            models.CheckConstraint(
                name="words_told_by_somebody_named",
                condition=(Q(whose="told") & ~Q(told_by="")) | (~Q(whose="told") & Q(told_by="")),
            )
        ]
        indexes = [models.Index(fields=["subject", "topic", "-said_on"], name="words_latest")]

    def __str__(self) -> str:
        return self.words[:80]


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
