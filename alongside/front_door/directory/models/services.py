"""What somebody can use, join or do: the entries of the directory."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from .kept import Identified, Imported
from .organisations import Organisation, Programme


class ServiceQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(status=Service.Status.PUBLISHED)

    def drafts(self) -> Self:
        return self.filter(status=Service.Status.DRAFT)

    def withdrawn(self) -> Self:
        return self.filter(status=Service.Status.WITHDRAWN)

    def stale(self, today: date) -> Self:
        """Published, and its review day is here or was never set."""
        return self.published().filter(Q(review_on=None) | Q(review_on__lte=today))

    def with_uid(self, uid: object) -> Service | None:
        return self.filter(uid=uid).first()

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind) if kind else self

    def in_status(self, status: str) -> Self:
        return self.filter(status=status) if status else self

    def like(self, words: str) -> Self:
        """For the staff's list: its name or its organisation's has these letters, or nearly."""
        words = words.strip()
        if not words:
            return self
        return self.filter(
            Q(name__icontains=words) | Q(organisation__name__icontains=words) | Q(name__trigram_similar=words)
        )

    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def for_list(self) -> Self:
        return self.select_related("organisation", "kept_by")

    def for_page(self) -> Self:
        """What its public page and a list say of it."""
        return self.select_related("organisation").prefetch_related(
            "schedules", "cost_options", "languages", "areas", "documents", "links", "phones", "contacts__phones",
            "attributes__term__taxonomy", "organisation__phones", "places__location__addresses", "places__schedules",
            "places__phones", "places__location__accessibility", "places__location__phones",
            "places__location__schedules", "places__location__languages",
        )

    def with_all(self) -> Self:
        """Everything that a page, the feed or an export says of a service, in a fixed number of queries."""
        return self.select_related("organisation", "programme", "kept_by").prefetch_related(
            "schedules", "cost_options", "languages", "areas", "documents", "funding", "links",
            "contacts__phones", "phones__languages", "attributes__term__taxonomy",
            "places__schedules", "places__contacts__phones", "places__phones__languages", "places__areas",
            "places__location__addresses", "places__location__accessibility", "places__location__phones__languages",
            "places__location__schedules", "places__location__languages", "places__location__contacts__phones",
            "places__location__attributes__term__taxonomy", "places__attributes__term__taxonomy",
        )


class Service(Imported):
    class Kind(models.TextChoices):
        SERVICE = "service", "Service"
        GROUP = "group", "Group"
        ACTIVITY = "activity", "Activity"
        EVENT = "event", "Event"
        VOLUNTEERING = "volunteering", "Volunteering role"
        EQUIPMENT = "equipment", "Equipment"
        PROVIDER = "provider", "Care provider"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.PROTECT, related_name="services")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SERVICE)
    name = models.CharField(max_length=200)
    alternate_name = models.CharField(max_length=200, blank=True)
    # One plain sentence for the list; the description says the rest.
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    # The same in short words and short lines, for somebody who reads little.
    easy_read = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    application_process = models.TextField(blank=True)
    fees = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    interpretation_services = models.CharField(max_length=300, blank=True)
    # Who it is for: in words, by age, and by terms (attributes whose link type is "service_eligibility").
    eligibility = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # How it reaches people beside a place: at home, by telephone, online; and whether somebody goes along at first.
    at_home = models.BooleanField(default=False)
    by_telephone = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    goes_with_you = models.BooleanField(default=False)
    # What is different just now; `paused` is the standard's "temporarily closed".
    alert = models.TextField(blank=True)
    paused = models.BooleanField(default=False)

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    # Nobody in particular where an import published it.
    published_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    # When somebody last made sure that it is right, who, and when that is due again.
    assured_on = models.DateField(null=True, blank=True)
    assurer_email = models.EmailField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    # Who keeps it: a colleague, and in its organisation somebody of its own or the organisation's keeper.
    kept_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    keeper_name = models.CharField(max_length=120, blank=True)
    keeper_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ServiceQuerySet.as_manager()

    class Meta(Imported.Meta):
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                name="service_published_says_when",
                condition=~Q(status="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="service_withdrawn_says_when_and_why",
                condition=(Q(status="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_because=""))
                | (~Q(status="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="service_ages_in_order",
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(maximum_age__gte=models.F("minimum_age")),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "name"], name="directory_service_status"),
            models.Index(fields=["review_on"], name="directory_service_review", condition=Q(status="published")),
            models.Index(fields=["last_modified"], name="directory_service_modified"),
            GinIndex(fields=["name"], name="directory_service_letters", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def keeper(self) -> tuple[str, str]:
        """Name and email of whom we write to about this entry."""
        if self.keeper_email:
            return self.keeper_name, self.keeper_email
        return self.organisation.keeper_name, self.organisation.keeper_email


class CostOption(Identified):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option = models.CharField(max_length=200, blank=True)
    currency = models.CharField(max_length=3, default="GBP")
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    amount_description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["amount", "pk"]

    def __str__(self) -> str:
        return self.option or self.amount_description or str(self.amount)


class RequiredDocument(Identified):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="documents")
    document = models.CharField(max_length=300)
    uri = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.document


class Funding(Identified):
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="funding")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(
            name="funding_of_one_thing",
            condition=Q(organisation=None, service__isnull=False) | Q(organisation__isnull=False, service=None))]

    def __str__(self) -> str:
        return self.source


class Link(Identified):
    """Another page on the web about it (the standard's additional URL)."""

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500)

    class Meta:
        constraints = [models.CheckConstraint(
            name="link_of_one_thing",
            condition=Q(organisation=None, service__isnull=False) | Q(organisation__isnull=False, service=None))]

    def __str__(self) -> str:
        return self.label or self.url
