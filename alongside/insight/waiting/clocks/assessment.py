"""From asking for a needs assessment (s9) to its signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.care_management.assessments.models import Assessment

from .clock import ON_SOMEBODY_ELSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = (
        Assessment.objects.visible_to(user)
        .filter(ended_at=None)
        .filter(Q(signed_at=None) | Q(signed_at__date__gte=since))
    )
    yield from waits(rows, "assessments.assessment", "assessments:index", "asked_for_on", "signed_at", kind="kind")


CLOCK = Clock(
    key="assessment",
    label="Needs assessment",
    starts="The day it was asked for",
    stops="The day it is signed",
    pauses=ON_SOMEBODY_ELSE,
    left_out="Assessments that ended without being finished",
    find=find,
    kinds=dict(Assessment.Kind.choices),
)
