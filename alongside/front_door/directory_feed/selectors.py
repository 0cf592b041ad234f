"""Lists that the pages show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F

from alongside.front_door.directory.models import Service

from .models import Change, Import


def to_chase(today: date) -> Any:
    return Service.objects.stale(today).for_list().prefetch_related("reminders").order_by(
        F("review_on").asc(nulls_first=True), "name", "pk")


def with_changes_waiting(services: Iterable[int]) -> set[int]:
    return set(Change.objects.waiting().filter(service__in=services).values_list("service_id", flat=True))


def problems_of(of: Import) -> Any:
    return of.problems.order_by("row", "pk")


def fields_most_often_wrong(of: Import, most: int = 10) -> list[tuple[str, int]]:
    counted = of.problems.values_list("field").annotate(times=Count("pk")).order_by("-times", "field")
    return list(counted[:most])
