"""Warnings made the way the product makes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.people.tests.factories import person
from alongside.people.warnings import actions
from alongside.people.warnings.models import StaffWarning


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_warning(subject: Subject | None = None, *, by: User | None = None, **particulars: Any) -> StaffWarning:
    today = timezone.localdate()
    details = {
        "kind": "aggression", "headline": "Ring before you visit", "advice": "Go in daylight, two of you",
        "evidence": "Shouted at the carer on the doorstep on 3 May", "review_on": today + timedelta(days=90),
        "informed_on": today, **particulars,
    }
    return actions.record(subject=subject or make_person(), by=by or make_user(), **details)
