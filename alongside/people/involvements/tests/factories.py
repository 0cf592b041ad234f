"""People with work around them, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.involvements import actions
from alongside.people.involvements.models import Involvement
from alongside.people.people.tests.factories import person


def make_person(name: str = "Winifred Okafor", *, by: User | None = None) -> Subject:
    """A whole person's record, for pages; what comes back is its subject."""
    given, _, family = name.partition(" ")
    return person(given, family, by=by or make_user()).subject


def make_wait(subject: Subject | None = None, *, by: User | None = None, **particulars: Any) -> Involvement:
    """Somebody waiting for the North team."""
    details = {"team": make_team(), "reason": "Assessment after a fall", **particulars}
    return actions.ask(subject=subject or make_person(), by=by or make_user(), **details)
