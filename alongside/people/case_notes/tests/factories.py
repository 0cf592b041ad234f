"""Notes, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.case_notes import actions
from alongside.people.case_notes.models import Note
from alongside.people.people.tests.factories import person


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_note(subject: Subject | None = None, **particulars: Any) -> Note:
    details = {"kind": "telephone_call", "words": "The girl came at seven again", "with_whom": "Winnie", **particulars}
    return actions.write(subject=subject or make_person(), by=details.pop("by", None) or make_user(), **details)
