"""Visits, made the way the product makes them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.people.tests.factories import person
from alongside.people.visits import actions
from alongside.people.visits.models import Visit


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_visit(subject: Subject | None = None, *, worker: User | None = None, **particulars: Any) -> Visit:
    worker = worker or make_user()
    starts = timezone.now() + timedelta(hours=1)
    details = {"team": make_team(), "kind": "home", "where": "14 Tanner’s Row", "why": "The back step",
               "starts_at": starts, **particulars}
    if "with_worker" not in details:
        details.setdefault("safe_by", details["starts_at"] + timedelta(hours=1))
    return actions.plan(subject=subject or make_person(), worker=worker, by=worker, **details)
