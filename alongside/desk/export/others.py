"""What no copy holds, chosen or not: how to reach somebody else, and why a worker opened or closed the record.

A number of somebody else's is taken out of the words around it too: it may stand in a note or in a letter.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from alongside.foundation.access.models import BreakGlass, Grant
from alongside.foundation.documents.models import Document
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.subjects.models import Subject
from alongside.front_door.access_points.models import Accompaniment, ConcernHeard, EquipmentLent
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.prescriptions.models import Prescription
from alongside.front_door.referrals.models import Referral
from alongside.front_door.self_assessment.models import Sent
from alongside.people.own_access.models import Way
from alongside.people.people import normal
from alongside.people.people.models import Contact
from alongside.people.relationships.models import Relationship

IN_PLAIN_WORDS = [
    "Telephone numbers, email addresses and addresses of other people: those are theirs to give.",
    "Why a worker closed the record to others, or opened it in an emergency, and why a copy was given: "
    "such reasons often speak of somebody else. That it was done, by whom and when, is in the copy.",
]
INSTEAD = "[left out: how to reach somebody else]"

# Why a record was closed often speaks of whom the person is kept safe from.
NEVER: dict[type[models.Model], tuple[str, ...]] = {
    Subject: ("restricted_reason",),
    Grant: ("note",),
    BreakGlass: ("reason", "review_note"),
    Relationship: ("telephone", "email", "where"),
    Way: ("address", "normal"),
    Referral: ("referrer_telephone", "referrer_email", "referrer_address"),
    # Whoever booked gave these, and may have given their own.
    PlanningSession: ("about_email", "about_telephone", "about_address"),
    Sent: ("telephone", "email", "address", "addresses"),
    EquipmentLent: ("telephone",),
    Accompaniment: ("telephone",),
    ConcernHeard: ("telephone",),
    # What its address is worked out from, which opens a page by itself.
    Prescription: ("prescriber_email", "link_seed", "link_digest"),
}
# The fields by which somebody else is reached, in the rows that have them.
REACHED_BY = {Relationship: ("telephone", "email"), Referral: ("referrer_telephone", "referrer_email"),
              Prescription: ("prescriber_email",), Notification: ("address",)}
# Lines of the timeline that say why a record was opened, closed or given.
REASONS = ("access.", "export.")
_BETWEEN = r"[\s().\-]*"


def never_given(row: Any) -> tuple[str, ...]:
    """The fields of this row that stay out of every copy."""
    out = NEVER.get(type(row), ())
    if isinstance(row, Event) and row.kind.startswith(REASONS):
        return (*out, "detail")
    if isinstance(row, (Document, Notification)) and not row.to_the_person:
        return (*out, "address")
    return out


@dataclass(frozen=True)
class Masks:
    """Takes the numbers and emails of others out of words."""

    pattern: re.Pattern[str] | None

    def words(self, text: str) -> str:
        return self.pattern.sub(INSTEAD, text) if self.pattern else text

    def value(self, value: Any) -> Any:
        """The same in whatever a field holds."""
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {key: self.value(one) for key, one in value.items()}
        return value

    def letter(self, document: Document) -> Document | None:
        """The letter to set again without them; nothing where it can be given as it was sent."""
        body = self.value(document.body)
        address = document.address if document.to_the_person else ""
        if body == document.body and address == document.address:
            return None
        shown = copy.copy(document)
        shown.body, shown.address = body, address
        return shown


def masks(rows: Iterable[Any]) -> Masks:
    """From the rows of one record. What the person is reached by themselves stays, even where somebody shares it."""
    theirs: set[str] = set()
    own: set[str] = set()
    for row in rows:
        if isinstance(row, Contact):
            own.add(_normal(row.value))
        to_them = isinstance(row, Notification) and (row.to_the_person or row.to_user_id)
        for name in () if to_them else REACHED_BY.get(type(row), ()):
            theirs |= {_normal(line) for line in getattr(row, name).splitlines()}
    found = [pattern for one in sorted(theirs - own) if (pattern := _pattern(one))]
    return Masks(re.compile("|".join(found), re.IGNORECASE) if found else None)


def _normal(text: str) -> str:
    return normal.email(text) if "@" in text else normal.telephone(text) if normal.is_telephone(text) else ""


def _pattern(one: str) -> str:
    """A number however it is spaced, with the country's prefix or without."""
    if "@" in one:
        return rf"(?<![\w.]){re.escape(one)}(?!\w)"
    figures = one.removeprefix("0")
    return rf"(?<!\d)(?:(?:\+|00)44{_BETWEEN})?0?{_BETWEEN}{_BETWEEN.join(figures)}(?!\d)" if figures else ""
