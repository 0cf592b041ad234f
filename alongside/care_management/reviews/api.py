"""A person's reviews over the API."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from alongside.foundation.api import About, Coded, Listed, Pages, answers, chosen, coded, listed, name_of, room_router
from alongside.foundation.permissions import needs
from alongside.people.people.opening import open_person

from .models import Review

router = room_router("care management")


class ReviewListed(Schema):
    id: int
    plan: int
    kind: Coded | None
    reason: Coded | None
    opens_on: date
    due_on: date
    due_because: str = Field(description="why then, with the provision, as it stood when the review was planned")
    worker: str | None
    done_on: date | None
    result: Coded | None
    outcomes_achieved: Coded | None
    outcome: Coded | None = Field(description="the outcome of the national return")
    cancelled: bool
    url: str


@router.get("/{int:subject_id}/reviews", response=answers(Listed[ReviewListed]), summary="Reviews, newest first")
@needs("reviews.see")
def reviews(request: HttpRequest, subject_id: About, paging: Pages) -> Any:
    person = open_person(request, subject_id, "reviews")
    rows = Review.objects.of(person.subject).with_everything().newest_first()
    return listed(rows, paging, lambda one: {
        "id": one.pk, "plan": one.plan_id, "kind": chosen(one, "kind"), "reason": coded("review_reason", one.reason),
        "opens_on": one.opens_on, "due_on": one.due_on, "due_because": one.due_because, "worker": name_of(one.worker),
        "done_on": one.done_on, "result": chosen(one, "result"), "cancelled": one.cancelled_at is not None,
        "outcomes_achieved": coded("review_outcomes_achieved", one.outcomes_achieved),
        "outcome": coded("event_outcome", one.national_outcome),
        "url": reverse("reviews:read", args=[one.subject_id, one.pk]),
    })
