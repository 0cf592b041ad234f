"""Entries for tests, and five thousand of them."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from alongside.front_door.directory import actions
from alongside.front_door.directory.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from alongside.front_door.directory.search import refresh


def terms() -> None:
    actions.load_terms()


def organisation(name: str = "Weir Allotments", **fields: Any) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults=fields)[0]


def service(name: str = "Gentle gardening club", *, about: tuple[str, ...] = ("outdoors",), days: str = "",
            opens: str = "", closes: str = "", cost: str | None = None, at: tuple[float, float] | None = None,
            place: str = "Weir allotments", features: tuple[str, ...] = (), draft: bool = False, **fields: Any
            ) -> Service:
    """Published unless it is to be a draft. `at` is where it lies."""
    owner = fields.pop("organisation", None) or organisation()
    status = {} if draft else {"status": "published", "published_at": timezone.now()}
    said = {"summary": f"{name} for everybody", **status, **fields}
    made = Service.objects.create(name=name, organisation=owner, **said)
    for code in about:
        Attribute.objects.create(service=made, term=TaxonomyTerm.objects.get(code=code, taxonomy__key="needs"))
    if days:
        Schedule.objects.create(service=made, freq="WEEKLY", byday=days,
                                opens_at=time.fromisoformat(opens) if opens else None,
                                closes_at=time.fromisoformat(closes) if closes else None)
    if cost is not None:
        CostOption.objects.create(service=made, amount=Decimal(cost))
    if at:
        there = Location.objects.create(name=place, latitude=at[0], longitude=at[1])
        Address.objects.create(location=there, address_1="1 Allotment Lane", city="Westmere", postal_code="WM4 2AB")
        for feature in features:
            Accessibility.objects.create(location=there, feature=feature)
        ServiceAtLocation.objects.create(service=made, location=there)
    Phone.objects.create(service=made, number="01632 960 311")
    refresh([made.pk])
    return made
