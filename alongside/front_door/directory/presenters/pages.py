"""One entry, wholly, as the public sees it, and a list of them as a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.foundation.design import words

from ..models import (
    Contact,
    CostOption,
    Link,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from .saying import WAYS, ages, pounds, schedule_words, schedules_of, spoken, ways_of


@dataclass(frozen=True)
class PlaceShown:
    name: str
    address: str
    access: list[str]
    access_words: list[str]
    when: list[str]
    getting_there: str
    description: str
    phones: list[Phone]


@dataclass(frozen=True)
class Page:
    """One entry, wholly, as the public sees it."""

    uid: str
    name: str
    also_called: str
    kind: str
    organisation: str
    summary: str
    description: list[str]
    easy_read: list[str]
    alert: str
    paused: bool
    when: list[str]
    times_link: str
    cost: list[str]
    who_for: list[str]
    how_to_join: str
    ways: list[str]
    goes_with_you: bool
    places: list[PlaceShown]
    phones: list[Phone]
    contacts: list[Contact]
    email: str
    url: str
    links: list[Link]
    languages: list[str]
    documents: list[RequiredDocument]
    areas: list[str]
    accreditations: str
    terms: list[TaxonomyTerm]
    checked: str
    href: str


def page(service: Service, today: date) -> Page:
    about = [one.term for one in service.attributes.all() if not one.link_type]
    can_come = [one.term.name for one in service.attributes.all() if one.link_type]
    options = [one for one in service.cost_options.all() if one.valid_to is None or one.valid_to >= today]
    said_summary = service.summary.strip()
    return Page(
        uid=str(service.uid), name=service.name, also_called=service.alternate_name, kind=service.get_kind_display(),
        organisation=service.organisation.name, summary=said_summary, description=paragraphs(service.description),
        easy_read=[line.strip() for line in service.easy_read.splitlines() if line.strip()],
        alert=service.alert, paused=service.paused,
        when=[said for one in service.schedules.all() if (said := with_notes(one))],
        times_link=next((one.schedule_link for one in schedules_of(service) if one.schedule_link), ""),
        cost=[one_cost(option) for option in options] + ([service.fees] if service.fees else []),
        who_for=list(filter(None, (ages(service), service.eligibility, spoken(can_come)))),
        how_to_join=service.application_process, ways=[WAYS[way] for way in ways_of(service)],
        goes_with_you=service.goes_with_you, places=[_place_shown(place) for place in service.places.all()],
        phones=list(service.phones.all()) or list(service.organisation.phones.all()),
        contacts=list(service.contacts.all()), email=service.email or service.organisation.email,
        url=service.url or service.organisation.website, links=list(service.links.all()),
        languages=sorted({one.name for one in service.languages.all()}
                         | {one.name for place in service.places.all() for one in place.location.languages.all()}),
        documents=list(service.documents.all()), areas=[str(area) for area in service.areas.all()],
        accreditations=service.accreditations,
        terms=[term for term in about if term.taxonomy.key == TaxonomyTerm.NEEDS],
        checked=words.date(service.assured_on), href=reverse("directory:service", args=[service.uid]),
    )


def _place_shown(place: ServiceAtLocation) -> PlaceShown:
    there = place.location
    return PlaceShown(
        there.name, str(next((one for one in there.addresses.all() if one.address_type == "physical"),
                             next(iter(there.addresses.all()), ""))),
        [one.get_feature_display() for one in there.accessibility.all() if one.feature],
        [" ".join(filter(None, (one.description, one.details))) for one in there.accessibility.all()
         if one.description or one.details],
        [said for one in [*place.schedules.all(), *there.schedules.all()] if (said := with_notes(one))],
        there.transportation, place.description or there.description,
        [*place.phones.all(), *there.phones.all()],
    )


def with_notes(schedule: Schedule) -> str:
    said = schedule_words(schedule)
    extra = [text for text in (schedule.description, schedule.notes) if text and text != said]
    return ". ".join([said, *extra]) if said else ". ".join(extra)


def one_cost(option: CostOption) -> str:
    amount = "Free" if option.amount == 0 else pounds(option.amount) if option.amount is not None else ""
    return " ".join(filter(None, (amount, option.amount_description or option.option)))


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def list_in_words(pages: list[Page], address: str, council_name: str) -> str:
    """The list as a plain message."""
    parts = []
    for number, one in enumerate(pages, 1):
        lines = [f"{number}. {one.name} ({one.organisation})", one.summary, "; ".join(one.when),
                 "; ".join(one.cost), *(f"{place.name}, {place.address}" for place in one.places),
                 *(words.telephone(phone.number) for phone in one.phones[:2]), one.email, one.url]
        parts.append("\n".join(filter(None, lines)))
    body = "\n\n".join(parts) or "There is nothing on this list yet."
    return (f"{body}\n\nThis list is kept here: {address}\nAnybody who has this address can read the list. "
            f"{council_name}")
