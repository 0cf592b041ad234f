"""Time with a link worker, in words and as lines over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, Row, Tag

from . import measure
from .models import Goal, LinkWork, Measured, Tried

GOAL_TAGS = {"yes": "done", "partly": "work", "no": "soon", "changed": "neutral", "": "neutral"}
TRIED_TAGS = {"went": "done", "going": "work", "thought_of": "neutral", "stopped": "soon"}


def address(link_work: LinkWork, name: str = "read", *more: object) -> str:
    return reverse(f"social_prescribing:{name}", args=[link_work.subject_id, link_work.pk, *more])


def state_tag(link_work: LinkWork) -> Tag:
    if link_work.ended_on:
        return Tag("Ended", "done")
    if link_work.worker_id is None:
        return Tag("Nobody has it yet", "soon")
    return Tag("Working together", "work") if link_work.started_on else Tag("To meet", "soon")


def goal_tag(goal: Goal) -> Tag:
    return Tag(goal.get_reached_display() or "Not answered yet", GOAL_TAGS[goal.reached])


def tried_tag(tried: Tried) -> Tag:
    return Tag(tried.get_state_display(), TRIED_TAGS[tried.state])


def tried_words(tried: Tried) -> str:
    """Liked it. First on 12 May 2026. Too far."""
    parts = [f"Liked: {tried.get_liked_display().lower()}" if tried.liked else "",
             f"first on {words.date(tried.first_on)}" if tried.first_on else "",
             f"why not: {tried.get_why_not_display().lower()}" if tried.why_not else ""]
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:] + "." if said else ""


def facts(link_work: LinkWork) -> list[Fact]:
    shown = [
        Fact("Asked for", f"{words.date(link_work.asked_on)}, {link_work.asked_by}"),
        Fact("Brought up by", link_work.get_came_from_display()),
        Fact("Link worker", link_work.worker.name if link_work.worker else ""),
        Fact("Began", words.date(link_work.started_on)),
        Fact("Ended", words.date(link_work.ended_on)),
        Fact("Because", link_work.get_ended_because_display()),
    ]
    return [fact for fact in shown if fact.value]


def row(link_work: LinkWork, today: date, *, may_give: bool) -> Row:
    waits = link_work.worker_id is None or link_work.started_on is None
    goals = len([goal for goal in link_work.goals.all() if goal.reached == "yes"])
    all_goals = len(link_work.goals.all())
    return Row(
        day=words.short_date(link_work.asked_on, today), day_note=words.ago(link_work.asked_on, today),
        name=str(link_work.subject), why=link_work.why, tag=state_tag(link_work), href=address(link_work),
        kind=f"{goals} of {words.plural(all_goals, 'goal')} reached" if all_goals else "",
        keeper=link_work.worker.name if link_work.worker else "",
        button=Button("Give", address(link_work, "give")) if link_work.worker_id is None and may_give else
        Button("They met", address(link_work, "start")) if waits and link_work.worker_id else None)


@dataclass(frozen=True)
class Chart:
    """Lines over time of questions of one direction, with the figures they are drawn from."""

    title: str
    points: list[str]
    series: list[dict[str, Any]]


MOST_LINES = 3


def charts(link_work: LinkWork) -> list[Chart]:
    """What changed: high is better, and low is better, each by itself; with two days of answers and more."""
    ours = measure.current()
    rows = [row for row in link_work.measured.all() if row.measure == ours.key]
    order = {"start": 0, "between": 1, "end": 2}
    rows.sort(key=lambda one: (order[one.when], one.on, one.pk))
    if len(rows) < 2:
        return []
    points = [f"{one.get_when_display()}, {words.short_date(one.on)}" for one in rows]
    found = []
    for better, said in (("high", "Higher is better"), ("low", "Lower is better")):
        asked = [one for one in ours.questions if one.better == better]
        for first in range(0, len(asked), MOST_LINES):
            series = [{"label": one.short, "values": [row.answers.get(one.key) for row in rows]}
                      for one in asked[first:first + MOST_LINES]]
            series = [one for one in series if any(value is not None for value in one["values"])]
            if not series:
                continue
            title = series[0]["label"] + f", {ours.low} to {ours.high}" if len(series) == 1 else \
                f"How they say they are, {ours.low} to {ours.high}"
            found.append(Chart(f"{title}. {said}", points, series))
    return found


def answers(measured: Measured) -> list[Fact]:
    ours = measure.current()
    if measured.measure != ours.key:
        return [Fact(key, "Not said" if value is None else str(value)) for key, value in measured.answers.items()]
    return [Fact(one.short, "Not said" if measured.answers.get(one.key) is None else str(measured.answers[one.key]))
            for one in ours.questions]


def links(subject: Any, user: Any) -> list[Link]:
    if subject.died_on or not user.may("social_prescribing.ask"):
        return []
    return [Link("Ask a link worker", reverse("social_prescribing:ask", args=[subject.pk]))]


def years(today: date) -> list[tuple[int, str]]:
    """Financial years, this one first."""
    now = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return [(year, f"April {year} to March {year + 1}") for year in range(now, now - 4, -1)]


def today() -> date:
    return timezone.localdate()
