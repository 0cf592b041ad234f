"""Who reads what a person writes, now: by day whoever works with them, at night what may mean danger."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from alongside.foundation.accounts.models import Team
from alongside.foundation.subjects.models import Subject
from alongside.people.own_access.workers import Reader, by_day

from . import policy

OUT_OF_HOURS = "out_of_hours"


def who_reads(subject: Subject, now: datetime, *, urgent: bool = False) -> Reader:
    """What may mean danger and comes while the office is shut goes to whoever works at night."""
    office = by_day(subject, timezone.localdate(now))
    if not urgent or subject.restricted or policy.is_open(now):
        return office
    night = Team.objects.open(timezone.localdate(now)).filter(key=OUT_OF_HOURS).first()
    return Reader(team=night, at_night=True) if night else office


__all__ = ["Reader", "who_reads"]
