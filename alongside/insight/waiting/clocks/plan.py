"""From the decision on needs (s18, s19, s20) to the first plan signed off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.care_management.plans.models import Plan

from .clock import ON_SOMEBODY_ELSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = (
        Plan.objects.visible_to(user)
        .filter(replaces=None)
        .filter(Q(signed_off_at=None, ended_on=None) | Q(signed_off_at__date__gte=since))
    )
    yield from waits(
        rows,
        "plans.plan",
        "plans:index",
        "determination__needs_decided_on",
        "signed_off_at",
        team="determination__assessment__team_id",
    )


CLOCK = Clock(
    key="plan",
    label="Decision to plan",
    starts="The day it is decided which needs the council will meet",
    stops="The day a plan is signed off",
    pauses=ON_SOMEBODY_ELSE,
    left_out="Decisions without a need to meet, and those for which no plan has been begun",
    find=find,
)
