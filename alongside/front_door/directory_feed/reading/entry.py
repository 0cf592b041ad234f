"""One service with all that belongs to it, as Open Referral UK 3.0 says it: checked, and ready to be kept.

A spreadsheet's row is put into the same shape first, so that there is one reader and one set of checks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from alongside.front_door.directory.models import Accessibility, Service

from . import values
from .values import Problem, Taken, text

Fields = dict[str, Any]
ACTIVE, PAUSED, OVER = "active", "temporarily closed", ("inactive", "defunct")
STATUSES = {one: one for one in (ACTIVE, PAUSED, *OVER)}
KINDS = dict(Service.Kind.choices)
FEATURES = {label.lower(): code for code, label in Accessibility.Feature.choices} | {
    code: code for code in Accessibility.Feature.values}


@dataclass
class Term:
    """`known` is our own term; else it stays one of its own taxonomy."""

    known: int | None = None
    key: str = ""
    name: str = ""
    taxonomy: str = ""
    uri: str = ""


@dataclass
class Place:
    key: str
    location: Fields = field(default_factory=dict)
    addresses: list[Fields] = field(default_factory=list)
    accessibility: list[Fields] = field(default_factory=list)
    phones: list[Fields] = field(default_factory=list)
    offered: Fields = field(default_factory=dict)
    schedules: list[Fields] = field(default_factory=list)
    offered_phones: list[Fields] = field(default_factory=list)


@dataclass
class Entry:
    key: str
    service: Fields
    organisation_key: str
    organisation: Fields
    status: str = ACTIVE
    # By the name of their relation to the service: schedules, cost_options …
    parts: dict[str, list[Fields]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    assured_on: Any = None

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


class Terms:
    """Our own headings by everything that may name them."""

    def __init__(self, needs: Mapping[str, int], *, only_ours: bool) -> None:
        self.needs, self.only_ours = {name.casefold(): pk for name, pk in needs.items()}, only_ours

    def known(self, *names: str) -> int | None:
        return next((self.needs[name.casefold()] for name in names if name and name.casefold() in self.needs), None)


def read(said: Any, terms: Terms, names: Mapping[str, str] | None = None) -> tuple[Entry | None, list[Problem]]:
    """The entry, or each field that is wrong: one wrong field leaves the whole record out."""
    if not isinstance(said, Mapping):
        return None, [Problem("", str(said)[:200], "is not a record.")]
    taken = Taken(said, names or {})
    organisation = _organisation(taken)
    entry = Entry(
        key=taken.take("id", text(200), otherwise="", required=True), service=_service(taken),
        organisation_key=taken.take("organization.id", text(200), otherwise="")
        or organisation.get("name", "").casefold(), organisation=organisation,
        status=taken.take("status", values.one_of(STATUSES, "a status"), otherwise=ACTIVE),
        parts=_parts(taken), places=[place for one in taken.many("service_at_locations")
                                     if (place := _place(taken, f"service_at_locations[{one}]"))],
        terms=_terms(taken, terms), assured_on=taken.take("assured_date", values.day),
    )
    entry.service["paused"] = entry.status == PAUSED
    # Two lines for one place are one place.
    entry.places = list({one.key: one for one in entry.places}.values())
    return (None if taken.problems else entry), taken.problems


def _some(taken: Taken, path: str, **fields: Any) -> Fields:
    """Those that are there: what is not said is left to be empty."""
    found = {name: taken.take(f"{path}{name}", read) for name, read in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _service(taken: Taken) -> Fields:
    long = text(values.LONG)
    said = {"name": taken.take("name", text(200), otherwise="", required=True)} | _some(
        taken, "", alternate_name=text(200), description=long, url=values.url, email=values.email,
        application_process=long, accreditations=long, interpretation_services=text(300), minimum_age=values.age,
        maximum_age=values.age, alert=long)
    for name, *paths in (("eligibility", "eligibility_description"), ("fees", "fees_description", "fees"),
                         ("summary", "summary")):
        found = next(filter(None, (taken.take(path, text(300) if name == "summary" else long) for path in paths)), "")
        said |= {name: found} if found else {}
    own = _some(taken, "alongside.", at_home=values.yes, by_telephone=values.yes, online=values.yes,
                goes_with_you=values.yes, easy_read=long, keeper_name=text(120), keeper_email=values.email)
    kind = taken.take("kind", values.one_of(KINDS, "a kind of entry"), otherwise="service")
    low, high = said.get("minimum_age"), said.get("maximum_age")
    if low is not None and high is not None and high < low:
        taken.wrong("maximum_age", high, "comes before the lower age.")
    return {**said, **own, "kind": kind}


def _organisation(taken: Taken) -> Fields:
    at = "organization."
    return {"name": taken.take(f"{at}name", text(200), otherwise="", required=True)} | _some(
        taken, at, alternate_name=text(200), description=text(values.LONG), email=values.email, website=values.url,
        logo=values.url, uri=values.url, legal_status=text(100), year_incorporated=values.whole(1000, 2200))


def _phones(taken: Taken, path: str) -> list[Fields]:
    return [
        {"number": taken.take(f"{path}[{one}].number", values.telephone, otherwise="", required=True)}
        | _some(taken, f"{path}[{one}].", extension=text(10), type=text(20), description=text(200))
        for one in taken.many(path)]


def _schedules(taken: Taken, path: str) -> list[Fields]:
    found = []
    for one in taken.many(path):
        at = f"{path}[{one}]."
        timing = _some(
            taken, at, valid_from=values.day, valid_to=values.day, dtstart=values.day, until=values.day,
            count=values.whole(1, 10_000), wkst=text(2), interval=values.whole(1, 400),
            freq=values.one_of({one: one for one in ("DAILY", "WEEKLY", "MONTHLY")}
                               | {one.lower(): one for one in ("DAILY", "WEEKLY", "MONTHLY")}, "a frequency"),
            byday=values.days_of_the_week, byweekno=text(60), bymonthday=text(60), byyearday=text(60),
            timezone=text(40), opens_at=values.clock, closes_at=values.clock, description=text(values.LONG),
            schedule_link=values.url, attending_type=text(100), notes=text(values.LONG))
        if "freq" in timing:
            timing["freq"] = timing["freq"].upper()
        start, end = timing.get("valid_from"), timing.get("valid_to")
        if start and end and end < start:
            taken.wrong(f"{at}valid_to", end, "comes before it begins.")
        found += [timing] if timing else []
    return found


def _parts(taken: Taken) -> dict[str, list[Fields]]:
    def each(path: str, **fields: Any) -> list[Fields]:
        found = [_some(taken, f"{path}[{one}].", **fields) for one in taken.many(path)]
        return [one for one in found if one]

    languages = []
    for one in taken.many("languages"):
        at = f"languages[{one}]."
        name = taken.take(f"{at}name", text(100)) or taken.take(f"{at}language", text(100))
        if name:
            languages.append({"name": name} | _some(taken, at, code=text(10), note=text(300)))
    areas = []
    for one in taken.many("service_areas"):
        at = f"service_areas[{one}]."
        name = taken.take(f"{at}name", text(200)) or (taken.take(f"{at}service_area", text(5000)) or "")[:200]
        area = ({"name": name} if name else {}) | _some(
            taken, at, description=text(values.LONG), extent=text(200_000), extent_type=text(20), uri=values.url)
        areas += [area] if area else []
    return {
        "schedules": _schedules(taken, "schedules"),
        "cost_options": each("cost_options", valid_from=values.day, valid_to=values.day, option=text(200),
                             currency=text(3), amount=values.money, amount_description=text(300)),
        "phones": _phones(taken, "phones"),
        "contacts": [
            {**_some(taken, f"contacts[{one}].", name=text(120), title=text(120), department=text(120),
                     email=values.email), "phones": _phones(taken, f"contacts[{one}].phones")}
            for one in taken.many("contacts")],
        "languages": languages,
        "areas": areas,
        "documents": [one for one in each("required_documents", document=text(300), uri=values.url)
                      if one.get("document")],
        "funding": [one for one in each("funding", source=text(300)) if one.get("source")],
        "links": [one for one in each("additional_urls", label=text(200), url=values.url) if one.get("url")],
    }


def _place(taken: Taken, path: str) -> Place | None:
    at = f"{path}.location."
    location = _some(
        taken, at, name=text(200), alternate_name=text(200), description=text(values.LONG),
        transportation=text(values.LONG), url=values.url, latitude=values.degrees(90), longitude=values.degrees(180),
        external_identifier=text(100), external_identifier_type=text(40),
        location_type=values.one_of({one: one for one in ("physical", "postal", "virtual")}, "a kind of place"))
    if ("latitude" in location) != ("longitude" in location):
        alone = "longitude" if "latitude" in location else "latitude"
        taken.wrong(f"{at}{alone}", taken.at(f"{at}{alone}"), "is missing beside the other.")
    addresses = []
    for one in taken.many(f"{at}addresses"):
        each = f"{at}addresses[{one}]."
        address = _some(
            taken, each, attention=text(200), address_1=text(200), address_2=text(200), city=text(100),
            region=text(100), state_province=text(100), postal_code=values.postcode, country=text(2),
            address_type=values.one_of({one: one for one in ("physical", "postal", "virtual")}, "a kind of address"))
        addresses += [address] if set(address) - {"address_type", "country"} else []
    key = taken.take(f"{at}id", text(200)) or "|".join(
        [location.get("name", ""), *(one.get(name, "") for one in addresses[:1]
                                     for name in ("address_1", "postal_code"))]).casefold()
    if not key.strip("|"):
        return None  # nothing is said of it
    return Place(
        key=key[:200], location=location, addresses=addresses, accessibility=_accessibility(taken, at),
        phones=_phones(taken, f"{at}phones"), offered=_some(taken, f"{path}.", description=text(values.LONG)),
        schedules=_schedules(taken, f"{path}.schedules") + _schedules(taken, f"{at}schedules"),
        offered_phones=_phones(taken, f"{path}.phones"))


def _accessibility(taken: Taken, at: str) -> list[Fields]:
    found, features = [], set()
    for one in taken.many(f"{at}accessibility"):
        each = f"{at}accessibility[{one}]."
        words = taken.take(f"{each}accessibility", text(5000)) or taken.take(f"{each}description", text(5000)) or ""
        feature = FEATURES.get(words.casefold(), "")
        if not words or feature in features:
            continue
        features |= {feature} - {""}
        found.append(({"feature": feature} if feature else {"description": words})
                     | _some(taken, each, details=text(5000), url=values.url))
    return found


def _terms(taken: Taken, terms: Terms) -> list[Term]:
    found: list[Term] = []
    for one in taken.many("attributes"):
        at = f"attributes[{one}]."
        if taken.take(f"{at}link_type", text(60)):
            continue  # of whom it is for, not of what it is about
        said = {name: taken.take(f"{at}taxonomy_term.{name}", text(300)) or ""
                for name in ("id", "code", "name", "term", "term_uri", "taxonomy")}
        name = (said["name"] or said["term"])[:200]
        if (ours := terms.known(said["id"], said["code"], name, said["term_uri"])) is not None:
            found.append(Term(known=ours))
        elif terms.only_ours and name:
            taken.wrong(f"{at}taxonomy_term.name", name, "is not a heading of this directory.")
        elif name:
            found.append(Term(key=(said["id"] or said["code"] or name)[:100], name=name,
                              taxonomy=said["taxonomy"] or "Other headings",
                              uri=said["term_uri"] if said["term_uri"].startswith("http") else ""))
    return list({(one.known, one.taxonomy, one.key): one for one in found}.values())
