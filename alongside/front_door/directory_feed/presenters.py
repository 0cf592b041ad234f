"""Entries, changes and imports in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.foundation.design import shapes, words
from alongside.foundation.design.shapes import Button, Row, Tag
from alongside.front_door.directory.models import Service
from alongside.front_door.directory.presenters import STATUS_TAGS

from . import keeping
from .models import Change, Import, Reminder
from .reading.entry import Entry

STATES = {
    "waiting": Tag("Not begun", "neutral"), "running": Tag("Being read", "soon"), "done": Tag("Done", "done"),
    "with_problems": Tag("Done, some left out", "soon"), "failed": Tag("Stopped", "late")}


@dataclass(frozen=True)
class Own:
    """One entry as its keeper sees it in their list."""

    name: str
    uid: str
    tag: Tag
    says: str
    waits: bool
    public: bool


def own_entry(service: Service, waits: bool, today: date) -> Own:
    due = service.public and (service.review_on is None or service.review_on <= today)
    if not service.public:
        says = "Nobody sees it yet."
    elif service.review_on is None:
        says = "Nobody has made sure of it yet."
    elif due:
        says = f"It was to be checked by {words.date(service.review_on)}."
    else:
        says = f"Made sure of on {words.date(service.assured_on)}. Next by {words.date(service.review_on)}."
    tag = Tag("Your change waits", "soon") if waits else Tag("Please check", "soon") if due \
        else STATUS_TAGS[service.status]
    return Own(service.name, str(service.uid), tag, says, waits, service.public)


def side_by_side(change: Change, service: Service | None = None) -> list[shapes.Change]:
    """Old and new of each field. With the entry beside it, what it says by now, and whether that has changed since."""
    there = keeping.now(service) if service else {}
    found = []
    for name, was, wanted in change.in_order(keeping.LABELS):
        now = there.get(name, was)
        moved = str(now).strip() != str(was).strip()
        found.append(shapes.Change(
            label=keeping.LABELS[name], before=keeping.in_words(name, now) or "Nothing",
            after=keeping.in_words(name, wanted) or "Nothing",
            note=Tag("Changed since they wrote", "soon") if moved else None))
    return found


def change_row(change: Change, today: date, *, may: bool) -> Row:
    """What one organisation wants changed. Who may not answer it is led to the entry as it stands."""
    what = ", ".join(keeping.LABELS[name].lower() for name, _, _ in change.in_order(keeping.LABELS))
    made = change.made_at.date()
    answer = reverse("directory_feed:change", args=[change.pk])
    return Row(
        day=words.short_date(made, today), day_note="today" if made == today else f"{(today - made).days} days ago",
        name=change.service.name, href=answer if may else reverse("directory:entry", args=[change.service_id]),
        why=" · ".join(filter(None, (change.service.organisation.name, what, "a note" if change.note else ""))),
        button=Button("Read", answer) if may else None)


def stale_row(service: Service, reminders: list[Reminder], waits: bool, today: date, *, may: bool) -> Row:
    """What is due: how long, whom we asked and when."""
    name, address = service.keeper
    last = reminders[0] if reminders else None
    if waits:
        why = "Its keeper has sent a change: read it"
    elif not address:
        why = "Nobody of its organisation keeps it: ring them"
    elif last:
        why = f"{name or address} was written to on {words.short_date(last.sent_on, today)} " \
              f"({words.plural(len(reminders), 'time')})"
    else:
        why = f"{name or address} has not been written to"
    button = None
    if may and waits:
        button = Button("Read", reverse("directory_feed:changes"))
    elif may and address:
        to = reverse("directory_feed:write", args=[service.pk])
        button = Button("Write again" if last else "Write", to, post=True)
    return Row(
        day=words.short_date(service.review_on, today) if service.review_on else "Never set",
        day_note=words.due(service.review_on, today) if service.review_on else "check it",
        late=service.review_on is not None and (today - service.review_on).days > 30, name=service.name,
        href=reverse("directory:entry", args=[service.pk]), why=f"{service.organisation.name} · {why}",
        kind=f"Kept by {service.kept_by.name}" if service.kept_by else "", button=button)


def import_row(one: Import, today: date) -> Row:
    at = one.begun_at or one.asked_at
    who = one.by.name if one.by else "The command line"
    return Row(day=words.short_date(at.date(), today), name=one.origin, day_note=f"{one.get_kind_display()}",
               href=reverse("directory_feed:import", args=[one.pk]), why=f"{one.source} · {who}",
               tag=STATES[one.state], kind=counted(one) if one.finished_at else "")


def counted(one: Import) -> str:
    return f"{one.added:,} new, {one.changed:,} changed, {one.refused:,} left out"


def figures(one: Import) -> list[shapes.Fact]:
    return [
        shapes.Fact("Rows read", f"{one.read:,}" + (f" of {one.rows:,}" if one.rows else "")),
        shapes.Fact("New entries", f"{one.added:,}"), shapes.Fact("Changed", f"{one.changed:,}"),
        shapes.Fact("As they were", f"{one.unchanged:,}"), shapes.Fact("Left out", f"{one.refused:,}"),
        shapes.Fact("Not named any more", f"{one.missing:,}",
                    note="They stay. Look whether they are still there." if one.missing else ""),
    ]


def previewed(entry: Entry) -> list[Any]:
    """A row of the preview, as we would read it."""
    place = entry.places[0] if entry.places else None
    address = place.addresses[0] if place and place.addresses else {}
    timing = (entry.parts.get("schedules") or [{}])[0]
    hours = "–".join(f"{timing[name]:%H:%M}" for name in ("opens_at", "closes_at") if name in timing)
    cost = (entry.parts.get("cost_options") or [{}])[0].get("amount")
    phone = (entry.parts.get("phones") or [{}])[0].get("number", "")
    return [entry.service["name"], entry.organisation["name"],
            " ".join(filter(None, (keeping.in_words("days", timing.get("byday", "")), hours))) or "–",
            ", ".join(filter(None, (place.location.get("name") if place else "", address.get("postal_code")))) or "–",
            "–" if cost is None else f"£{cost:.2f}", phone or entry.service.get("email", "–")]
