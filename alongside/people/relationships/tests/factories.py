"""People around people, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions
from alongside.people.relationships.models import Relationship


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_contact(subject: Subject | None = None, **particulars: Any) -> Relationship:
    details = {"kind": "child", "name": "Chidi Okafor", "by": make_user(), **particulars}
    return actions.record(subject=subject or make_person(), **details)
