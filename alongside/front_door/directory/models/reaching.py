"""When it is on and how it is reached: schedules, contacts, telephones, languages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from .kept import Identified
from .organisations import Organisation
from .places import Location, ServiceAtLocation
from .services import Service


def belongs_to(related_name: str) -> dict[str, Any]:
    return {"null": True, "blank": True, "on_delete": models.CASCADE, "related_name": related_name}


def one_of(*names: str) -> Q:
    """Exactly one of these is set."""
    wanted = Q()
    for name in names:
        wanted |= Q(**{f"{one}__isnull": one != name for one in names})
    return wanted


class Schedule(Identified):
    """When it is on, as in RFC 5545. Without a frequency it is the one day of `dtstart`, or words alone."""

    class Freq(models.TextChoices):
        DAILY = "DAILY", "Every day"
        WEEKLY = "WEEKLY", "Every week"
        MONTHLY = "MONTHLY", "Every month"

    service = models.ForeignKey(Service, **belongs_to("schedules"))
    location = models.ForeignKey(Location, **belongs_to("schedules"))
    service_at_location = models.ForeignKey(ServiceAtLocation, **belongs_to("schedules"))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    wkst = models.CharField(max_length=2, blank=True)
    freq = models.CharField(max_length=10, choices=Freq.choices, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
    # "TU,TH"; every month also "2MO" (the second Monday) and "-1FR" (the last Friday).
    byday = models.CharField(max_length=60, blank=True)
    byweekno = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=60, blank=True)
    byyearday = models.CharField(max_length=60, blank=True)
    timezone = models.CharField(max_length=40, blank=True)
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    description = models.TextField(blank=True)
    schedule_link = models.URLField(max_length=500, blank=True)
    attending_type = models.CharField(max_length=100, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="schedule_of_one_thing",
                                   condition=one_of("service", "location", "service_at_location")),
            models.CheckConstraint(name="schedule_interval_counts", condition=Q(interval__gte=1)),
            models.CheckConstraint(
                name="schedule_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.description or f"{self.get_freq_display()} {self.byday}".strip()


class Contact(Identified):
    organisation = models.ForeignKey(Organisation, **belongs_to("contacts"))
    service = models.ForeignKey(Service, **belongs_to("contacts"))
    service_at_location = models.ForeignKey(ServiceAtLocation, **belongs_to("contacts"))
    location = models.ForeignKey(Location, **belongs_to("contacts"))
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(
            name="contact_of_one_thing",
            condition=one_of("organisation", "service", "service_at_location", "location"))]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.title)))


class Phone(Identified):
    organisation = models.ForeignKey(Organisation, **belongs_to("phones"))
    service = models.ForeignKey(Service, **belongs_to("phones"))
    service_at_location = models.ForeignKey(ServiceAtLocation, **belongs_to("phones"))
    location = models.ForeignKey(Location, **belongs_to("phones"))
    contact = models.ForeignKey(Contact, **belongs_to("phones"))
    number = models.CharField(max_length=40)
    extension = models.CharField(max_length=10, blank=True)
    type = models.CharField(max_length=20, blank=True)
    description = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(
            name="phone_of_one_thing",
            condition=one_of("organisation", "service", "service_at_location", "location", "contact"))]

    def __str__(self) -> str:
        return self.number


class Language(Identified):
    """Spoken there without an interpreter. `code` is of ISO 639: "pl", "ur", "bfi" for British Sign Language."""

    service = models.ForeignKey(Service, **belongs_to("languages"))
    location = models.ForeignKey(Location, **belongs_to("languages"))
    phone = models.ForeignKey(Phone, **belongs_to("languages"))
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(
            name="language_of_one_thing", condition=one_of("service", "location", "phone"))]

    def __str__(self) -> str:
        return self.name
