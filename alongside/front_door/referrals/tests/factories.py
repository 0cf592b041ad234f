"""Referrals for tests."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.front_door.referrals import actions, pack
from alongside.front_door.referrals.models import Attachment, Onward, Referral
from alongside.people.agreements import actions as agreements


def referral(by: User, subject: Subject | None = None, **details: Any) -> Referral:
    said = {
        "channel": "email", "about_name": "Ivy Broadbent", "referrer_name": "Dr Samina Aziz", "referrer_role": "GP",
        "referrer_organisation": "Mill Lane Surgery", "referrer_email": "samina.aziz@surgery.example",
        "reason": "Low since her husband died", "person_knows": "yes",
    }
    return actions.record(by=by, subject=subject, **{**said, **details})


def settled(by: User, subject: Subject, **details: Any) -> Referral:
    found = actions.read(referral=referral(by, subject, **details), by=by)
    return actions.settle(referral=found, outcome="talked", detail="She starts at the charity shop", by=by)


def attached(found: Referral, content: bytes = b"What she can do") -> Attachment:
    """A file that came with it."""
    row = Attachment(referral=found, subject=found.subject, name="letter.txt", kind="text/plain", size=len(content),
                     sha256="0" * 64)
    row.file = default_storage.save(row.file, ContentFile(content))
    row.save()
    return row


def sent_on(found: Referral, by: User) -> Onward:
    """Screened, and referred on to a pathway."""
    actions.screen(referral=found, by=by, needs=["health"], what_they_want="To be warm")
    assert found.subject is not None
    return actions.refer_on(subject=found.subject, to=pack.Pathway("warm", "A warm home", "Homes", "Cold"), why="Cold",
                            by=by, agreed=True, referral=found)


GP = "samina.aziz@surgery.example"
# What a GP types, step by step.
ANSWERS: dict[str, dict[str, Any]] = {
    "danger": {"danger": "no"},
    "harm": {"harm": "no"},
    "who": {"about_name": "Ivy Broadbent", "about_date_of_birth": "12 May 1941", "about_address": "4 Mill Lane"},
    "why": {"reason": "Low since her husband died", "hopes": "To be useful", "needs": ["company", "health"]},
    "agreed": {"person_knows": "yes", "may_be_told": "What she decides"},
    "urgency": {"urgency": "routine"},
    "you": {"referrer_name": "Dr Samina Aziz", "referrer_kind": "gp", "referrer_role": "GP",
            "referrer_organisation": "Mill Lane Surgery"},
}


def agreed(subject: Subject, by: User) -> None:
    """The person has agreed that the surgery hears what was agreed."""
    today = timezone.localdate()
    agreements.record(subject=subject, purpose="health", what="What was agreed", lawful_basis="consent",
                      how_given="spoken", starts_on=today - timedelta(days=1),
                      review_on=today + timedelta(days=90), by=by, with_whom=["Mill Lane Surgery"])


def shown(client: Any, email: str = GP) -> None:
    """The visitor has shown by a code that this address is theirs."""
    session = client.session
    session["work_email"] = {"email": email, "seen": int(time.time())}
    session.save()
    client.cookies["sessionid"] = session.session_key
