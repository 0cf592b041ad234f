"""An event with its person as one row of the return: fifty columns, in the words of the release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import Q

from alongside.foundation.subjects.models import Subject
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Address, GPPractice, Identifier, Name, Person
from alongside.people.relationships.models import UnpaidCare
from alongside.rules.national_return.columns import NAMES
from alongside.rules.national_return.lists import national_list
from alongside.rules.national_return.row import Period
from alongside.rules.national_return.wording import PUBLIC, Wording

from .event import BY_ASSOCIATION, CARER, Event
from .events import in_the_file

RELEASE = 2
DAY = "%d/%m/%Y"
LINKED = 3  # the return has room for this many adults cared for
# The kinds of fact that are columns, with the list of each.
FACTS = {
    "Primary Support Reason": ("primary_support_reason", "primary_support_reason"),
    "Accommodation Status": ("accommodation", "accommodation_status"),
    "Employment Status": ("employment", "employment_status"),
    "Has Unpaid Carer": ("has_unpaid_carer", "has_unpaid_carer"),
}
FACTS_OF_ADULTS = {
    "Autism Spectrum Disorder (ASD)": ("autism", "autism"),
    "Visual Impairment": ("sight", "visual_impairment"),
    "Hearing Impairment": ("hearing", "hearing_impairment"),
    "Dementia": ("dementia", "dementia"),
    "Client Funding Status": ("client_funding", "client_funding_status"),
}
# At a request the return takes "not known" for an answer, and an unanswered question is not known. Later it is a fault
# to have never asked, and is left blank, so that the work list says so.
NOT_KNOWN = {"accommodation_status": "unknown", "has_unpaid_carer": "unknown", "client_funding_status": "unknown"}
OF_EVENTS = {
    "Request: Route of Access": "route_of_access",
    "Assessment Type": "assessment_type",
    "Eligible Needs Identified": "eligible_needs",
    "Method of Assessment": "method_of_assessment",
    "Service Type": "service_type",
    "Service Component": "service_component",
    "Delivery Mechanism": "delivery_mechanism",
    "Cost Frequency (Unit Type)": "cost_frequency",
    "Review Reason": "review_reason",
    "Review Outcomes Achieved": "review_outcomes_achieved",
    "Method of Review": "method_of_review",
}


@dataclass
class People:
    """What is known of the people of one batch, fetched together."""

    subjects: dict[int, Subject] = field(default_factory=dict)
    persons: dict[int, Person] = field(default_factory=dict)
    names: dict[int, Name] = field(default_factory=dict)
    nhs: dict[int, str] = field(default_factory=dict)
    addresses: dict[int, list[Address]] = field(default_factory=lambda: defaultdict(list))
    practices: dict[int, GPPractice] = field(default_factory=dict)
    facts: dict[tuple[int, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    cared_for: dict[int, list[UnpaidCare]] = field(default_factory=lambda: defaultdict(list))
    # Of those cared for, who has a row of their own in the file.
    in_the_file: set[int] = field(default_factory=set)


def people_of(events: Collection[Event], period: Period) -> People:
    ids = sorted({event.subject_id for event in events})
    found = People(
        subjects=Subject.objects.in_bulk(ids),
        persons=Person.objects.in_bulk(ids),
        names={name.subject_id: name for name in Name.objects.legal().filter(subject__in=ids, ends_on=None)},
        nhs=dict(
            Identifier.objects.filter(subject__in=ids, kind="nhs_number", in_use=True).values_list(
                "subject_id", "value"
            )
        ),
        practices={one.subject_id: one for one in GPPractice.objects.filter(subject__in=ids, ends_on=None)},
    )
    for address in (
        Address.objects.filter(subject__in=ids)
        .exclude(kind__in=("correspondence", "hospital", "temporary"))
        .order_by("starts_on", "pk")
    ):
        found.addresses[address.subject_id].append(address)
    kinds = [kind for kind, _ in (*FACTS.values(), *FACTS_OF_ADULTS.values())]
    for fact in Fact.objects.filter(subject__in=ids, kind__in=kinds).order_by("since", "pk"):
        found.facts[fact.subject_id, fact.kind].append(fact)
    carers = [event.subject_id for event in events if event.client_type == CARER]
    now = UnpaidCare.objects.filter(relationship__other__in=carers, starts_on__lte=period.end).filter(
        Q(ended_on=None) | Q(ended_on__gte=period.start)
    )
    for care in now.select_related("relationship").order_by("pk"):
        found.cared_for[care.relationship.other_id].append(care)
    cared_for = {one.subject_id for care in found.cared_for.values() for one in care}
    found.in_the_file = in_the_file(period, cared_for.union(*(event.cared_for for event in events)))
    return found


def row(
    event: Event, people: People, period: Period, la_code: str, wording: Wording = PUBLIC
) -> dict[str, str]:
    """The row as it is written; every column is there, a blank one empty."""

    def words(list_name: str, code: str) -> str:
        """The release's value for a code of ours. One the release no longer has is left blank, and so reported."""
        return wording.value(list_name, code, RELEASE) if code else ""

    at = event.ends_on or period.end
    subject = people.subjects[event.subject_id]
    person, name = people.persons.get(subject.pk), people.names.get(subject.pk)
    died = subject.died_on if subject.died_on and subject.died_on <= period.end else None
    values = dict.fromkeys(NAMES, "")
    values |= {
        "LA Code": la_code,
        "Reporting Period Start Date": day(period.start),
        "Reporting Period End Date": day(period.end),
        "NHS Number": people.nhs.get(subject.pk, ""),
        "LA Person Unique Identifier": str(subject.pk),
        "Date of Death": day(died),
        "Client Type": words("client_type", event.client_type),
        "Postcode": _postcode(people.addresses.get(subject.pk, []), at),
    }
    if name:
        values |= {"First Name": name.given, "Last Name": name.family}
    if practice := people.practices.get(subject.pk):
        values |= {"GP Practice Name": practice.name, "GP Practice Code": practice.code}
    if person:
        values |= {
            "Gender": words("gender", person.gender if is_code("gender", person.gender) else "unknown"),
            "Ethnicity": words("ethnicity", person.ethnicity or "not_known"),
            "Date of Birth": day(person.date_of_birth),
        }
    facts = FACTS if event.client_type in (CARER, BY_ASSOCIATION) else FACTS | FACTS_OF_ADULTS
    not_asked = NOT_KNOWN if event.kind in ("request", "") else {}
    for column, (kind, list_name) in facts.items():
        values[column] = words(
            list_name, _fact(people.facts.get((subject.pk, kind), []), at) or not_asked.get(list_name, "")
        )
    if event.kind:
        values |= {
            "Event Type": words("event_type", event.kind),
            "Event Reference": event.reference,
            "Event Start Date": day(event.starts_on),
            "Event End Date": day(event.ends_on),
            "Event Description": event.description,
            "Event Outcome": words("event_outcome", event.outcome),
        }
        for column, list_name in OF_EVENTS.items():
            values[column] = words(list_name, event.values.get(list_name, ""))
        if event.unit_cost is not None:
            values |= {"Unit Cost": str(event.unit_cost), "Planned units per week": str(event.planned_units)}
    elif died:
        values["Event End Date"] = day(died)  # the return asks for an end wherever a death is given
    if event.client_type in (CARER, BY_ASSOCIATION):
        values |= _caring(event, people, words)
    return values


