"""What a service is about: terms of a taxonomy, given to it by staff alone; residents suggest."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from .kept import Identified
from .organisations import Organisation
from .places import Location, ServiceAtLocation
from .reaching import belongs_to, one_of
from .services import Service


class Taxonomy(Identified):
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    uri = models.URLField(max_length=500, blank=True)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "taxonomies"

    def __str__(self) -> str:
        return self.name


class TaxonomyTermQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        return self.filter(retired_at=None)

    def of_needs(self) -> Self:
        """What people ask about: the terms that search and pages go by."""
        return self.in_use().filter(taxonomy__key=TaxonomyTerm.NEEDS)

    def by_name(self) -> Self:
        return self.order_by("name", "pk")


class TaxonomyTerm(Identified):
    NEEDS = "needs"

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, related_name="terms")
    # Within its taxonomy; of the taxonomy of needs it is the word that the council pack uses.
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    language = models.CharField(max_length=10, default="en")
    term_uri = models.URLField(max_length=500, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TaxonomyTermQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="term_once_in_a_taxonomy")]

    def __str__(self) -> str:
        return self.name


class Attribute(Identified):
    """A term given to something. `link_type` says in which way: empty for what it is about."""

    ELIGIBILITY = "service_eligibility"

    service = models.ForeignKey(Service, **belongs_to("attributes"))
    organisation = models.ForeignKey(Organisation, **belongs_to("attributes"))
    location = models.ForeignKey(Location, **belongs_to("attributes"))
    service_at_location = models.ForeignKey(ServiceAtLocation, **belongs_to("attributes"))
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT, related_name="given")
    link_type = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=300, blank=True)
    label = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="attribute_of_one_thing", condition=one_of(
                "service", "organisation", "location", "service_at_location")),
            models.UniqueConstraint(fields=["service", "term", "link_type"], condition=Q(service__isnull=False),
                                    name="attribute_once_of_a_service"),
        ]

    def __str__(self) -> str:
        return str(self.term)


class SuggestionQuerySet(models.QuerySet):
    def unread(self) -> Self:
        return self.filter(answered_at=None)

    def answered_before(self, moment: datetime) -> Self:
        return self.filter(answered_at__lt=moment)

    def for_list(self) -> Self:
        return self.select_related("service__organisation", "term", "answered_by").order_by("made_at", "pk")


class Suggestion(models.Model):
    """Somebody thinks an entry belongs under a heading, or is wrong. Nothing changes until a colleague says so."""

    class Answer(models.TextChoices):
        TAKEN = "taken", "Taken up"
        NOT_TAKEN = "not_taken", "Not taken up"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="suggestions")
    term = models.ForeignKey(TaxonomyTerm, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="suggestion_says_something", condition=Q(term__isnull=False) | ~Q(words="")),
            models.CheckConstraint(
                name="suggestion_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.term) if self.term_id else self.words
