"""The directory in words for those who keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Fact, Row, Tag

from . import pack, presenters
from .models import Count, Organisation, Service
from .presenters.pages import one_cost
from .presenters.saying import ages

MOST_ASKED = 15


def row(service: Service, today: date) -> Row:
    tag, day, note = presenters.STATUS_TAGS[service.status], "", ""
    if service.public:
        day = words.short_date(service.review_on, today) if service.review_on else "Never set"
        note = words.due(service.review_on, today) if service.review_on else "check it"
        if service.review_on is None or service.review_on <= today:
            tag = Tag("To check", "soon")
    return Row(
        day=day or "–",
        day_note=note,
        name=service.name,
        href=reverse("directory:entry", args=[service.pk]),
        why=f"{service.get_kind_display()} · {service.organisation.name}",
        tag=tag,
        kind=f"Kept by {service.kept_by.name}" if service.kept_by else "",
    )


def organisation_row(one: Organisation, *, linked: bool) -> Row:
    return Row(
        day=str(one.entries),
        day_note="entry" if one.entries == 1 else "entries",
        name=one.name,
        href=reverse("directory:organisation", args=[one.pk]) if linked else "",
        why=f"{one.keeper_name or one.keeper_email} keeps it" if one.keeper_email else "Nobody of its own keeps it",
    )


def about(service: Service, *, linked: bool) -> list[Fact]:
    return [
        Fact(
            "Whose it is",
            service.organisation.name,
            href=reverse("directory:organisation", args=[service.organisation_id]) if linked else "",
        ),
        Fact("What it is", service.get_kind_display()),
        Fact("In one sentence", service.summary, wide=True),
        Fact("Who it is for", ". ".join(filter(None, (ages(service), service.eligibility))) or "Everybody"),
        Fact("How to join", service.application_process or "Not said"),
        Fact(
            "Reaches people", ", ".join(presenters.WAYS[way] for way in presenters.ways_of(service)) or "At its places"
        ),
        Fact("Email", service.email or "Not said"),
        Fact("Web page", service.url or "Not said"),
    ]


def keeping(service: Service) -> list[Fact]:
    name, email = service.keeper
    facts = [
        Fact("Kept by", service.kept_by.name if service.kept_by else "Nobody yet"),
        Fact("Keeper there", ", ".join(filter(None, (name, email))) or "Nobody yet"),
        Fact("Last made sure of", words.date(service.assured_on) or "Never"),
        Fact("Due again", words.date(service.review_on) or "Not set"),
        Fact("Last changed", words.moment(service.last_modified)),
    ]
    if service.origin:
        facts.append(Fact("Came from", service.origin))
    if service.withdrawn_because:
        facts.append(Fact("Withdrawn", f"{words.date(service.withdrawn_at)}: {service.withdrawn_because}"))
    return facts


@dataclass(frozen=True)
class Part:
    """A card of the entry's page: its rows, each with where it is changed, and where one is added."""

    key: str
    title: str
    word: str
    rows: list[tuple[str, str]]
    add: str


def parts(service: Service) -> list[Part]:
    said: dict[str, tuple[str, str, list[tuple[int, str]]]] = {
        "times": ("When", "time", [(one.pk, presenters.schedule_words(one)) for one in service.schedules.all()]),
        "places": ("Where", "place", [(one.pk, place_words(one)) for one in service.places.all()]),
        "costs": ("Cost", "cost", [(one.pk, one_cost(one)) for one in service.cost_options.all()]),
        "phones": (
            "Telephone",
            "telephone number",
            [(one.pk, f"{words.telephone(one.number)} {one.description}".strip()) for one in service.phones.all()],
        ),
        "contacts": ("Contacts", "contact", [(one.pk, str(one)) for one in service.contacts.all()]),
        "languages": ("Languages", "language", [(one.pk, one.name) for one in service.languages.all()]),
        "areas": ("Area", "area", [(one.pk, str(one)) for one in service.areas.all()]),
        "documents": ("To bring", "document", [(one.pk, one.document) for one in service.documents.all()]),
    }
    return [
        Part(
            key,
            title,
            word,
            [(text, reverse("directory:part", args=[service.pk, key, pk])) for pk, text in rows],
            reverse("directory:add_part", args=[service.pk, key]),
        )
        for key, (title, word, rows) in said.items()
    ]


def place_words(place: Any) -> str:
    return ", ".join(filter(None, (place.location.name, *(str(one) for one in place.location.addresses.all()[:1]))))


def figures(counts: Iterable[Count], council: pack.Pack, today: date) -> dict[str, Any]:
    by_month: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    asked: dict[str, int] = defaultdict(int)
    nothing: dict[str, int] = defaultdict(int)
    for one in counts:
        by_month[(one.on.year, one.on.month)][one.what] += one.times
        if one.what == Count.What.NEED:
            asked[one.about] += one.times
        elif one.what == Count.What.NOTHING:
            nothing[one.about] += one.times
    shown = (Count.What.HOME, Count.What.SEARCH, Count.What.VIEW, Count.What.LIST, Count.What.SENT)
    return {
        "months": [
            [f"{words.MONTHS[month - 1]} {year}", *(f"{found[what]:,}" for what in shown)]
            for (year, month), found in sorted(by_month.items(), reverse=True)
        ],
        "columns": [{"text": "Month"}, *({"text": what.label, "number": True} for what in shown)],
        "total": ["A year", *(f"{sum(found[what] for found in by_month.values()):,}" for what in shown)],
        "asked": _most(asked, council),
        "nothing": _most(nothing, council),
    }


def _most(counted: dict[str, int], council: pack.Pack) -> list[list[str]]:
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_ASKED]
    return [[council.name_of(code), f"{times:,}"] for code, times in ranked]
