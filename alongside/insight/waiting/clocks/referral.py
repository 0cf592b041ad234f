"""From a professional’s referral to the first talk with the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.front_door.referrals.models import Referral

from .clock import NO_PAUSE, Clock, Wait, waits


def find(user: Any, since: date) -> Iterator[Wait]:
    rows = Referral.objects.visible_to(user).filter(subject__isnull=False)
    talked = rows.filter(conversation__isnull=False).filter(conversation__began_at__date__gte=since)
    yield from waits(
        talked,
        "referrals.referral",
        "referrals:index",
        "received_at",
        "conversation__began_at",
        team="conversation__team_id",
    )
    rest = rows.filter(conversation=None).filter(Q(closed_at=None) | Q(closed_at__date__gte=since))
    yield from waits(
        rest, "referrals.referral", "referrals:index", "received_at", "closed_at", team="conversation__team_id"
    )


CLOCK = Clock(
    key="referral",
    label="Referral to first talk",
    starts="The day a referral comes in",
    stops="The day of the conversation that came of it, or the day it is closed without one",
    pauses=NO_PAUSE,
    left_out="Referrals that nobody has matched to a person yet: they stand on the list of referrals",
    find=find,
    before_a_team="No team’s until somebody talks with the person: till then it stands on every team’s board",
)
