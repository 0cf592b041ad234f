"""Messages for tests, made the way the product makes them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.subjects.models import Subject
from alongside.foundation.subjects.outside import Outsider
from alongside.people.involvements import actions as involvements
from alongside.people.messages import actions
from alongside.people.messages.models import Message
from alongside.people.own_access import actions as own_access
from alongside.people.own_access.models import Access, Part
from alongside.people.people.tests.factories import person
from alongside.people.relationships import actions as relationships
from alongside.people.relationships.tests.factories import make_contact

HERSELF = Outsider("Winifred Okafor", access=1)
HER_SON = Outsider("Chidi Okafor", "attorney for health and welfare", access=2)


def make_worker(subject: Subject, **details: Any) -> User:
    """A social worker who works with this person."""
    worker = make_user(**details)
    involvements.start(subject=subject, team=make_team(), worker=worker, reason="Bathing", by=worker)
    return worker


def make_subject() -> Subject:
    make_team("front_door", name="Front door")
    return person(by=make_user()).subject


def make_message(words: str = "Is the ramp coming?", *, subject: Subject | None = None, **details: Any) -> Message:
    subject = subject or make_subject()
    return actions.write_from_outside(subject=subject, words=words, **{"who": HERSELF, **details})


def make_access(subject: Subject, by: User, **details: Any) -> Access:
    """The person signs in to My plan themselves."""
    today = timezone.localdate()
    return own_access.give(subject=subject, by=by, **{
        "verified_how": "known", "verified_on": today, "asked_how": "in_person", "asked_words": "She wants it",
        "asked_on": today, "parts": Part.values, "ways": [("email", "winnie@post.example")], **details})


def make_deputy(subject: Subject, by: User) -> Access:
    """Somebody with a power over money alone."""
    contact = make_contact(subject=subject)
    power = relationships.record_authority(relationship=contact, kind="deputy_finance", by=by,
                                            seen_on=timezone.localdate())
    return make_access(subject, by, authority=power, parts=[Part.MONEY, Part.MESSAGES],
                       ways=[("email", "deputy@post.example")])
