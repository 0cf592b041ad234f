"""Agreements, made the way the product makes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.agreements import actions
from alongside.people.agreements.models import Agreement
from alongside.people.people.tests.factories import person


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_agreement(subject: Subject | None = None, **particulars: Any) -> Agreement:
    details = {
        "purpose": "health", "what": "How she is and what support she has", "lawful_basis": "consent",
        "how_given": "spoken", "starts_on": date(2026, 3, 1), "review_on": date(2027, 3, 1),
        "with_whom": ["Mill Lane Surgery", "Larkfield Homecare"], "not_with": ["Tobi Okafor"], "by": make_user(),
        **particulars,
    }
    return actions.record(subject=subject or make_person(), **details)
