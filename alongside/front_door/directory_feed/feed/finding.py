"""Which records a question of the feed means: as querysets, so that counting and paging stay with the database."""

from __future__ import annotations

from math import cos, radians
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, FloatField, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Power, Sqrt

from alongside.front_door.directory.models import (
    Attribute,
    Organisation,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from alongside.front_door.directory.occurrences import DAYS
from alongside.front_door.directory.search import Spot
from alongside.front_door.directory.search.find import MILES_A_DEGREE
from alongside.front_door.directory.search.needs import understand
from alongside.front_door.directory.text import words

METRES_A_DEGREE = MILES_A_DEGREE * 1609.344

Said = dict[str, Any]


def services(said: Said) -> QuerySet[Service]:
    found = _services(said)
    if spot := said.get("spot"):
        if "proximity" in said:
            near = ServiceAtLocation.objects.annotate(metres=_metres("location__", spot))
            found = found.filter(pk__in=near.filter(metres__lte=said["proximity"]).values("service"))
        # Of each, its nearest place; a count does without.
        found = found.annotate(metres=Min(_metres("places__location__", spot)))
        return found.order_by(F("metres").asc(nulls_last=True), "name", "pk")
    return found.order_by("name", "pk")


def places(said: Said) -> QuerySet[ServiceAtLocation]:
    found = ServiceAtLocation.objects.filter(service__in=_services(said).values("pk"))
    if spot := said.get("spot"):
        found = found.annotate(metres=_metres("location__", spot))
        if "proximity" in said:
            found = found.filter(metres__lte=said["proximity"])
        return found.order_by(F("metres").asc(nulls_last=True), "service__name", "pk")
    return found.order_by("service__name", "pk")


def _metres(to: str, spot: Spot) -> Any:
    high, wide = Value(METRES_A_DEGREE), Value(METRES_A_DEGREE * cos(radians(spot.latitude)))
    north = Power((F(f"{to}latitude") - Value(spot.latitude)) * high, Value(2.0))
    east = Power((F(f"{to}longitude") - Value(spot.longitude)) * wide, Value(2.0))
    return Sqrt(north + east, output_field=FloatField())


def _services(said: Said) -> QuerySet[Service]:
    found: QuerySet[Service] = Service.objects.published()
    if asked := said.get("search"):
        found = found.filter(_speaks_of(asked))
    if "modified_after" in said:
        found = found.filter(last_modified__gte=said["modified_after"])
    if ids := said.get("organization_id"):
        found = found.filter(organisation__uid__in=ids)
    for name, to in (("taxonomy_term_id", "term__uid__in"), ("taxonomy_id", "term__taxonomy__uid__in")):
        if ids := said.get(name):
            found = found.filter(Exists(Attribute.objects.filter(service=OuterRef("pk"), **{to: ids})))
    if "minimum_age" in said:
        found = found.filter(minimum_age__gte=said["minimum_age"])
    if "maximum_age" in said:
        found = found.filter(maximum_age__lte=said["maximum_age"])
    if {"day", "start_time", "end_time"} & set(said):
        found = found.filter(_on(said))
    return found


def _speaks_of(asked: str) -> Q:
    """All its words, put right where they were typed nearly right; or the need that they speak of."""
    meant = understand(asked)
    right = " ".join(meant.meant.get(word, word) for word in words(asked))
    told = Q(entry__words=SearchQuery(right, config="english")) if right else Q(pk=None)
    return told | Q(entry__terms__overlap=list(meant.needs)) if meant.needs else told


def _on(said: Said) -> Q:
    times = Q()
    if "start_time" in said:
        times &= Q(opens_at__gte=said["start_time"])
    if "end_time" in said:
        times &= Q(closes_at__lte=said["end_time"])
    if day := said.get("day"):
        iso = DAYS.index(day) + 1
        times &= (
            Q(byday__regex=rf"(^|[ ,])[+-]?[0-9]*{day}($|[ ,])") | Q(freq="DAILY", byday="")
            | Q(byday="", freq__in=("", "WEEKLY"), dtstart__iso_week_day=iso)
        )
    there = Schedule.objects.filter(times)
    return (
        Exists(there.filter(service=OuterRef("pk")))
        | Exists(there.filter(service_at_location__service=OuterRef("pk")))
        | Exists(there.filter(location__offers__service=OuterRef("pk")))
    )


def taxonomies(said: Said) -> QuerySet[Taxonomy]:
    found = Taxonomy.objects.order_by("name", "pk")
    return found.filter(name__icontains=said["search"]) if said.get("search") else found


def terms(said: Said) -> QuerySet[TaxonomyTerm]:
    found = TaxonomyTerm.objects.in_use().select_related("taxonomy", "parent").by_name()
    if said.get("search"):
        found = found.filter(Q(name__icontains=said["search"]) | Q(code__iexact=said["search"]))
    if ids := said.get("taxonomy_id"):
        found = found.filter(taxonomy__uid__in=ids)
    if ids := said.get("parent_id"):
        found = found.filter(parent__uid__in=ids)
    return found.filter(parent=None) if said.get("top_only") else found


def organisations(said: Said) -> QuerySet[Organisation]:
    """Those with something that is published."""
    published = Service.objects.published().filter(organisation=OuterRef("pk"))
    found: QuerySet[Organisation] = Organisation.objects.filter(Exists(published)).by_name()
    if said.get("search"):
        found = found.filter(Q(name__icontains=said["search"]) | Q(description__icontains=said["search"]))
    return found.filter(last_modified__gte=said["modified_after"]) if "modified_after" in said else found
