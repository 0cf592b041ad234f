"""From asking for a carer’s assessment (s10) to its signature."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.care_management.carers.models import CarersAssessment

from .clock import ON_SOMEBODY_ELSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = (
        CarersAssessment.objects.visible_to(user)
        .filter(ended_at=None)
        .filter(Q(signed_at=None) | Q(signed_at__date__gte=since))
    )
    yield from waits(rows, "carers.carersassessment", "carers:index", "asked_for_on", "signed_at", kind="kind")


CLOCK = Clock(
    key="carers_assessment",
    label="Carer’s assessment",
    starts="The day it was asked for",
    stops="The day it is signed",
    pauses=ON_SOMEBODY_ELSE,
    left_out="Assessments that ended without being finished",
    find=find,
    kinds=dict(CarersAssessment.Kind.choices),
)
