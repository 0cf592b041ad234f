"""Capacity in words: the outcome, who may decide meanwhile, its line on the assessments tab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.history import Line
from alongside.foundation.accounts.models import User
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Link, Tag
from alongside.foundation.subjects.models import Subject
from alongside.people.relationships.models import Authority
from alongside.people.relationships.selectors import authorities_over

from .actions import OUTCOMES
from .models import LACKS, CapacityAssessment

TAGS = {"presumed_to_have_capacity": "soon", "has_capacity": "done", LACKS: "decision"}


def links(subject: Subject, user: User) -> list[Link]:
    if subject.died_on:
        return []
    return (
        [Link("Assess capacity for a decision", reverse("capacity:start", args=[subject.pk]))]
        if user.may("capacity.record")
        else []
    )


def state(one: CapacityAssessment, today: date) -> list[Tag]:
    if one.ended_on:
        return [Tag("No longer doubted", "neutral")]
    if one.decision is None:
        return [Tag("Capacity is presumed meanwhile", "soon")]
    tags = [Tag(OUTCOMES[one.decision.decided_outcome], TAGS[one.decision.decided_outcome])]
    if one.may_regain_by and one.may_regain_by <= today:
        tags.append(Tag("Look again now", "late"))
    return tags


def facts(one: CapacityAssessment) -> list[Fact]:
    shown = [
        Fact("The decision", one.the_decision),
        Fact("Why it was doubted", one.why_doubted),
        Fact("Begun by", one.started_by.name, note=words.date(one.started_at)),
    ]
    if one.assessed_on:
        shown.append(Fact("Assessed by", one.assessed_by.name, note=words.date(one.assessed_on)))
    if one.may_regain_by:
        shown.append(Fact("Looked at again by", words.date(one.may_regain_by)))
    if one.ended_on:
        shown.append(Fact("Ended", words.date(one.ended_on), note=one.end_words))
    return shown


@dataclass(frozen=True)
class Holder:
    """Somebody with a power to decide, and whether it reaches this decision now."""

    who: str
    power: str
    note: str
    decides: bool


def holders(subject: Subject, today: date, *, lacking: bool) -> list[Holder]:
    """A health-and-welfare power works only while capacity is lacking; one over money never decides about care."""
    return [_holder(one, lacking) for one in authorities_over(subject, today)]


def _holder(one: Authority, lacking: bool) -> Holder:
    seen = (
        f"Paper seen on {words.date(one.seen_on)} by {one.seen_by}."
        if one.seen_on
        else "Nobody has seen the paper yet."
    )
    if not one.only_while_capacity_is_lacking:
        note = "Not about care or where to live."
    elif not lacking:
        note = "Only while capacity is lacking, so not now."
    elif not one.seen_on:
        note = "May decide within the paper, once somebody has seen it."
    else:
        note = f"Decides within the paper{f': {one.scope}' if one.scope else ''}."
    return Holder(
        one.relationship.who,
        one.get_kind_display(),
        f"{note} {seen}",
        one.only_while_capacity_is_lacking and lacking and bool(one.seen_on),
    )


def lines(subject: Subject, user: User) -> list[Line]:
    if not user.may("capacity.see"):
        return []
    today = timezone.localdate()
    return [_line(one, user, today) for one in CapacityAssessment.objects.of(subject).with_people()]


def _line(one: CapacityAssessment, user: User, today: date) -> Line:
    button: Any = None
    place = [one.subject_id, one.pk]
    if one.is_open and user.may("capacity.record"):
        button = Button("Go on with it", reverse("capacity:write", args=place))
    elif one.lacks_capacity and not hasattr(one, "best_interests") and user.may("capacity.record"):
        button = Button("Decide in their best interests", reverse("capacity:best_interests", args=place))
    who = f"{one.assessed_by}, {words.date(one.assessed_on)}" if one.assessed_on else f"Begun by {one.started_by}"
    return Line(
        one.assessed_on or one.ended_on or timezone.localdate(one.started_at),
        f"Capacity: {one.the_decision}",
        reverse("capacity:read", args=place),
        state(one, today),
        who,
        open=one.is_open,
        button=button,
    )
