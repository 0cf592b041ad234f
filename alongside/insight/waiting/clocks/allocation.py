"""From asking a team to a worker who has accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.people.involvements.models import Involvement

from .clock import NO_PAUSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = Involvement.objects.visible_to(user).filter(
        Q(accepted_at=None, ended_on=None) | Q(accepted_at__date__gte=since)
    )
    yield from waits(rows, "involvements.involvement", "involvements:index", "asked_on", "accepted_at")


CLOCK = Clock(
    key="allocation",
    label="Asked for to taken on",
    starts="The day a team is asked to take a person on",
    stops="The day a worker accepts",
    pauses=NO_PAUSE,
    left_out="Asked for and closed before anybody accepted",
    find=find,
)
