"""The plan in force: what they want, who does what, what happens if it fails, when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from alongside.care_management.plans import presenters
from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews.models import Review
from alongside.foundation.design import words
from alongside.foundation.documents.blocks import Block, Bullets, Heading, KeyFacts, Paragraph, Quote
from alongside.front_door.bookings.models import PlanningSession
from alongside.people.own_access.models import Part

from ..guard import Theirs

# To the person themselves, who reads "me" where the plan says "them".
MINE = {presenters.GROUP_TITLES["around"]: "Myself, and the people and places around me"}


@dataclass(frozen=True)
class InForce:
    plan: Plan
    title: str
    words: presenters.PlanInWords


def in_force(theirs: Theirs, today: date | None = None) -> list[InForce]:
    """Plans that stand today. A draft is nobody's plan yet."""
    rows = Plan.objects.of(theirs.subject).in_force(today or timezone.localdate()).with_everything().newest_first()
    return [InForce(row, presenters.title(row), presenters.in_words(row.response.answers, theirs.subject))
            for row in rows if row.response]


def next_review(theirs: Theirs) -> str:
    row = Review.objects.of(theirs.subject).outstanding().soonest_first().first()
    return words.date(row.due_on) if row else ""


def wishes(theirs: Theirs) -> list[str]:
    """What came of the last planning session, where there is no plan."""
    last = PlanningSession.objects.filter(subject=theirs.subject, held_at__isnull=False).select_related(
        "response").order_by("-held_at").first()
    rows = last.response.answers.get("outcomes") or [] if last and last.response else []
    return [row["outcome"] for row in rows if row.get("outcome")]


def blocks(theirs: Theirs) -> list[Block]:
    found: list[Block] = []
    for one in in_force(theirs):
        found += [Heading(one.title)]
        for outcome in one.words.outcomes:
            found += [Quote(outcome.words)]
            lines = [_line(line, theirs) for _, group in outcome.groups for line in group]
            found += [Bullets(lines)] if lines else []
        if one.words.contingency:
            found += [Heading("If plans fail"), Paragraph(one.words.contingency)]
    if not found and (said := wishes(theirs)):
        found += [Heading("What I want"), Bullets(said)]
    if day := next_review(theirs):
        found += [KeyFacts([("We look at it again by", day)])]
    return found


def _line(line: presenters.LineInWords, theirs: Theirs) -> str:
    cost = line.cost if theirs.may_read(Part.MONEY) else ""
    return ", ".join(part for part in (f"{line.what}: {line.who}", line.how_much, cost) if part)


def costs_blocks(theirs: Theirs) -> list[Block]:
    found: list[Block] = []
    for one in in_force(theirs):
        if one.words.budget.total:
            found += [Heading("What the support costs"),
                      KeyFacts([("Altogether a week", words.money(one.words.budget.total)),
                                *((part.label, part.shown) for part in one.words.slices)])]
    return found
