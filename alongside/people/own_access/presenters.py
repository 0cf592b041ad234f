"""Who may sign in, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .models import Access, Coercion, Part
from .models.access import rests_before

IN_SHORT = {
    "about_me": "about them", "plan": "goals and plan", "people": "who helps", "documents": "papers about care",
    "money": "what it costs", "agreements": "what may be shared", "looks": "which teams looked", "messages": "messages",
}


@dataclass(frozen=True)
class AccessLine:
    access: Access
    who: str
    tag: Tag
    lines: list[str]
    ways: list[str]
    open: bool
    spoken: bool


def state(access: Access, today: date, sign: Coercion | None, standing: set[int]) -> Tag:
    """Why it does not open My plan, where it does not: the worker sees it, nobody else."""
    if access.closed_on:
        return Tag(f"Closed {words.short_date(access.closed_on, today)}")
    if sign:
        return Tag("Closed silently", "late")
    if access.pk not in standing:
        return Tag(_rests_because(access, today), "late")
    if access.review_on <= today:
        return Tag("Ask again", "soon")
    return Tag("Open", "done")


def _rests_because(access: Access, today: date) -> str:
    subject, power = access.subject, access.authority
    if subject.died_on:
        return "Closed: they have died"
    if subject.restricted:
        return "Closed: restricted record"
    if power and (power.seen_on is None or (power.ended_on and power.ended_on <= today)):
        return "Closed: the power has ended"
    if access.relationship and access.relationship.ended_on and access.relationship.ended_on <= today:
        return "Closed: no longer around them"
    if not access.authority and access.relationship and access.relationship.may_be_told == "no":
        return "Closed: not to be told"
    if access.review_on < rests_before(today):
        return "Rests until somebody asks again"
    return "Rests: the record was joined, ask again"


def line(access: Access, today: date, sign: Coercion | None, standing: set[int]) -> AccessLine:
    last = next(iter(access.checks.all()), None)
    said = [f"{access.get_verified_how_display()}, {words.date(access.verified_on)} ({access.verified_by.name})."
            + (f" {access.verified_words}" if access.verified_words else "")]
    if last:
        said.append(f"Asked on {words.date(last.on)} by {last.by.name}: {last.get_how_display().lower()}. "
                    f"“{last.words}”")
    if access.capacity_words:
        said.append(f"Why the person cannot decide this: {access.capacity_words}")
    if access.limits:
        said.append(f"Limits: {access.limits}")
    said.append(f"Reads: {parts(access)}.")
    if access.closed_on:
        by = access.closed_by.name if access.closed_by else "a join of two records"
        said.append(f"Closed by {by}: {access.get_closed_because_display().lower()}. {access.closed_words}".strip())
    else:
        said.append(f"Ask again by {words.date(access.review_on)}. "
                    + (f"Last used {words.date(access.last_used_at)}." if access.last_used_at else "Not used yet."))
    ways = [way for way in access.ways.all() if way.ended_on is None]
    return AccessLine(access, access.name or str(access.subject), state(access, today, sign, standing),
                      said, [str(way) for way in ways], access.closed_on is None,
                      any(way.channel == "spoken" for way in ways))


def parts(access: Access) -> str:
    """In a few words each; "everything" where nothing is left out."""
    if access.parts_open == frozenset(Part.values):
        return "everything that My plan shows"
    return words.sentence_list([IN_SHORT[key] for key in Part.values if key in access.parts_open])


def back(subject_id: int) -> str:
    return reverse("own_access:index", args=[subject_id])
