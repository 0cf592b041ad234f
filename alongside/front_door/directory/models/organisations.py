"""Who offers something: a charity, a club, a provider, the council itself."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .kept import Identified, Imported


class OrganisationQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def like(self, words: str) -> Self:
        """For the staff's list: the name has these letters, or nearly."""
        words = words.strip()
        return self.filter(models.Q(name__icontains=words) | models.Q(name__trigram_similar=words)) if words else self

    def counted(self) -> Self:
        """With how many entries each has."""
        return self.annotate(entries=models.Count("services"))

    def with_all(self) -> Self:
        """Everything the feed and the page of an organisation say."""
        return self.select_related("parent").prefetch_related(
            "identifiers", "phones__languages", "contacts__phones", "funding", "links", "programmes",
            "attributes__term__taxonomy",
        )


class Organisation(Imported):
    name = models.CharField(max_length=200)
    alternate_name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    logo = models.URLField(max_length=500, blank=True)
    uri = models.URLField(max_length=500, blank=True)
    legal_status = models.CharField(max_length=100, blank=True)
    year_incorporated = models.PositiveSmallIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    # Whom we write to so that its entries stay right. Never shown.
    keeper_name = models.CharField(max_length=120, blank=True)
    keeper_email = models.EmailField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(Imported.Meta):
        indexes = [GinIndex(fields=["name"], name="directory_organisation_letters", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class OrganisationIdentifier(Identified):
    """Its number elsewhere: the Charity Commission's, Companies House's, the Care Quality Commission's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")
    identifier_scheme = models.CharField(max_length=100, blank=True)
    identifier_type = models.CharField(max_length=100)
    identifier = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.identifier_type} {self.identifier}"


class Programme(Identified):
    """A set of services that belong together."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="programmes")
    name = models.CharField(max_length=200)
    alternate_name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