def _caring(event: Event, people: People, words: Callable[[str, str], str]) -> dict[str, str]:
    """Linked are only those who are in the file themselves, as the return asks; all who are cared for are counted."""
    care = people.cared_for.get(event.subject_id, [])
    linked = list(dict.fromkeys([*event.cared_for, *(one.subject_id for one in care)]))
    hours = event.hours or (care[0].hours if care else "")
    named = [subject for subject in linked if subject in people.in_the_file][:LINKED]
    return {
        "Total Hrs Caring per week": words("hours_caring", hours),
        # Somebody cared for may have no record here, and is one adult all the same.
        "No. of adults being cared for": str(len(linked) or 1),
        **{f"Adult {number} Linked Person_ID": str(subject) for number, subject in enumerate(named, 1)},
    }


def _fact(facts: list[Fact], at: date) -> str:
    """What was so on that day; where it was first written down later, what was written then."""
    standing = [fact for fact in facts if fact.since <= at and (fact.until is None or fact.until > at)]
    if standing:
        return standing[-1].code
    later = [fact for fact in facts if fact.since > at]
    return later[0].code if later else ""


def _postcode(addresses: list[Address], at: date) -> str:
    """Where they lived on that day, else the nearest that is known."""
    there = [
        one
        for one in addresses
        if (one.starts_on is None or one.starts_on <= at) and (one.ends_on is None or one.ends_on > at)
    ]
    chosen = there or addresses[-1:]
    return chosen[-1].postcode if chosen else ""


def day(value: date | None) -> str:
    return value.strftime(DAY) if value else ""


@cache
def _codes(list_name: str) -> frozenset[str]:
    return frozenset(entry.code for entry in national_list(list_name))


def is_code(list_name: str, code: str) -> bool:
    return code in _codes(list_name)
