"""Referrals for tests."""

from __future__ import annotations

from typing import Any

from alongside.foundation.accounts.models import User
from alongside.foundation.subjects.models import Subject
from alongside.front_door.referrals import actions
from alongside.front_door.referrals.models import Referral


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
