"""The fifty columns of the client level data return, in order, with when each applies and when it must be filled.

The rules are those of Release 1, the only ones public; no public source proves that Release 2 has the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from alongside.rules.national_return.when import Aged, Always, Filled, Is, Never, Says, When

SOURCE = "DHSC ASC-CLD-LA-Dashboard 39b8cfe, the data quality procedure (Release 1)"
CONFIDENCE = "confirmed for Release 1; not public for Release 2"

SUBMISSION = "Submission information"
PERSON = "Person details"
EVENTS = "Events (all)"
REQUESTS = "Events (requests only)"
ASSESSMENTS = "Events (assessments only)"
SERVICES = "Events (services only)"
REVIEWS = "Events (reviews only)"
CARERS = "Carers and linked service users"
COSTS = "Costs (services only)"


def _is(words: str, column: str, list_name: str, *codes: str) -> When:
    return Is(words, column, list_name, codes)


ALWAYS = Always("always")
NEVER = Never("never")

SERVICE_USER = _is("the client is a service user", "Client Type", "client_type", "service_user")
BY_ASSOCIATION = _is(
    "the client is a carer known by association", "Client Type", "client_type", "carer_known_by_association"
)
A_CARER = _is("the client is a carer", "Client Type", "client_type", "unpaid_carer", "carer_known_by_association")
WITH_EVENT = replace(~BY_ASSOCIATION, words="the row has an event (not a carer known by association)")

REQUEST = _is("the event is a request", "Event Type", "event_type", "request")
ASSESSMENT = _is("the event is an assessment", "Event Type", "event_type", "assessment")
SERVICE = _is("the event is a service", "Event Type", "event_type", "service")
REVIEW = _is("the event is a review", "Event Type", "event_type", "review")
FINANCIAL = _is("it is a financial assessment", "Assessment Type", "assessment_type", "financial")
PLANNED_REVIEW = _is("the review was planned", "Review Reason", "review_reason", "planned")
DIED = Filled("a date of death is given", "Date of Death")

AGED_18_TO_64 = Aged("the person is 18 to 64 at the end of the period", 18, 64)
LEARNING_DISABILITY = _is(
    "the primary support reason is learning disability",
    "Primary Support Reason",
    "primary_support_reason",
    "learning_disability",
)

COMMISSIONED = Says(
    "the support is commissioned by the council", "Delivery Mechanism", holding=("cassr commissioned support",)
)
LONG_TERM_SERVICE = Says("the service is long term", "Service Type", begins=("long term",))
CARER_SERVICE = Says(
    "the service is carer support", "Service Type", begins=("carer support", "unpaid carer support")
)
BED_OR_RESPITE = Says(
    "the component is a short-term bed or respite for a carer",
    "Service Component",
    exactly=("short term residential care", "short term nursing care", "carer respite", "unpaid carer respite"),
)
COSTED = SERVICE & ~COMMISSIONED & (LONG_TERM_SERVICE | BED_OR_RESPITE | CARER_SERVICE)


@dataclass(frozen=True)
class Column:
    """One column: what may stand in it, when it applies, and when it must be filled."""

    order: int
    name: str
    module: str
    kind: str
    applicable: When = ALWAYS
    mandatory: When = NEVER
    list_name: str = ""
    source: str = SOURCE
    confidence: str = CONFIDENCE

    @property
    def sql_name(self) -> str:
        """The name as the national database has it."""
        words = "".join(letter if letter.isalnum() else " " for letter in self.name.replace(".", ""))
        return "_".join(words.split())


NOT_IN_RULES = "not in the public rules"

_TABLE: tuple[tuple[str, str, str, When, When], ...] = (
    # name, module, kind (or the list it is chosen from), applies when, must be filled when
    ("LA Code", SUBMISSION, "list: la_code", ALWAYS, ALWAYS),
    ("Reporting Period Start Date", SUBMISSION, "date", ALWAYS, ALWAYS),
    ("Reporting Period End Date", SUBMISSION, "date", ALWAYS, ALWAYS),
    ("NHS Number", PERSON, "nhs_number", ALWAYS, ALWAYS),
    ("LA Person Unique Identifier", PERSON, "text", ALWAYS, ALWAYS),
    ("First Name", PERSON, "text", ALWAYS, NEVER),
    ("Last Name", PERSON, "text", ALWAYS, NEVER),
    ("GP Practice Name", PERSON, "text", ALWAYS, NEVER),
    ("GP Practice Code", PERSON, "gp_practice_code", ALWAYS, NEVER),
    ("Gender", PERSON, "list: gender", ALWAYS, ALWAYS),
    ("Ethnicity", PERSON, "list: ethnicity", ALWAYS, ALWAYS),
    ("Date of Birth", PERSON, "date", ALWAYS, ALWAYS),
    ("Date of Death", PERSON, "date", ALWAYS, NEVER),
    ("Client Type", PERSON, "list: client_type", ALWAYS, ALWAYS),
    ("Primary Support Reason", PERSON, "list: primary_support_reason", ALWAYS, ~REQUEST),
    ("Postcode", PERSON, "postcode", ALWAYS, ALWAYS),
    ("Accommodation Status", PERSON, "list: accommodation_status", ALWAYS, ALWAYS),
    (
        "Employment Status",
        PERSON,
        "list: employment_status",
        ALWAYS,
        SERVICE_USER & AGED_18_TO_64 & LEARNING_DISABILITY,
    ),
    ("Has Unpaid Carer", PERSON, "list: has_unpaid_carer", ALWAYS, ALWAYS),
    ("Autism Spectrum Disorder (ASD)", PERSON, "list: autism", SERVICE_USER, NEVER),
    ("Visual Impairment", PERSON, "list: visual_impairment", SERVICE_USER, NEVER),
    ("Hearing Impairment", PERSON, "list: hearing_impairment", SERVICE_USER, NEVER),
    ("Dementia", PERSON, "list: dementia", SERVICE_USER, NEVER),
    (
        "Client Funding Status",
        PERSON,
        "list: client_funding_status",
        SERVICE_USER,
        SERVICE_USER & (SERVICE | REVIEW | (ASSESSMENT & FINANCIAL)),
    ),
    ("Event Type", EVENTS, "list: event_type", WITH_EVENT, WITH_EVENT),
    ("Event Reference", EVENTS, "text", WITH_EVENT, NEVER),
    ("Event Start Date", EVENTS, "date", WITH_EVENT, WITH_EVENT),
    ("Event End Date", EVENTS, "date", WITH_EVENT, (WITH_EVENT & ~SERVICE) | DIED),
    ("Event Description", EVENTS, "text", WITH_EVENT, NEVER),
    ("Event Outcome", EVENTS, "list: event_outcome", WITH_EVENT, WITH_EVENT & ~FINANCIAL),
    ("Request: Route of Access", REQUESTS, "list: route_of_access", WITH_EVENT & REQUEST, WITH_EVENT & REQUEST),
    ("Assessment Type", ASSESSMENTS, "list: assessment_type", WITH_EVENT & ASSESSMENT, WITH_EVENT & ASSESSMENT),
    ("Eligible Needs Identified", ASSESSMENTS, "list: eligible_needs", WITH_EVENT & ASSESSMENT, NEVER),
    (
        "Method of Assessment",
        ASSESSMENTS,
        "list: method_of_assessment",
        WITH_EVENT & ASSESSMENT,
        WITH_EVENT & ASSESSMENT & ~FINANCIAL,
    ),
    ("Total Hrs Caring per week", CARERS, "list: hours_caring", A_CARER, NEVER),
    ("No. of adults being cared for", CARERS, "whole_number", A_CARER, NEVER),
    ("Adult 1 Linked Person_ID", CARERS, "text", A_CARER, NEVER),
    ("Adult 2 Linked Person_ID", CARERS, "text", A_CARER, NEVER),
    ("Adult 3 Linked Person_ID", CARERS, "text", A_CARER, NEVER),
    ("Service Type", SERVICES, "list: service_type", WITH_EVENT & SERVICE, WITH_EVENT & SERVICE),
    ("Service Component", SERVICES, "list: service_component", WITH_EVENT & SERVICE, WITH_EVENT & SERVICE),
    ("Delivery Mechanism", SERVICES, "list: delivery_mechanism", WITH_EVENT & SERVICE, NEVER),
    ("Provider CQC Location Name", SERVICES, "text", WITH_EVENT & SERVICE, NEVER),
    ("Provider CQC Location ID", SERVICES, "cqc_location", WITH_EVENT & SERVICE, NEVER),
    ("Review Reason", REVIEWS, "list: review_reason", WITH_EVENT & REVIEW, WITH_EVENT & REVIEW),
    (
        "Review Outcomes Achieved",
        REVIEWS,
        "list: review_outcomes_achieved",
        WITH_EVENT & REVIEW,
        WITH_EVENT & REVIEW & PLANNED_REVIEW,
    ),
    ("Method of Review", REVIEWS, "list: method_of_review", WITH_EVENT & REVIEW, WITH_EVENT & REVIEW),
    ("Unit Cost", COSTS, "money", WITH_EVENT & SERVICE, COSTED),
    ("Cost Frequency (Unit Type)", COSTS, "list: cost_frequency", WITH_EVENT & SERVICE, COSTED),
    ("Planned units per week", COSTS, "money", WITH_EVENT & SERVICE, COSTED),
)

_UNCHECKED_NATIONALLY = ("First Name", "Last Name")


def _column(order: int, name: str, module: str, kind: str, applicable: When, mandatory: When) -> Column:
    list_name = kind.removeprefix("list: ") if kind.startswith("list: ") else ""
    confidence = NOT_IN_RULES if name in _UNCHECKED_NATIONALLY else CONFIDENCE
    return Column(
        order,
        name,
        module,
        "list" if list_name else kind,
        applicable,
        mandatory,
        list_name,
        confidence=confidence,
    )


COLUMNS: tuple[Column, ...] = tuple(_column(order, *entry) for order, entry in enumerate(_TABLE, start=1))
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
# Free words: neither a value of a list nor a number, a day or a postcode.
WORDS: frozenset[str] = frozenset(column.name for column in COLUMNS if column.kind == "text")
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS} | {
    column.sql_name: column for column in COLUMNS
}


def column(name: str) -> Column:
    """A column by its header or by its name in the national database."""
    return BY_NAME[name]


def row_of(values: Mapping[str, object]) -> Mapping[str, object]:
    """The values under the published headers, whichever of the two namings they came with."""
    return {BY_NAME[name].name if name in BY_NAME else name: value for name, value in values.items()}
