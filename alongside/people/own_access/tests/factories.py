"""People who may sign in, let in the way the product lets them in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access, Part
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.models import Authority

EMAIL = "winifred@example.org"
RINGS_FROM = "01632 960417"


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def let_in(subject: Subject | None = None, *, by: User | None = None, **particulars: Any) -> Access:
    today = timezone.localdate()
    details = {
        "verified_how": "known", "verified_on": today, "asked_how": "in_person", "asked_on": today,
        "asked_words": "I want to see it myself", "parts": Part.values, "ways": [("email", EMAIL)], **particulars,
    }
    return actions.give(subject=subject or make_person(), by=by or make_user(), **details)


def make_power(subject: Subject, kind: str = "lpa_welfare", *, by: User | None = None, **particulars: Any) -> Authority:
    by = by or make_user()
    son = relationships.record(subject=subject, kind="child", name="Chidi Okafor", by=by)
    return relationships.record_authority(relationship=son, kind=kind, by=by, **{
        "seen_on": timezone.localdate() - timedelta(days=30), **particulars})


def let_in_power(subject: Subject, kind: str = "lpa_welfare", **particulars: Any) -> Access:
    from alongside.people.own_access.models.access import WITHIN_A_POWER

    power = particulars.pop("authority", None) or make_power(subject, kind)
    capacity = "She cannot hold it for long enough to weigh it" if power.only_while_capacity_is_lacking else ""
    return let_in(subject, **{"authority": power, "parts": WITHIN_A_POWER[power.kind], "capacity_words": capacity,
                              "ways": [("email", "chidi@example.org")], **particulars})
