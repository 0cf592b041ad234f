"""Entries that came in, written: a batch in a fixed number of statements, each found again by origin and key."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from alongside.front_door.directory import pack
from alongside.front_door.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Funding,
    Language,
    Link,
    Location,
    Organisation,
    Phone,
    PostcodeCentroid,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from alongside.front_door.directory.search import refresh

from ..models import Brought, Import
from ..reading.entry import OVER, Entry, Place, Term

# The numbers of what came from elsewhere follow from where it came from, and so stay the same.
NAMESPACE = uuid.UUID("3f0b9f0e-6f54-4f0c-8b59-0c6f2c8f5d11")
PARTS: dict[str, Any] = {
    "schedules": Schedule, "cost_options": CostOption, "phones": Phone, "languages": Language, "areas": ServiceArea,
    "documents": RequiredDocument, "funding": Funding, "links": Link}
# Everything that an import says of an entry: what it does not say any more is empty again.
FIELDS = {
    "name": "", "alternate_name": "", "summary": "", "description": "", "url": "", "email": "",
    "application_process": "", "fees": "", "accreditations": "", "interpretation_services": "", "eligibility": "",
    "minimum_age": None, "maximum_age": None, "alert": "", "paused": False, "kind": "service", "at_home": False,
    "by_telephone": False, "online": False, "goes_with_you": False, "easy_read": ""}
# A keeper whom a colleague has noted stays where the import names none.
KEPT = ("keeper_name", "keeper_email")


@dataclass
class Written:
    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


def number_for(*parts: object) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "\n".join(map(str, parts)))


def write(of: Import, entries: list[Entry], *, today: date) -> Written:
    """Those that are as they were the last time are left alone, and so is what a colleague put right since."""
    known = {one.origin_key: one for one in Service.objects.filter(
        origin=of.origin, origin_key__in=[entry.key for entry in entries]).select_related("brought")}
    changed = [entry for entry in entries if _digest(known.get(entry.key)) != entry.digest]
    if not changed:
        return Written(unchanged=len(entries))
    organisations = _organisations(of.origin, changed)
    made: list[Service] = []
    kept: list[Service] = []
    for entry in changed:
        service = known.get(entry.key)
        (kept if service else made).append(_service(of, entry, service, organisations[entry.organisation_key], today))
    Service.objects.bulk_create(made)
    _update(kept)
    _forget_parts(kept)
    services = {one.origin_key: one for one in (*made, *kept)}
    _write_parts(of.origin, changed, services)
    _write_places(of.origin, changed, services)
    _write_terms(of, changed, services)
    refresh([one.pk for one in services.values()])
    return Written(len(made), len(kept), len(entries) - len(changed))


def _digest(service: Service | None) -> str:
    brought = getattr(service, "brought", None) if service else None
    return brought.digest if brought else ""


def _organisations(origin: str, entries: Iterable[Entry]) -> dict[str, Organisation]:
    """By their key. One that is kept here under the same name is that one, and is not changed by an import."""
    wanted = {entry.organisation_key[:200]: entry.organisation for entry in entries}
    found = {one.origin_key: one for one in Organisation.objects.filter(origin=origin, origin_key__in=wanted)}
    names = {said["name"].casefold() for key, said in wanted.items() if key not in found}
    ours = {one.name.casefold(): one for one in Organisation.objects.filter(origin="").extra(
        where=["lower(name) = ANY(%s)"], params=[sorted(names)])} if names else {}
    fresh, moved, every = [], [], {}
    for key, said in wanted.items():
        if there := found.get(key):
            if any(getattr(there, name) != value for name, value in said.items()):
                _set(there, said)
                moved.append(there)
        elif not (there := ours.get(said["name"].casefold())):
            there = Organisation(uid=number_for(origin, "organisation", key), origin=origin, origin_key=key, **said)
            fresh.append(there)
        every[key] = there
    Organisation.objects.bulk_create(fresh)
    _update(moved)
    return {entry.organisation_key: every[entry.organisation_key[:200]] for entry in entries}


def _service(of: Import, entry: Entry, service: Service | None, organisation: Organisation, today: date) -> Service:
    if service is None:
        service = Service(uid=number_for(of.origin, "service", entry.key), origin=of.origin, origin_key=entry.key)
    _set(service, {**FIELDS, **{name: value for name, value in entry.service.items() if name in FIELDS}})
    _set(service, {name: entry.service[name] for name in KEPT if name in entry.service})
    service.organisation = organisation
    service.last_modified = now = timezone.now()
    if entry.status in OVER:
        if service.status == Service.Status.PUBLISHED:
            service.status, service.withdrawn_at = Service.Status.WITHDRAWN, now
            service.withdrawn_because = f"{of.origin} says that it is {entry.status}."[:300]
    elif of.publish and service.status == Service.Status.DRAFT and complete(entry):
        service.status, service.published_at = Service.Status.PUBLISHED, now
        service.assured_on = service.assured_on or today
    if entry.assured_on and entry.assured_on <= today and (
            service.assured_on is None or service.published_at == now or entry.assured_on > service.assured_on):
        service.assured_on = entry.assured_on
    if service.assured_on:
        due = service.assured_on + timedelta(days=pack.current().home.review_after_days)
        service.review_on = max(filter(None, (service.review_on, due))) if service.pk else due
    return service


def complete(entry: Entry) -> bool:
    """What the public needs of it, as `directory.actions.lacking` says of one that is kept."""
    text = entry.service.get("summary") or entry.service.get("description")
    reached = (entry.service.get("email") or entry.service.get("url") or entry.parts.get("phones") or entry.places
               or entry.parts.get("contacts"))
    return bool(text and reached and any(one.known for one in entry.terms))


def _set(record: Any, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(record, name, value)


def _forget_parts(services: list[Service]) -> None:
    parts: tuple[Any, ...] = (*PARTS.values(), Contact)
    for model in parts:
        model._default_manager.filter(service__in=services).delete()
    ServiceAtLocation.objects.filter(service__in=services).delete()


def _write_parts(origin: str, entries: list[Entry], services: dict[str, Service]) -> None:
    for name, model in PARTS.items():
        model._default_manager.bulk_create([
            model(uid=number_for(origin, entry.key, name, place), service=services[entry.key], **said)
            for entry in entries for place, said in enumerate(entry.parts.get(name, []))])
    contacts = []
    phones = []
    for entry in entries:
        for place, said in enumerate(entry.parts.get("contacts", [])):
            own = {name: value for name, value in said.items() if name != "phones"}
            one = Contact(uid=number_for(origin, entry.key, "contacts", place), service=services[entry.key], **own)
            contacts.append(one)
            phones += [(one, number, each) for number, each in enumerate(said.get("phones", []))]
    Contact.objects.bulk_create(contacts)
    Phone.objects.bulk_create([Phone(uid=number_for(one.uid, "phones", number), contact=one, **said)
                               for one, number, said in phones])


def _write_places(origin: str, entries: list[Entry], services: dict[str, Service]) -> None:
    places = {place.key: place for entry in entries for place in entry.places}
    there = _locations(origin, places)
    offered = []
    parts: list[Any] = []
    for entry in entries:
        for place in entry.places:
            one = ServiceAtLocation(uid=number_for(origin, entry.key, "at", place.key), service=services[entry.key],
                                    location=there[place.key], **place.offered)
            offered.append(one)
            parts += [Schedule(uid=number_for(one.uid, "schedules", number), service_at_location=one, **said)
                      for number, said in enumerate(place.schedules)]
            parts += [Phone(uid=number_for(one.uid, "phones", number), service_at_location=one, **said)
                      for number, said in enumerate(place.offered_phones)]
    ServiceAtLocation.objects.bulk_create(offered)
    Schedule.objects.bulk_create([one for one in parts if isinstance(one, Schedule)])
    Phone.objects.bulk_create([one for one in parts if isinstance(one, Phone)])


def _locations(origin: str, places: dict[str, Place]) -> dict[str, Location]:
    found = {one.origin_key: one for one in Location.objects.filter(origin=origin, origin_key__in=places)}
    old = list(found.values())
    spots = _spots(places.values())
    fresh = []
    for key, place in places.items():
        one = found.get(key)
        if one is None:
            one = found[key] = Location(uid=number_for(origin, "location", key), origin=origin, origin_key=key)
            fresh.append(one)
        codes = [said["postal_code"].replace(" ", "") for said in place.addresses if said.get("postal_code")]
        spot = next((spots[code] for code in codes if code in spots), None)
        if "latitude" not in place.location and spot:
            one.latitude, one.longitude = spot
        _set(one, place.location)
    Location.objects.bulk_create(fresh)
    _update(old)
    parts: tuple[tuple[Any, str], ...] = ((Address, "addresses"), (Accessibility, "accessibility"), (Phone, "phones"))
    for model, name in parts:
        model._default_manager.filter(location__in=old).delete()
        model._default_manager.bulk_create([
            model(uid=number_for(origin, "location", key, name, number), location=found[key], **said)
            for key, place in places.items() for number, said in enumerate(getattr(place, name))])
    return found


def _update(records: list[Any]) -> None:
    """Whole rows in one statement; that they were touched now is said by hand."""
    if records:
        for one in records:
            one.last_modified = timezone.now()
        model: Any = type(records[0])
        model._default_manager.bulk_update(
            records, [field.name for field in model._meta.concrete_fields if not field.primary_key])


def _spots(places: Iterable[Place]) -> dict[str, tuple[float, float]]:
    """Where the postcodes of those lie that do not say it themselves."""
    codes = {said["postal_code"].replace(" ", "") for place in places if "latitude" not in place.location
             for said in place.addresses if said.get("postal_code")}
    found = PostcodeCentroid.objects.filter(postcode__in=codes)
    return {one.postcode: (one.latitude, one.longitude) for one in found}


def _write_terms(of: Import, entries: list[Entry], services: dict[str, Service]) -> None:
    """Given with the import, and taken away when it comes without them; what a colleague gave stays."""
    foreign = _foreign(of.origin, [term for entry in entries for term in entry.terms if term.known is None])
    wanted = {
        services[entry.key].pk: sorted({term.known or foreign[(term.taxonomy, term.key)] for term in entry.terms})
        for entry in entries}
    for brought in Brought.objects.filter(service__in=wanted):
        if gone := set(brought.terms) - set(wanted[brought.service_id]):
            Attribute.objects.filter(service=brought.service_id, link_type="", term__in=gone).delete()
    Attribute.objects.bulk_create(
        [Attribute(uid=number_for(of.origin, pk, "term", term), service_id=pk, term_id=term)
         for pk, terms in wanted.items() for term in terms], ignore_conflicts=True)
    Brought.objects.bulk_create(
        [Brought(service=services[entry.key], digest=entry.digest, terms=wanted[services[entry.key].pk], last=of)
         for entry in entries],
        update_conflicts=True, unique_fields=["service"], update_fields=["digest", "terms", "last"])


def _foreign(origin: str, terms: list[Term]) -> dict[tuple[str, str], int]:
    """Headings of another directory, in a taxonomy of its own: kept and passed on, not mixed with ours."""
    found: dict[tuple[str, str], int] = {}
    for name in {term.taxonomy for term in terms}:
        key = f"{slugify(name)[:20] or 'other'}-{number_for(origin, 'taxonomy', name).hex[:12]}"
        taxonomy, _ = Taxonomy.objects.get_or_create(
            key=key, defaults={"uid": number_for(origin, "taxonomy", name), "name": name[:200],
                               "description": f"Headings of {origin}"})
        wanted = {term.key: term for term in terms if term.taxonomy == name}
        TaxonomyTerm.objects.bulk_create(
            [TaxonomyTerm(uid=number_for(taxonomy.uid, code), taxonomy=taxonomy, code=code, name=term.name,
                          term_uri=term.uri) for code, term in wanted.items()], ignore_conflicts=True)
        there = taxonomy.terms.filter(code__in=wanted).values_list("code", "pk")
        found |= {(name, code): pk for code, pk in there}
    return found
