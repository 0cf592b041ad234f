"""What a copy leaves out unless somebody chooses it and says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.foundation.design import words
from alongside.foundation.events.models import Event
from alongside.front_door.access_points.models import ConcernHeard
from alongside.front_door.conversations.models import RaisedConcern
from alongside.people.about_me.models import Words
from alongside.people.own_access.models import Access, Check, Coercion, Way
from alongside.people.warnings.models import StaffWarning, WarningReview

THIRD_PARTY, SENSITIVE, PROTECTIVE = "third_party", "sensitive", "protective"
CHOICES = [
    (THIRD_PARTY, "Notes, messages and words about, or from, somebody else"),
    (SENSITIVE, "Notes marked sensitive"),
    (PROTECTIVE, "Safeguarding concerns, warnings for staff safety, and who was let in to My plan or shut out"),
]
# Why somebody is let in to My plan or shut out: read by the one who stands over them, it would tell.
PROTECTED = (RaisedConcern, ConcernHeard, StaffWarning, WarningReview, Access, Check, Coercion, Way)
# A line of the timeline is held as closely as the record it speaks of.
CLOSELY_HELD = {
    "case_notes.see_sensitive": SENSITIVE, "safeguarding.see": PROTECTIVE, "safeguarding.raise": PROTECTIVE,
    "safeguarding.take": PROTECTIVE, "warnings.see": PROTECTIVE,
    "own_access.see": PROTECTIVE,
}


def marks_of(row: Any) -> set[str]:
    found = {mark for mark in (THIRD_PARTY, SENSITIVE) if getattr(row, mark, False) is True}
    if isinstance(row, PROTECTED) or type(row).__module__.startswith("alongside.safeguarding."):
        found.add(PROTECTIVE)
    # What somebody else told a worker; what they wrote in My plan themselves the person reads there.
    if isinstance(row, Words) and row.told_by and not row.is_theirs:
        found.add(THIRD_PARTY)
    if isinstance(row, Event) and row.permission in CLOSELY_HELD:
        found.add(CLOSELY_HELD[row.permission])
    return found


def in_words(left_out: Mapping[str, int]) -> list[str]:
    """How many rows stayed out, by mark."""
    labels = dict(CHOICES)
    return [f"{labels[mark]}: {words.plural(count, 'entry', 'entries')}" for mark, count in left_out.items()]
