"""Referrals for tests."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.front_door.referrals import actions
from alongside.front_door.referrals.models import Referral
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
