"""From asking for a review to holding it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.care_management.reviews.models import Review

from .clock import ON_SOMEBODY_ELSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = (
        Review.objects.visible_to(user)
        .filter(asked_on__isnull=False, cancelled_at=None)
        .filter(Q(done_on=None) | Q(done_on__gte=since))
    )
    yield from waits(rows, "reviews.review", "plans:index", "asked_on", "done_on")


CLOCK = Clock(
    key="review",
    label="Asked-for review",
    starts="The day somebody asks for a review, or it is arranged after a change",
    stops="The day it is held",
    pauses=ON_SOMEBODY_ELSE,
    left_out="Reviews that were cancelled; reviews due by the calendar, which have a day of their own",
    find=find,
)
