"""Where it happens: places with their address and access, what is offered at each, and the area it is for."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from .kept import Identified, Imported
from .organisations import Organisation
from .services import Service


class LocationQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def with_all(self) -> Self:
        return self.prefetch_related("addresses", "accessibility")


class Location(Imported):
    class Type(models.TextChoices):
        PHYSICAL = "physical", "A place"
        POSTAL = "postal", "A postal address"
        VIRTUAL = "virtual", "Online"

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="locations")
    location_type = models.CharField(max_length=10, choices=Type.choices, default=Type.PHYSICAL)
    name = models.CharField(max_length=200, blank=True)
    alternate_name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    transportation = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = models.CharField(max_length=100, blank=True)
    external_identifier_type = models.CharField(max_length=40, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta(Imported.Meta):
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                name="location_has_both_or_neither_coordinate",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, latitude__range=(-90, 90), longitude__isnull=False,
                    longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return self.name or "A place without a name"


class Address(Identified):
    class Type(models.TextChoices):
        PHYSICAL = "physical", "Where it is"
        POSTAL = "postal", "For letters"
        VIRTUAL = "virtual", "Online"

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="addresses")
    attention = models.CharField(max_length=200, blank=True)
    address_1 = models.CharField(max_length=200, blank=True)
    address_2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True)
    state_province = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, default="GB")
    address_type = models.CharField(max_length=10, choices=Type.choices, default=Type.PHYSICAL)

    class Meta:
        ordering = ["address_type", "pk"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.address_1, self.address_2, self.city, self.postal_code)))


class Accessibility(Identified):
    """What makes a place usable. `feature` is what people filter by; other words stay words."""

    class Feature(models.TextChoices):
        STEP_FREE = "step_free", "Step-free"
        TOILET = "accessible_toilet", "Accessible toilet"
        CHANGING_PLACE = "changing_place", "Changing Places toilet"
        HEARING_LOOP = "hearing_loop", "Hearing loop"
        SIGN_LANGUAGE = "sign_language", "British Sign Language"
        QUIET = "quiet_space", "Quiet space"
        DEMENTIA = "dementia_friendly", "Dementia friendly"
        AUTISM = "autism_friendly", "Autism friendly"
        PARKING = "parking", "Blue Badge parking"
        BUS = "near_a_bus", "Near a bus stop"
        ASSISTANCE_DOGS = "assistance_dogs", "Assistance dogs welcome"
        LARGE_PRINT = "large_print", "Large print or easy read"

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    feature = models.CharField(max_length=30, choices=Feature.choices, blank=True)
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "accessibility"
        constraints = [
            models.UniqueConstraint(fields=["location", "feature"], condition=~Q(feature=""),
                                    name="accessibility_feature_once"),
        ]

    def __str__(self) -> str:
        return self.get_feature_display() if self.feature else self.description


class ServiceAtLocationQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(service__status=Service.Status.PUBLISHED)

    def with_all(self) -> Self:
        return self.select_related("location", "service__organisation").prefetch_related(
            "schedules", "contacts__phones", "phones__languages", "areas", "location__addresses",
            "location__accessibility", "location__phones__languages", "location__schedules", "location__languages",
            "location__contacts__phones", "location__attributes__term__taxonomy", "attributes__term__taxonomy",
        )


class ServiceAtLocation(Identified):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="offers")
    description = models.TextField(blank=True)

    objects = ServiceAtLocationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["service", "location"], name="service_once_at_a_location")]

    def __str__(self) -> str:
        return f"{self.service} at {self.location}"


class ServiceArea(Identified):
    """Whom it is for by where they live."""

    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE, related_name="areas")
    service_at_location = models.ForeignKey(
        ServiceAtLocation, null=True, blank=True, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=20, blank=True)
    uri = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(
            name="area_of_one_thing",
            condition=Q(service=None, service_at_location__isnull=False)
            | Q(service__isnull=False, service_at_location=None))]

    def __str__(self) -> str:
        return self.name or self.description
