"""What Open Referral UK 3.0 asks of its records, written by hand from the published profile."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

WORDS = {"type": "string", "minLength": 1}
TEXT = {"type": "string"}
ID = {"type": "string", "format": "uuid"}
URI = {"type": "string", "format": "uri", "pattern": "^https?://"}
EMAIL = {"type": "string", "format": "email"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
CLOCK = {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$"}
NUMBER = {"type": "number"}


def record(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["id", *required], "properties": {"id": ID, **properties}}


def many(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


TERM = record(("name", "description", "taxonomy", "taxonomy_id", "term"), code=WORDS, name=WORDS, description=WORDS,
              taxonomy=WORDS, taxonomy_id=ID, term=WORDS, parent_id=ID, term_uri=URI, language=WORDS)
TAXONOMY = record(("name", "description"), name=WORDS, description=WORDS, uri=URI, version=WORDS)
FULL_TAXONOMY = {**TAXONOMY, "required": [*TAXONOMY["required"], "taxonomy_terms"],
                 "properties": {**TAXONOMY["properties"], "taxonomy_terms": many(TERM)}}
ATTRIBUTE = record(("link_id", "link_entity", "taxonomy_term_id", "taxonomy_term"), link_id=ID, link_entity=WORDS,
                   taxonomy_term_id=ID, link_type=WORDS, value=WORDS, label=WORDS, taxonomy_term=TERM)
PHONE = record(("number",), number=WORDS, extension=NUMBER, type=WORDS, description=WORDS)
CONTACT = record((), name=WORDS, title=WORDS, department=WORDS, email=EMAIL, phones=many(PHONE))
LANGUAGE = record(("name", "language"), name=WORDS, language=WORDS, code=WORDS, note=WORDS)
SCHEDULE = record(
    (), valid_from=DAY, valid_to=DAY, dtstart=DAY, until=DAY, freq={"enum": ["WEEKLY", "MONTHLY"]},
    interval={"type": "integer", "minimum": 1}, byday={"type": "string", "pattern": "^[+-]?[0-9]*[A-Z]{2}(,.*)?$"},
    bymonthday=WORDS, opens_at=CLOCK, closes_at=CLOCK, description=WORDS, schedule_link=URI, attending_type=WORDS,
    notes=WORDS)
ADDRESS = record(
    ("address_1", "city", "state_province", "postal_code", "country", "address_type"), address_1=TEXT, city=TEXT,
    state_province=TEXT, postal_code=TEXT, country={"type": "string", "pattern": "^[A-Z]{2}$"},
    address_type={"enum": ["physical", "postal", "virtual"]})
ACCESSIBILITY = record(("accessibility",), accessibility=WORDS, description=WORDS, details=WORDS, url=URI)
LOCATION = record(
    ("location_type",), location_type={"enum": ["physical", "postal", "virtual"]}, name=WORDS, description=WORDS,
    latitude={"type": "number", "minimum": -90, "maximum": 90},
    longitude={"type": "number", "minimum": -180, "maximum": 180}, url=URI)
FULL_LOCATION = {
    **LOCATION, "required": [*LOCATION["required"], "addresses", "accessibility"],
    "properties": {**LOCATION["properties"], "addresses": many(ADDRESS), "accessibility": many(ACCESSIBILITY),
                   "phones": many(PHONE), "languages": many(LANGUAGE), "contacts": many(CONTACT),
                   "schedules": many(SCHEDULE), "attributes": many(ATTRIBUTE)}}
AREA = record((), name=WORDS, description=WORDS, extent=WORDS, extent_type=WORDS, uri=URI)
COST = record((), valid_from=DAY, valid_to=DAY, option=WORDS, currency={"type": "string", "pattern": "^[A-Z]{3}$"},
              amount={"type": "number", "minimum": 0}, amount_description=WORDS)
FUNDING = record(("source",), source=WORDS)
ORGANISATION = record(("name", "description"), name=WORDS, description=WORDS, email=EMAIL, website=URI, logo=URI,
                      uri=URI, year_incorporated=NUMBER, parent_organization_id=ID)
SERVICE = record(
    ("name", "status", "url", "organization", "last_modified"), name=WORDS, description=WORDS, url=URI, email=EMAIL,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]}, fees=WORDS, accreditations=WORDS,
    minimum_age=NUMBER, maximum_age=NUMBER, assured_date=DAY, assurer_email=EMAIL, alert=WORDS, last_modified=MOMENT,
    organization_id=ID, organization=ORGANISATION)
PLACE = record(("location",), service_id=ID, location_id=ID, location=LOCATION, service=SERVICE)
FULL_PLACE = {
    **PLACE, "properties": {
        **PLACE["properties"], "location": FULL_LOCATION, "schedules": many(SCHEDULE), "service_areas": many(AREA),
        "contacts": many(CONTACT), "phones": many(PHONE), "attributes": many(ATTRIBUTE)}}
WITHIN = {
    "schedules": SCHEDULE, "service_areas": AREA, "service_at_locations": FULL_PLACE, "languages": LANGUAGE,
    "funding": FUNDING, "cost_options": COST, "contacts": CONTACT, "phones": PHONE, "attributes": ATTRIBUTE}
FULL_SERVICE = {
    **SERVICE, "required": [*SERVICE["required"], *WITHIN],
    "properties": {**SERVICE["properties"], **{name: many(of) for name, of in WITHIN.items()}}}
FULL_ORGANISATION = {
    **ORGANISATION, "required": [*ORGANISATION["required"], "services", "organization_identifiers"],
    "properties": {**ORGANISATION["properties"], "services": many(record(("name",), name=WORDS)),
                   "phones": many(PHONE), "contacts": many(CONTACT), "funding": many(FUNDING)}}
MINIMAL = record(("last_modified",), last_modified=MOMENT)
ABOUT = {"type": "object", "required": ["version", "profile", "openapi_url"],
         "properties": {"version": {"const": "HSDS-UK-3.0"}, "profile": URI, "openapi_url": URI}}


def page(of: dict[str, Any]) -> dict[str, Any]:
    counts, flags = ("total_items", "total_pages", "page_number", "size"), ("first_page", "last_page", "empty")
    return {
        "type": "object", "required": [*counts, *flags, "contents"], "additionalProperties": False,
        "properties": {**{name: {"type": "integer", "minimum": 0} for name in counts},
                       **{name: {"type": "boolean"} for name in flags}, "contents": many(of)}}


def faults(said: Any, schema: dict[str, Any]) -> list[str]:
    return faults_of_each([said], schema)


def faults_of_each(said: Iterable[Any], schema: dict[str, Any]) -> list[str]:
    """Of many records that are held to the same."""
    Draft202012Validator.check_schema(schema)
    held = Draft202012Validator(schema, format_checker=FormatChecker())
    found = (f"{one.json_path}: {one.message[:200]}" for record in said for one in held.iter_errors(record))
    return list(islice(found, 20))
