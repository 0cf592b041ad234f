"""The timeline in words, with how many there are of each kind. Built from the record: nobody types it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Happening, Tag
from alongside.foundation.events.models import Category, Event

ON_THE_PERSON_PAGE = 7
ON_A_PAGE = 40
_KINDS = {Category.DECISION: "decision", Category.SAFEGUARDING: "decision", Category.SAFETY: "late"}
_MARKED = {Category.MONEY: "money", Category.SAFETY: "safety"}
_ONE = {"decision": "Decision", "details": "Details"}


def happening(event: Event) -> Happening:
    category = Category(event.category)
    return Happening(
        day=words.short_date(event.happened_at), title=event.title,
        words=" · ".join(part for part in (event.detail, event.by.name if event.by else "") if part),
        tag=Tag(_ONE.get(category.value, str(category.label)), _KINDS.get(category, "neutral")), href=event.url,
        marked=_MARKED.get(category, ""),
    )


@prepared
def _counts(subject: int, held: list[str]) -> QuerySet:
    return (
        Event.objects.filter(subject=subject).readable_with(held).values("category")
        .annotate(all=Count("pk"), telling=Count("pk", filter=Q(significant=True)))
    )


@prepared
def _latest(subject: int, held: list[str]) -> QuerySet[Event]:
    events = Event.objects.filter(subject=subject).readable_with(held)
    return events.newest_first().select_related("by")[:ON_THE_PERSON_PAGE]


def counts(subject: Any, user: Any) -> dict[str, int]:
    """How many events of each kind this user may read, and how many are significant, in one query."""
    rows = _counts(subject=subject.pk, held=sorted(user.permissions_held))
    found = {row["category"]: row["all"] for row in rows}
    return {**found, "": sum(found.values()), "significant": sum(row["telling"] for row in rows)}


def chips(subject: Any, number: dict[str, int], kind: str, address: str) -> list[dict[str, Any]]:
    kinds = [("", "All"), *((c.value, str(c.label)) for c in Category), ("significant", "Significant")]
    return [
        {"text": text, "count": number.get(key, 0), "href": f"{address}?kind={key}" if key else address,
         "current": key == kind}
        for key, text in kinds if number.get(key) or key in ("", kind)
    ]


def events_of(subject: Any, user: Any, kind: str = "") -> Any:
    events = Event.objects.filter(subject=subject).readable_by(user).newest_first().select_related("by")
    if kind == "significant":
        return events.significant()
    return events.filter(category=kind) if kind in Category.values else events


def card_of(subject: Any, user: Any) -> dict[str, Any] | None:
    """The timeline's card: the latest few, chips that lead to each kind, how many in all."""
    number = counts(subject, user)
    address = reverse("desk:timeline", args=[subject.pk])
    latest = _latest(subject=subject.pk, held=sorted(user.permissions_held))
    return {
        "items": [happening(event) for event in latest], "kinds": chips(subject, number, "", address),
        "all": {"text": f"All {words.plural(number[''], 'event')}", "href": address},
    }


def page_of(subject: Any, user: Any, kind: str, number: str | None) -> dict[str, Any]:
    kind = kind if kind in (*Category.values, "significant") else ""
    page = Paginator(events_of(subject, user, kind), ON_A_PAGE).get_page(number)
    address = reverse("desk:timeline", args=[subject.pk])
    return {
        "page": page, "items": [happening(event) for event in page],
        "kinds": chips(subject, counts(subject, user), kind, address), "query": f"kind={kind}" if kind else "",
    }
