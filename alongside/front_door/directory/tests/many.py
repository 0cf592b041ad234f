"""Five thousand invented services, the same for one seed: for the bench, and for tests of size."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from alongside.front_door.directory import actions, pack
from alongside.front_door.directory.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Location,
    Organisation,
    Phone,
    PostcodeCentroid,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from alongside.front_door.directory.search import refresh

NUMBER = 5000
FIRST = (
    "Northfield",
    "Easterby",
    "Skelbrook",
    "Weir",
    "Cawthorpe",
    "Harrowdale",
    "Hollin Bridge",
    "Tanner’s Row",
    "Ladysmith",
    "Albion",
    "Priory",
    "Canal",
    "Market",
    "Station",
    "Chapel",
    "Orchard",
    "Harbour",
    "Beacon",
)
LAST = ("group", "club", "circle", "project", "team", "drop-in", "sessions", "network", "corner", "table", "morning")
SAYS = (
    "A friendly place where new people are welcome",
    "Run by volunteers who live nearby",
    "Come once or come every week",
    "Tea, talk and something to do",
    "Help at your own pace, with no hurry",
)


def fill(number: int = NUMBER, *, seed: int = 4) -> None:
    """Needs the terms and postcodes of the pack, and loads them."""
    draw = Random(seed)
    actions.load_terms()
    actions.load_postcodes(file=pack.postcodes_file())
    terms = list(TaxonomyTerm.objects.of_needs().order_by("pk"))
    spots = list(PostcodeCentroid.objects.order_by("pk"))
    owners = Organisation.objects.bulk_create(
        [
            Organisation(
                uid=_uid(draw),
                name=f"{draw.choice(FIRST)} {draw.choice(('Trust', 'Society', 'Association'))} {one}",
                email=f"office{one}@many.example",
            )
            for one in range(max(1, number // 8))
        ]
    )
    places = Location.objects.bulk_create(
        [
            Location(
                uid=_uid(draw),
                name=f"{draw.choice(FIRST)} hall {one}",
                latitude=spot.latitude + draw.uniform(-0.004, 0.004),
                longitude=spot.longitude + draw.uniform(-0.004, 0.004),
            )
            for one, spot in ((one, draw.choice(spots)) for one in range(max(1, number // 4)))
        ]
    )
    Address.objects.bulk_create(
        [
            Address(
                uid=_uid(draw),
                location=place,
                address_1=f"{draw.randrange(1, 90)} Mill Street",
                city="Westmere",
                postal_code="WM1 1AA",
            )
            for place in places
        ]
    )
    Accessibility.objects.bulk_create(
        [
            Accessibility(uid=_uid(draw), location=place, feature=feature)
            for place in places
            for feature in draw.sample([code for code, _ in Accessibility.Feature.choices], 3)
        ]
    )
    services, about = [], []
    for one in range(number):
        chosen = draw.sample(terms, draw.choice((1, 2, 3)))
        about.append(chosen)
        services.append(_service(draw, one, chosen, draw.choice(owners)))
    Service.objects.bulk_create(services, batch_size=1000)
    Attribute.objects.bulk_create(
        [
            Attribute(uid=_uid(draw), service=service, term=term)
            for service, chosen in zip(services, about, strict=True)
            for term in chosen
        ],
        batch_size=2000,
    )
    ServiceAtLocation.objects.bulk_create(
        [
            ServiceAtLocation(uid=_uid(draw), service=service, location=place)
            for service in services
            for place in draw.sample(places, 2 if draw.random() < 0.05 and len(places) > 1 else 1)
            if draw.random() < 0.85
        ],
        batch_size=2000,
    )
    Schedule.objects.bulk_create(
        [_schedule(draw, service) for service in services if draw.random() < 0.7], batch_size=2000
    )
    CostOption.objects.bulk_create(
        [
            CostOption(
                uid=_uid(draw), service=service, amount=Decimal(draw.choice(("0", "0", "0", "1", "2.50", "5", "12")))
            )
            for service in services
            if draw.random() < 0.8
        ],
        batch_size=2000,
    )
    Phone.objects.bulk_create(
        [
            Phone(uid=_uid(draw), service=service, number=f"01632 960 {draw.randrange(100, 999)}")
            for service in services
        ],
        batch_size=2000,
    )
    refresh()


def _uid(draw: Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128), version=4)


def _service(draw: Random, one: int, about: list[TaxonomyTerm], owner: Organisation) -> Service:
    kind, low = draw.choice(Service.Kind.values), draw.choice((None, None, 16, 18, 55, 65))
    name = f"{draw.choice(FIRST)} {about[0].name.lower()} {draw.choice(LAST)} {one}"
    assured = date(2026, 11, 1) - timedelta(days=draw.randrange(300))
    return Service(
        uid=_uid(draw),
        organisation=owner,
        kind=kind,
        name=name,
        summary=draw.choice(SAYS),
        description=f"{about[0].description or about[0].name}. {draw.choice(SAYS)}. {draw.choice(SAYS)}.",
        minimum_age=low,
        at_home=draw.random() < 0.2,
        by_telephone=draw.random() < 0.2,
        status=Service.Status.PUBLISHED,
        published_at=timezone.now(),
        assured_on=assured,
        review_on=assured + timedelta(days=180),
    )


def _schedule(draw: Random, service: Service) -> Schedule:
    opens = draw.randrange(8, 19)
    monthly = draw.random() < 0.2
    day = draw.choice(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
    return Schedule(
        uid=_uid(draw),
        service=service,
        freq="MONTHLY" if monthly else "WEEKLY",
        byday=f"{draw.choice((1, 2, 3, -1))}{day}" if monthly else day,
        opens_at=time(opens),
        closes_at=time(min(opens + 2, 22)),
    )
