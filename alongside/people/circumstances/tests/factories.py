"""Facts, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.circumstances import actions
from alongside.people.circumstances.models import Fact
from alongside.people.people.tests.factories import person


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_fact(subject: Subject | None = None, **particulars: Any) -> Fact:
    details = {"kind": "accommodation", "code": "owner_occupier", "by": make_user(), **particulars}
    return actions.record(subject=subject or make_person(), **details)
