"""Records as Open Referral UK 3.0 writes them. What is not known is left out: the standard has no empty values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from alongside.front_door.directory.models import (
    Address,
    Attribute,
    Contact,
    CostOption,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from alongside.front_door.directory.occurrences import DAYS

Json = dict[str, Any]
# Where somebody reads about an entry that has no page of its own.
PageOf = Callable[[Any], str]


def told(**fields: Any) -> Json:
    """Without what is empty; days, times and money as the standard writes them."""
    return {name: _plain(value) for name, value in fields.items() if value not in ("", None)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def shown_email(service: Service) -> str:
    """Who made sure of it, only by an address that the entry shows anyway: keepers' own are nobody else's."""
    shown = {service.email, service.organisation.email} - {""}
    return service.assurer_email if service.assurer_email in shown else ""


def service(one: Service, page_of: PageOf) -> Json:
    """With what there is one of, and whose it is."""
    return told(
        id=str(one.uid), organization_id=str(one.organisation.uid),
        program_id=str(one.programme.uid) if one.programme_id and one.programme else None,
        name=one.name, alternate_name=one.alternate_name,
        description=one.description or one.summary or one.name, summary=one.summary,
        url=one.url or page_of(one.uid), email=one.email,
        status="temporarily closed" if one.paused else "active", fees=one.fees, fees_description=one.fees,
        accreditations=one.accreditations, interpretation_services=one.interpretation_services,
        application_process=one.application_process, eligibility_description=one.eligibility,
        minimum_age=one.minimum_age, maximum_age=one.maximum_age, assured_date=one.assured_on,
        assurer_email=shown_email(one), alert=one.alert, last_modified=one.last_modified, kind=one.kind,
        organization=organisation(one.organisation),
    )


def minimal(one: Service) -> Json:
    return told(id=str(one.uid), last_modified=one.last_modified, modified_date=one.last_modified)


def full_service(one: Service, page_of: PageOf) -> Json:
    """With everything: read it with `Service.objects.with_all()`."""
    return {
        **service(one, page_of),
        "schedules": [schedule(each) for each in one.schedules.all()],
        "service_areas": [area(each) for each in one.areas.all()],
        "service_at_locations": [
            full_place(each) | {"service_id": str(one.uid)} for each in one.places.all()],
        "languages": [language(each) for each in one.languages.all()],
        "funding": [told(id=str(each.uid), source=each.source) for each in one.funding.all()],
        "cost_options": [cost(each) for each in one.cost_options.all()],
        "required_documents": [
            told(id=str(each.uid), document=each.document, uri=each.uri) for each in one.documents.all()],
        "contacts": [contact(each) for each in one.contacts.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "additional_urls": [told(id=str(each.uid), label=each.label, url=each.url) for each in one.links.all()],
        "attributes": [attribute(each, one.uid, "service") for each in one.attributes.all()],
        # What the standard has no word for, under a name that can be told apart.
        "alongside": told(at_home=one.at_home, by_telephone=one.by_telephone, online=one.online,
                          goes_with_you=one.goes_with_you),
    }


def place(one: ServiceAtLocation, page_of: PageOf) -> Json:
    return told(
        id=str(one.uid), service_id=str(one.service.uid), location_id=str(one.location.uid),
        description=one.description, location=location(one.location), service=service(one.service, page_of),
    )


def full_place(one: ServiceAtLocation) -> Json:
    return told(
        id=str(one.uid), location_id=str(one.location.uid), description=one.description,
        location=full_location(one.location),
        schedules=[schedule(each) for each in one.schedules.all()],
        service_areas=[area(each) for each in one.areas.all()],
        contacts=[contact(each) for each in one.contacts.all()],
        phones=[phone(each) for each in one.phones.all()],
        attributes=[attribute(each, one.uid, "service_at_location") for each in one.attributes.all()],
    )


def location(one: Location) -> Json:
    return told(
        id=str(one.uid), location_type=one.location_type, name=one.name, alternate_name=one.alternate_name,
        description=one.description, transportation=one.transportation, url=one.url, latitude=one.latitude,
        longitude=one.longitude, external_identifier=one.external_identifier,
        external_identifier_type=one.external_identifier_type,
    )


def full_location(one: Location) -> Json:
    return {
        **location(one),
        "addresses": [address(each) for each in one.addresses.all()],
        "accessibility": [
            told(id=str(each.uid), description=str(each), accessibility=str(each), details=each.details, url=each.url)
            for each in one.accessibility.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "languages": [language(each) for each in one.languages.all()],
        "contacts": [contact(each) for each in one.contacts.all()],
        "schedules": [schedule(each) for each in one.schedules.all()],
        "attributes": [attribute(each, one.uid, "location") for each in one.attributes.all()],
    }


def address(one: Address) -> Json:
    """Its required parts are there, empty or not."""
    return {
        **told(id=str(one.uid), attention=one.attention, address_2=one.address_2, region=one.region),
        "address_1": one.address_1, "city": one.city, "state_province": one.state_province or one.region,
        "postal_code": one.postal_code, "country": one.country or "GB", "address_type": one.address_type,
    }


def schedule(one: Schedule) -> Json:
    """The UK profile knows weeks and months: every day is a week with all its days."""
    freq, byday = one.freq, one.byday
    if freq == "DAILY":
        freq, byday = ("WEEKLY", byday or ",".join(DAYS)) if one.interval == 1 else ("", "")
    return told(
        id=str(one.uid), valid_from=one.valid_from, valid_to=one.valid_to, dtstart=one.dtstart, until=one.until,
        count=one.count, wkst=one.wkst, freq=freq, interval=one.interval if freq else None, byday=byday,
        byweekno=one.byweekno, bymonthday=one.bymonthday, byyearday=one.byyearday, opens_at=one.opens_at,
        closes_at=one.closes_at, description=one.description, schedule_link=one.schedule_link,
        attending_type=one.attending_type, notes=one.notes,
    )


def area(one: ServiceArea) -> Json:
    return told(id=str(one.uid), name=one.name, description=one.description, service_area=one.name or one.description,
                extent=one.extent, extent_type=one.extent_type, uri=one.uri)


def language(one: Language) -> Json:
    return told(id=str(one.uid), name=one.name, language=one.name, code=one.code, note=one.note)


def cost(one: CostOption) -> Json:
    return told(id=str(one.uid), valid_from=one.valid_from, valid_to=one.valid_to, option=one.option,
                currency=one.currency, amount=one.amount, amount_description=one.amount_description)


def contact(one: Contact) -> Json:
    return {**told(id=str(one.uid), name=one.name, title=one.title, department=one.department, email=one.email),
            "phones": [phone(each) for each in one.phones.all()]}


def phone(one: Phone) -> Json:
    extension = int(one.extension) if one.extension.isdecimal() else None
    return told(id=str(one.uid), number=one.number, extension=extension, type=one.type, description=one.description)


def attribute(one: Attribute, of: Any, entity: str) -> Json:
    return told(id=str(one.uid), link_id=str(of), link_entity=entity, link_type=one.link_type,
                taxonomy_term_id=str(one.term.uid), value=one.value, label=one.label,
                taxonomy_term=_term(one.term))


def term(one: TaxonomyTerm) -> Json:
    return {**_term(one), **told(parent_id=str(one.parent.uid) if one.parent_id and one.parent else None)}


def _term(one: TaxonomyTerm) -> Json:
    return told(id=str(one.uid), code=one.code, name=one.name, term=one.name, description=one.description or one.name,
                taxonomy=one.taxonomy.name, taxonomy_id=str(one.taxonomy.uid), language=one.language,
                term_uri=one.term_uri)


def taxonomy(one: Taxonomy) -> Json:
    return told(id=str(one.uid), name=one.name, description=one.description or one.name, uri=one.uri,
                version=one.version)


def organisation(one: Organisation) -> Json:
    return told(
        id=str(one.uid), name=one.name, alternate_name=one.alternate_name, description=one.description or one.name,
        email=one.email, website=one.website, logo=one.logo, uri=one.uri, legal_status=one.legal_status,
        year_incorporated=one.year_incorporated,
    )


def full_organisation(one: Organisation, services: Iterable[Json]) -> Json:
    return {
        **organisation(one),
        **told(parent_organization_id=str(one.parent.uid) if one.parent_id and one.parent else None,
               last_modified=one.last_modified),
        "organization_identifiers": [
            told(id=str(each.uid), identifier_scheme=each.identifier_scheme, identifier_type=each.identifier_type,
                 identifier=each.identifier) for each in one.identifiers.all()],
        "funding": [told(id=str(each.uid), source=each.source) for each in one.funding.all()],
        "contacts": [contact(each) for each in one.contacts.all()],
        "phones": [phone(each) for each in one.phones.all()],
        "additional_urls": [told(id=str(each.uid), label=each.label, url=each.url) for each in one.links.all()],
        "programs": [
            told(id=str(each.uid), name=each.name, alternate_name=each.alternate_name, description=each.description)
            for each in one.programmes.all()],
        "attributes": [attribute(each, one.uid, "organization") for each in one.attributes.all()],
        "services": list(services),
    }
