"""Work with a person, and the wait for it, in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from alongside.foundation import codelists
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Row, Tag
from alongside.rules import registry, waiting_list

from . import policy, workload
from .models import Involvement, Transfer

RISK_KINDS = {"immediate": "late", "high": "soon", "medium": "neutral", "low": "neutral"}
NEXT_WORDS = {
    "judge_risk": "Judge the risk",
    "get_in_touch": "Get in touch",
    "waiting_well": "Kept in touch with",
    "cannot_decide_yet": "Cannot say yet",
}


def risk_tag(row: Involvement) -> Tag:
    if not row.risk:
        return Tag("Risk not judged yet", "soon")
    return Tag(f"{codelists.label('risk_level', row.risk)} risk", RISK_KINDS[row.risk])


def state_tag(row: Involvement, today: date) -> Tag:
    match row.state:
        case "waiting":
            return Tag(f"Waiting {words.plural((today - row.asked_on).days, 'day')}", "soon")
        case "to_accept":
            return Tag("To be accepted", "soon")
        case "working":
            return Tag(row.get_role_display(), "work")
        case _:
            return Tag("Closed")


def next_for(row: Involvement, today: date) -> str:
    """What the council's rule asks for this wait; the row carries `last_touch_on`."""
    days = policy.waiting_days(row.risk, today) if row.risk else None
    facts: dict[str, Any] = {
        "asked_on": row.asked_on.isoformat(), "risk": row.risk or None,
        "looked_at_on": row.looked_at_on.isoformat() if row.looked_at_on else None,
        "last_touch_on": row.last_touch_on.isoformat() if row.last_touch_on else None,
        "look_again_after_days": days.look_again_after_days if days else None,
        "keep_in_touch_every_days": days.keep_in_touch_every_days if days else None,
    }
    return NEXT_WORDS[registry.decide(waiting_list.NAME, facts, today).outcome]


def waiting_row(row: Involvement, today: date, *, may_allocate: bool) -> Row:
    """One line of the waiting list: how long, who, why, the risk, who keeps in touch and when last."""
    waited = (today - row.asked_on).days
    next_step = next_for(row, today)
    keeper = row.keeps_in_touch.name if row.keeps_in_touch else "Nobody"
    last = row.last_touch_on
    touched = "not in touch yet" if last == row.asked_on else f"last {words.short_date(last, today)}"
    every = f", every {words.plural(row.keep_in_touch_days, 'day')}" if row.keep_in_touch_days else ""
    verb = ("Allocate", "involvements:allocate") if may_allocate else ("Open", "involvements:wait")
    return Row(
        day=words.plural(waited, "day"), day_note=f"since {words.short_date(row.asked_on, today)}",
        name=row.subject.display_name, href=reverse("involvements:wait", args=[row.pk]),
        why=f"{row.reason} · {row.team.name} · {next_step.lower()}",
        tag=risk_tag(row), late=row.risk == "immediate" or next_step == NEXT_WORDS["judge_risk"],
        keeper=keeper, keeper_note=f"{touched}{every}",
        button=Button(verb[0], reverse(verb[1], args=[row.pk])),
    )


def line(row: Involvement) -> dict[str, Any]:
    """One who works with a person, as the card on their page shows them."""
    who = row.worker.name if row.worker else row.team.name
    job = f"{row.worker.job_title}, " if row.worker and row.worker.job_title else ""
    since = f", since {row.started_on:%b %Y}" if row.started_on else ", asked"
    note = f"{job}{row.team.name}{since}" if row.worker else f"Asked on {words.date(row.asked_on)}"
    ring = words.telephone(row.worker.telephone) if row.worker and row.worker.telephone else ""
    return {"name": who, "note": f"{note} · {ring}" if ring else note,
            "end": row.get_role_display() if row.state == "working" else state_tag(row, row.asked_on).text
            if row.state == "to_accept" else "Waiting"}


def load_words(load: workload.Load) -> str:
    room = f"room for {load.room}" if load.room > 0 else "full" if load.room == 0 else f"{-load.room} over the limit"
    offered = f", {load.to_accept} to accept" if load.to_accept else ""
    return f"{words.plural(load.people, 'person', 'people')}{offered}, limit {load.limit}: {room}"


def transfer_words(transfer: Transfer) -> str:
    to = transfer.to_worker.name if transfer.to_worker else transfer.to_team.name
    return f"Handed to {to} by {transfer.handed_by.name} on {words.date(transfer.handed_at)}"


def look_again_words(row: Involvement, today: date) -> str:
    if not row.look_again_on:
        return "Nobody has judged the risk yet."
    late = today > row.look_again_on
    return f"{'Was to be' if late else 'To be'} looked at again by {words.date(row.look_again_on)}."


def soonest_touch(row: Involvement) -> date | None:
    """By when somebody is in touch again; None until the council's days are known for this wait."""
    if not row.keep_in_touch_days:
        return None
    return row.last_touch_on + timedelta(days=row.keep_in_touch_days)
