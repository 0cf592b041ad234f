"""People's words, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.people.about_me import actions
from alongside.people.about_me.models import Words
from alongside.people.people.tests.factories import person


def make_person(name: str = "Winifred Okafor") -> Subject:
    given, _, family = name.partition(" ")
    return person(given, family).subject


def make_words(subject: Subject | None = None, **particulars: Any) -> Words:
    details = {"topic": "matters", "words": "I want to be useful again, not looked after", "by": make_user(),
               **particulars}
    return actions.write_down(subject=subject or make_person(), **details)
