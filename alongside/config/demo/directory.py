"""What there is near people in Westmere: places, organisations and what each offers, from the council pack."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.conf import settings
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.front_door.directory import actions, pack
from alongside.front_door.directory.models import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    Count,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from alongside.front_door.directory.search import refresh, spot_of

# The same address every time the demo is loaded: a QR code on paper still works.
OURS = uuid.UUID("7f6d3c1e-4b52-4c3f-9a6e-2f1d0c9b8a70")
CODES = {"Polish": "pl", "Urdu": "ur", "Punjabi": "pa", "Arabic": "ar", "Ukrainian": "uk",
         "British Sign Language": "bfi"}
SEEN_DAYS = 365


def fill(keeper: User | None, *, seed: int, today: date) -> int:
    """How many entries there are. Most were made sure of lately, a few are due."""
    given: dict[str, Any] = yaml.safe_load(
        (Path(settings.COUNCIL_PACK) / "directory" / "services.yaml").read_text(encoding="utf-8"))
    draw = Random(seed * 7_919)
    actions.load_terms()
    actions.load_postcodes(file=pack.postcodes_file())
    places = {key: _place(said) for key, said in given["places"].items()}
    owners = {key: _organisation(said) for key, said in given["organisations"].items()}
    terms = {term.code: term for term in TaxonomyTerm.objects.of_needs()}
    made = [_service(said, owners[said["of"]], places.get(said.get("at", "")), terms, keeper, draw, today)
            for said in given["services"]]
    refresh()
    actions.suggest(service=made[2], term=terms["volunteering"], words="")
    actions.suggest(service=made[16], term=None, words="It begins at half past eleven now.")
    _visits(made, terms, draw, today)
    return len(made)


def _place(said: dict[str, Any]) -> Location:
    spot = spot_of(said["postcode"])
    assert spot is not None, said["postcode"]
    there = Location.objects.create(uid=uuid.uuid5(OURS, said["name"]), name=said["name"], latitude=spot.latitude,
                                    longitude=spot.longitude)
    Address.objects.create(location=there, address_1=said["street"], city=said["town"], postal_code=said["postcode"])
    Accessibility.objects.bulk_create([Accessibility(location=there, feature=one) for one in said["features"]])
    return there


def _organisation(said: dict[str, Any]) -> Organisation:
    made = Organisation.objects.create(
        uid=uuid.uuid5(OURS, f"organisation {said['name']}"), name=said["name"], email=said["email"],
        keeper_name=said["keeper"], keeper_email=said["email"])
    Phone.objects.create(organisation=made, number=said["telephone"])
    return made


def _service(said: dict[str, Any], owner: Organisation, place: Location | None, terms: dict[str, TaxonomyTerm],
             keeper: User | None, draw: Random, today: date) -> Service:
    low, _, high = said.get("ages", "-").partition("-")
    assured = today - timedelta(days=draw.randrange(5, 200))
    made = Service.objects.create(
        uid=uuid.uuid5(OURS, f"service {said['name']}"), organisation=owner, kind=said["kind"], name=said["name"],
        summary=said["says"], description=said.get("text", ""), application_process=said.get("join", ""),
        minimum_age=int(low) if low else None, maximum_age=int(high) if high else None,
        at_home=said.get("home", False), by_telephone=said.get("phone", False), online=said.get("online", False),
        goes_with_you=said.get("goes", False), status=Service.Status.PUBLISHED, published_at=timezone.now(),
        published_by=keeper, kept_by=keeper, assured_on=assured, assurer_email=owner.keeper_email,
        review_on=assured + timedelta(days=pack.current().home.review_after_days))
    Attribute.objects.bulk_create([Attribute(service=made, term=terms[code]) for code in said["about"]])
    Phone.objects.create(service=made, number=owner.phones.first().number)
    if place:
        ServiceAtLocation.objects.create(service=made, location=place)
    if "cost" in said:
        CostOption.objects.create(service=made, amount=Decimal(str(said["cost"])),
                                  amount_description=said.get("per", ""))
    Language.objects.bulk_create([Language(service=made, name=name, code=CODES[name])
                                  for name in said.get("spoken", ())])
    if timing := _timing(said, today):
        Schedule.objects.create(service=made, **timing)
    return made


def _timing(said: dict[str, Any], today: date) -> dict[str, Any]:
    if not any(key in said for key in ("days", "month", "soon")):
        return {}
    opens, closes = (time.fromisoformat(part) for part in said["hours"].split("-"))
    hours = {"opens_at": opens, "closes_at": closes}
    if "soon" in said:
        return {**hours, "dtstart": today + timedelta(days=said["soon"])}
    if "month" in said:
        return {**hours, "freq": "MONTHLY", "byday": said["month"]}
    start = date.fromisoformat(said["from"]) if "from" in said else None
    return {**hours, "freq": "WEEKLY", "byday": said["days"], "interval": said.get("every", 1), "dtstart": start}


def _visits(made: list[Service], terms: dict[str, TaxonomyTerm], draw: Random, today: date) -> None:
    """A year of counts, so that the figures show what they are for."""
    needs = draw.sample(sorted(terms), 20)
    rows = []
    for back in range(0, SEEN_DAYS, 3):
        day, busy = today - timedelta(days=back), 12 + (SEEN_DAYS - back) // 12
        rows += [Count(on=day, what=what, times=draw.randrange(busy, busy * 2) // share)
                 for what, share in (("home", 1), ("search", 1), ("list", 6), ("sent", 9))]
        rows += [Count(on=day, what="need", about=code, times=draw.randrange(1, 9)) for code in draw.sample(needs, 4)]
        rows += [Count(on=day, what="view", about=str(one.uid), times=draw.randrange(1, 12))
                 for one in draw.sample(made, 6)]
    rows += [Count(on=today - timedelta(days=draw.randrange(60)), what="nothing", about=code, times=times)
             for code, times in (("sleep", 14), ("hoarding", 6), ("speech", 3))]
    Count.objects.bulk_create([row for row in rows if row.times])
