"""People over the API: search, one person, what happened to them."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Schema
from pydantic import Field

from alongside.foundation.api import About, Coded, Listed, Pages, answers, coded, listed, local, name_of, room_router
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.events.models import Category, Event
from alongside.foundation.permissions import needs

from . import selectors
from .opening import open_person
from .search.find import find

router = room_router("people")
MOST_FOUND = 50


class Found(Schema):
    id: int
    name: str
    known_as: str
    date_of_birth: date | None
    date_of_birth_estimated: bool
    address: str
    nhs_number_ends: str = Field(description="the last four figures")
    died_on: date | None
    url: str


class Search(Schema):
    items: list[Found]
    more: bool = Field(description="there are others: ask for more precisely")
    restricted: bool = Field(description="a restricted record matches; only said to those who may know")


@router.get("", response=answers(Search), summary="Search for people, as the one box does")
@needs("people.search")
def search(
    request: HttpRequest, q: str = Query(..., max_length=200), most: int = Query(20, ge=1, le=MOST_FOUND)
) -> Any:
    found = find(q.strip(), request.user, most=most)
    looked_at_list(request, [hit.subject_id for hit in found.hits], "search results", detail=q)
    return {
        "more": found.more, "restricted": found.restricted,
        "items": [{
            "id": hit.subject_id, "name": hit.name, "known_as": hit.known_as, "date_of_birth": hit.born,
            "date_of_birth_estimated": hit.born_estimated, "died_on": hit.died_on,
            "address": ", ".join(part for part in (hit.address, hit.postcode) if part),
            "nhs_number_ends": hit.nhs_number[-4:], "url": reverse("desk:person", args=[hit.subject_id]),
        } for hit in found.hits],
    }


class AddressNow(Schema):
    kind: Coded | None
    lines: list[str]
    postcode: str


class ContactNow(Schema):
    kind: Coded | None
    value: str
    preferred: bool
    no_texts: bool


class NeedNow(Schema):
    need: Coded | None
    detail: str


class One(Schema):
    id: int = Field(description="of the record it was joined to, where it was joined to another")
    name: str
    known_as: str
    date_of_birth: date | None
    date_of_birth_estimated: bool
    died_on: date | None
    nhs_number: str
    gender: Coded | None
    pronouns: str
    ethnicity: Coded | None
    first_language: Coded | None
    interpreter: Coded | None
    addresses: list[AddressNow]
    contacts: list[ContactNow]
    communication: list[NeedNow]
    restricted: bool
    url: str


@router.get("/{int:subject_id}", response=answers(One), summary="One person, as they are now")
@needs("people.see")
def one(request: HttpRequest, subject_id: About) -> Any:
    person: Any = selectors.for_frame(open_person(request, subject_id, "person").pk)
    name = person.now_names[0] if person.now_names else {}
    return {
        "id": person.pk, "name": person.name, "known_as": name.get("known_as", ""),
        "date_of_birth": person.date_of_birth, "date_of_birth_estimated": person.date_of_birth_estimated,
        "died_on": person.date_of_death, "nhs_number": person.now_nhs[0] if person.now_nhs else "",
        "gender": coded("gender", person.gender), "pronouns": person.pronouns,
        "ethnicity": coded("ethnicity", person.ethnicity), "first_language": coded("language", person.first_language),
        "interpreter": coded("interpreter_kind", person.interpreter),
        "addresses": [{
            "kind": coded("address_kind", row["kind"]), "postcode": row["postcode"],
            "lines": [line for line in (row["line_1"], row["line_2"], row["town"]) if line],
        } for row in person.now_addresses],
        "contacts": [{**row, "kind": coded("contact_detail_kind", row["kind"])} for row in person.now_contacts],
        "communication": [{**row, "need": coded("communication_need", row["need"])} for row in person.now_needs],
        "restricted": person.subject.restricted, "url": reverse("desk:person", args=[person.pk]),
    }


class Happened(Schema):
    id: int
    kind: str
    category: Coded
    title: str
    detail: str
    happened_at: datetime
    recorded_at: datetime
    by: str | None
    significant: bool
    url: str


@router.get("/{int:subject_id}/events", response=answers(Listed[Happened]), summary="What happened, newest first")
@needs("people.see")
def events(request: HttpRequest, subject_id: About, paging: Pages, category: Category | None = None,
           significant: bool = False) -> Any:
    person = open_person(request, subject_id, "timeline")
    rows = Event.objects.filter(subject=person.subject).readable_by(request.user).newest_first().select_related("by")
    if category:
        rows = rows.filter(category=category)
    if significant:
        rows = rows.significant()
    return listed(rows, paging, lambda event: {
        "id": event.pk, "kind": event.kind, "title": event.title, "detail": event.detail,
        "category": {"code": event.category, "words": event.get_category_display()},
        "happened_at": local(event.happened_at), "recorded_at": local(event.recorded_at), "by": name_of(event.by),
        "significant": event.significant, "url": event.url,
    })
