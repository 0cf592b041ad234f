"""Reading a timeline: one person, what this user may read, by category, the significant only, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from alongside.foundation.accounts.models import User
from alongside.foundation.design.shapes import Happening
from alongside.foundation.subjects.models import Subject

from .models import Category, Event
from .presenters import happening

ON_A_PAGE = 30


@dataclass(frozen=True)
class Filter:
    """One way to look at it: "Safety 4"."""

    text: str
    count: int
    current: bool
    href: str


@dataclass(frozen=True)
class Timeline:
    happenings: list[Happening]
    filters: list[Filter]
    page: Page
    significant_only: bool
    query: str  # what the links to other pages keep


def timeline(
    *, subject: Subject, user: User, category: str = "", significant: bool = False, page: int | str = 1,
    on_a_page: int = ON_A_PAGE,
) -> Timeline:
    """A page of what happened, newest first, in two queries: the counts of every filter, and the lines."""
    readable = Event.objects.filter(subject=subject).readable_by(user)
    counts = readable.aggregate(
        all=Count("pk"), significant=Count("pk", filter=Q(significant=True)),
        **{key: Count("pk", filter=Q(category=key)) for key in Category.values},
    )
    if category not in Category.values:
        category = ""
    shown = readable.newest_first().select_related("by")
    shown = shown.filter(category=category) if category else shown
    shown = shown.significant() if significant else shown
    paginator = Paginator(shown, on_a_page)
    if not (category and significant):  # else the paginator has to count that pair itself
        paginator.count = counts[category or ("significant" if significant else "all")]
    this = paginator.get_page(page)
    query = QueryDict(mutable=True)
    if category:
        query["category"] = category
    if significant:
        query["significant"] = "1"
    return Timeline(
        happenings=[happening(event) for event in this.object_list], page=this, significant_only=significant,
        filters=_filters(counts, category, significant), query=query.urlencode(),
    )


def latest(*, subject: Subject, user: User, limit: int = 6) -> list[Happening]:
    """The last few lines, for the person's overview."""
    shown = Event.objects.filter(subject=subject).readable_by(user).newest_first().select_related("by")[:limit]
    return [happening(event) for event in shown]


def chronology(*, subject: Subject, user: User) -> list[Happening]:
    """The significant events, oldest first, as a chronology is read in court and at a panel."""
    shown = Event.objects.filter(subject=subject).readable_by(user).significant().select_related("by")
    return [happening(event) for event in shown.order_by("happened_at", "pk")]


def _filters(counts: dict[str, int], category: str, significant: bool) -> list[Filter]:
    """All, the significant, then the categories in which something happened."""
    filters = [
        Filter("All", counts["all"], not category and not significant, "?"),
        Filter("Significant", counts["significant"], significant and not category, "?significant=1"),
    ]
    return filters + [
        Filter(str(label), counts[key], category == key, f"?category={key}")
        for key, label in Category.choices if counts[key] or category == key
    ]
