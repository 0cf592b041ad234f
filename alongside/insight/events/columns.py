"""The event table: one row an event, the columns that measures read, whatever system they came from.

Text unless said; a blank is NULL. A person is the NHS number where one is given, else the council's code and its own
identifier. Of the day of birth measures use the month alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.rules.national_return.columns import COLUMNS as NATIONAL

TEXT, DATE, DECIMAL, NUMBER = "VARCHAR", "DATE", "DECIMAL(18,2)", "BIGINT"


@dataclass(frozen=True)
class Column:
    """A column of the event table, and the column of the return that fills it (none where it is derived)."""

    name: str
    header: str = ""
    type: str = TEXT
    list_name: str = ""


_LISTS: Mapping[str, str] = {column.name: column.list_name for column in NATIONAL}


def _column(name: str, header: str = "", type: str = TEXT) -> Column:
    listed = _LISTS.get(header, "")
    return Column(name, header, type, "" if listed == "la_code" else listed)


COLUMNS: tuple[Column, ...] = (
    _column("la_code", "LA Code"),
    _column("period_start", "Reporting Period Start Date", DATE),
    _column("period_end", "Reporting Period End Date", DATE),
    _column("person_id"),
    _column("client_type", "Client Type"),
    _column("event_type", "Event Type"),
    _column("event_start", "Event Start Date", DATE),
    _column("event_end", "Event End Date", DATE),
    _column("event_outcome", "Event Outcome"),
    _column("route_of_access", "Request: Route of Access"),
    _column("assessment_type", "Assessment Type"),
    _column("service_type", "Service Type"),
    _column("service_component", "Service Component"),
    _column("delivery_mechanism", "Delivery Mechanism"),
    _column("date_of_birth", "Date of Birth", DATE),
    _column("date_of_death", "Date of Death", DATE),
    _column("gender", "Gender"),
    _column("ethnicity", "Ethnicity"),
    _column("primary_support_reason", "Primary Support Reason"),
    _column("accommodation_status", "Accommodation Status"),
    _column("employment_status", "Employment Status"),
    _column("client_funding_status", "Client Funding Status"),
    _column("has_unpaid_carer", "Has Unpaid Carer"),
    _column("review_reason", "Review Reason"),
    _column("method_of_assessment", "Method of Assessment"),
    _column("eligible_needs", "Eligible Needs Identified"),
    _column("unit_cost", "Unit Cost", DECIMAL),
    _column("cost_frequency", "Cost Frequency (Unit Type)"),
    _column("planned_units", "Planned units per week", DECIMAL),
    _column("gp_practice_code", "GP Practice Code"),
    _column("postcode_sector"),
    _column("event_reference", "Event Reference"),
    _column("event_description", "Event Description"),
    _column("hours_caring", "Total Hrs Caring per week"),
    _column("linked_1", "Adult 1 Linked Person_ID"),
    _column("linked_2", "Adult 2 Linked Person_ID"),
    _column("linked_3", "Adult 3 Linked Person_ID"),
    _column("row_number", type=NUMBER),
    _column("source_file"),
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
TYPES: Mapping[str, str] = {column.name: column.type for column in COLUMNS}
# What an event has to say before a measure can count it.
NEEDED = ("LA Code", "Client Type", "Event Type", "Event Start Date", "Event End Date", "Date of Birth")
# Columns of other tables that hold what the return's columns are made into.
DERIVED = ("person_id", "postcode_sector")


def key(header: str) -> str:
    """A heading as it is compared: letters and figures alone, whatever the capitals, spaces and signs."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())


_ALIASES = {
    "routeofaccess": "Request: Route of Access",
    "costfrequency": "Cost Frequency (Unit Type)",
    "totalhourscaringperweek": "Total Hrs Caring per week",
    "numberofadultsbeingcaredfor": "No. of adults being cared for",
    "autismspectrumdisorder": "Autism Spectrum Disorder (ASD)",
}
_BY_KEY: Mapping[str, str] = (
    {key(column.name): column.header for column in COLUMNS if column.header}
    | {key(column.name): column.name for column in NATIONAL}
    | {key(name): name for name in DERIVED}
    | _ALIASES
)


def known_as(header: str) -> str:
    """The national heading that is meant (or the name of a derived column), or nothing."""
    return _BY_KEY.get(key(header), "")
