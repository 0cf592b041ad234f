"""What search looks things up in (derived from the records), postcodes, and how often things are looked at."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .services import Service


class Entry(models.Model):
    """A published service as search compares it and as a line of results shows it. Made by `search/refresh.py`."""

    audited = False
    derived = True

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.CASCADE, related_name="entry")
    uid = models.UUIDField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    words = SearchVectorField(null=True)
    # Codes of the needs it is about, those above them too.
    terms = ArrayField(models.CharField(max_length=100), default=list)
    # Places, in the order of the card's.
    latitudes = ArrayField(models.FloatField(), default=list)
    longitudes = ArrayField(models.FloatField(), default=list)
    # Weekday (Monday 0) times three, plus 0 for the morning, 1 for the afternoon, 2 for the evening.
    times = ArrayField(models.PositiveSmallIntegerField(), default=list)
    last_day = models.DateField(null=True)
    minimum_age = models.PositiveSmallIntegerField(null=True)
    maximum_age = models.PositiveSmallIntegerField(null=True)
    # The least somebody pays; nothing where the cost is not said.
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    features = ArrayField(models.CharField(max_length=30), default=list)
    languages = ArrayField(models.CharField(max_length=100), default=list)
    # What a line of results says, already in words, and its schedules for "near you this week".
    card = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            GinIndex(fields=["words"], name="directory_entry_words"),
            GinIndex(fields=["terms"], name="directory_entry_terms"),
        ]

    def __str__(self) -> str:
        return self.name


class Word(models.Model):
    """Every different word of the entries and of the need words, for what is typed nearly right."""

    audited = False
    derived = True

    word = models.CharField(max_length=60, primary_key=True)
    sound = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["word"], name="directory_word_letters", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["sound"], name="directory_word_sound"),
        ]

    def __str__(self) -> str:
        return self.word


class PostcodeCentroid(models.Model):
    """Where a postcode lies, from the file the council supplies. Written without a space: "WM42AB"."""

    audited = False
    derived = True

    postcode = models.CharField(max_length=8, primary_key=True)
    outward = models.CharField(max_length=4, db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        return self.postcode


class CountQuerySet(models.QuerySet):
    def between(self, first: object, last: object) -> Self:
        return self.filter(on__range=(first, last))


class Count(models.Model):
    """How often on a day, by nobody in particular: no words, no address, no visitor."""

    audited = False

    class What(models.TextChoices):
        HOME = "home", "The first page opened"
        SEARCH = "search", "Searches"
        NEED = "need", "Searches for a need"
        NOTHING = "nothing", "Searches for a need that found nothing"
        VIEW = "view", "Entries opened"
        LIST = "list", "Lists opened"
        SENT = "sent", "Lists sent by email"

    on = models.DateField()
    what = models.CharField(max_length=10, choices=What.choices)
    # The code of a need, or the number of an entry.
    about = models.CharField(max_length=100, blank=True)
    times = models.PositiveIntegerField(default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "what", "about"], name="directory_count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.what} {self.about}: {self.times}"
