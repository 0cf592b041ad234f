"""A review in words: when it is due, who holds it, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans.models import Outcome, Plan
from alongside.foundation import codelists
from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Change, Fact, Tag
from alongside.people.people.models import Name

from . import due
from .models import Review

ACHIEVED_KINDS = {"achieved": "done", "partly": "soon", "not_achieved": "neutral"}


def state(review: Review, today: date) -> Tag:
    if review.done_on:
        return Tag("Held", "done")
    if review.cancelled_at or review.subject.died_on:
        return Tag("Called off")
    if review.due_on < today:
        return Tag(f"{words.plural((today - review.due_on).days, 'day')} late", "late")
    return Tag("Can be held now", "soon") if review.opens_on <= today else Tag("Coming", "work")


def when(review: Review) -> str:
    if review.done_on:
        return f"Held on {words.date(review.done_on)}"
    if review.subject.died_on:
        return "Stopped: the person has died"
    if review.cancelled_at:
        return f"Called off {words.date(review.cancelled_at)}: {review.cancelled_because}"
    return f"From {words.date(review.opens_on)}, due by {words.date(review.due_on)}"


@dataclass(frozen=True)
class BoardRow:
    """A line of the board. `pk` is what a manager ticks."""

    pk: int
    name: str
    href: str
    kind: str
    day: str
    note: str
    late: bool
    tag: Tag
    worker: str
    team: str
    why_late: str


def board_row(review: Review, today: date) -> BoardRow:
    reason = f", {review.reason_in_words[10:].strip()}" if review.kind == Review.Kind.UNPLANNED else ""
    return BoardRow(
        pk=review.pk,
        name=review.subject.display_name,
        href=reverse("reviews:read", args=[review.subject_id, review.pk]),
        kind=f"{review.get_kind_display()}{reason}",
        day=words.short_date(review.due_on, today),
        note=words.due(review.due_on, today),
        late=review.due_on < today,
        tag=state(review, today),
        worker=review.worker.get_full_name() if review.worker else "",
        team=review.team.name if review.team else "",
        why_late=late_in_words(review),
    )


def late_in_words(review: Review) -> str:
    if not review.late_reason:
        return ""
    said = codelists.label("review_overdue_reason", review.late_reason)
    return f"{said}{f': {review.late_note}' if review.late_note else ''}"


def facts(review: Review) -> list[Fact]:
    found = [Fact("When", when(review)), Fact("Why", review.reason_in_words, note=review.asked_because)]
    if review.asked_by:
        found.append(Fact("Asked for by", f"{review.get_asked_by_display()}, {words.date(review.asked_on)}"))
    found.append(Fact("Who", str(review.worker or "Nobody yet"), note=review.team.name if review.team else ""))
    if review.late_reason:
        found.append(Fact("Why it is late", late_in_words(review),
                          note=f"{review.late_said_by}, {words.date(review.late_said_on)}"))
    if review.done_by:
        found.append(Fact("Held by", str(review.done_by)))
        found.append(Fact("Who took part", codelists.label("method_of_review", review.method)))
        found.append(Fact("What follows", review.get_result_display()))
    return found


def achieved(code: str) -> Tag:
    return Tag(codelists.label("review_outcomes_achieved", code), ACHIEVED_KINDS[code])


def plan_said(outcome: Outcome) -> str:
    """What the last plan says of an outcome: the words, and who does what."""
    lines = [
        f"{line.what}: {line.who}{f', {line.how_much}' if line.how_much else ''}" for line in outcome.ordered_supports
    ]
    return "\n".join([f"“{outcome.words}”", *lines])


def heading(outcome: Outcome, number: int) -> str:
    """“Getting out”: its two or three words, as a heading."""
    short = outcome.in_short or f"Outcome {number}"
    return f"{short[:1].upper()}{short[1:]}"


def side_by_side(review: Review) -> list[Change]:
    """What the plan said, and what was found, outcome by outcome."""
    return [
        Change(
            heading(one.outcome, number),
            plan_said(one.outcome),
            one.words or "Nothing more was said",
            achieved(one.achieved),
        )
        for number, one in enumerate(review.outcomes.all(), start=1)
    ]


def last_plan(plan: Plan) -> list[tuple[str, str, list[str]]]:
    """The plan beside the form: each outcome in short, its words, its lines."""
    return [
        (
            heading(outcome, number),
            outcome.words,
            [
                f"{line.what}: {line.who}{f', {line.how_much}' if line.how_much else ''}"
                for line in outcome.ordered_supports
            ],
        )
        for number, outcome in enumerate(plan.outcomes.all(), start=1)
    ]


# --- on the pages of others -----------------------------------------------------------------------------------------


def cards(subject: Any, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """On the tab "Plan and reviews": what is to come, what was held."""
    if not user.may("reviews.see"):
        return []
    today = timezone.localdate()
    reviews = list(Review.objects.of(subject).with_people().select_related("done_by", "late_said_by").newest_first())
    to_come = [review for review in reviews if review.is_outstanding and not subject.died_on]
    plan = next((one for one in Plan.objects.of(subject).standing().newest_first()), None)
    return [
        (
            "reviews/card.jinja",
            {
                "to_come": [
                    (review, state(review, today), when(review), late_in_words(review))
                    for review in reversed(to_come)
                ],
                "earlier": [(review, when(review)) for review in reviews if review not in to_come],
                "plan": plan,
                "choice": due.choice_in_words(today),
            },
        )
    ]


@prepared
def _window_open(subject: int, today: date) -> QuerySet[Review]:
    name = Name.objects.current().legal().filter(subject=OuterRef("subject"))
    due_now = Review.objects.of(subject).window_open(today).soonest_first()
    return due_now.annotate(**{part: Subquery(name.values(part)) for part in ("known_as", "given", "family")})[:1]


def acts(subject: Any, user: Any) -> list[Button]:
    """ "Start Winnie’s review", at the top of the person's page, once its window is open."""
    if not user.may("reviews.record") or subject.died_on:
        return []
    opened = _window_open(subject=subject.pk, today=timezone.localdate())
    if not opened:
        return []
    (review,) = opened
    name = Name(known_as=review.known_as or "", given=review.given or "", family=review.family or "")
    called = name.called or subject.display_name
    return [Button(f"Start {called}’s review", reverse("reviews:hold", args=[subject.pk, review.pk]), primary=True)]


def rows(reviews: Iterable[Review], today: date) -> list[BoardRow]:
    return [board_row(review, today) for review in reviews]
