"""People at desks."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_qualification, make_team, make_user
from alongside.front_door.access_points import desk
from alongside.front_door.bookings import hubs
from alongside.rules.council_limits import AccessPoint


def at_the_desk(role: str = "access_point_facilitator", **details: Any) -> User:
    """Somebody whose training for the desk has been seen and is in date."""
    for key in ("front_door", "safeguarding", "occupational_therapy"):
        make_team(key)
    user = make_user(role, team=make_team("access_points"), **details)
    make_qualification(user, "access_point_facilitator")
    return user


def mill_lane() -> AccessPoint:
    point = hubs.access_point("mill_lane", timezone.localdate())
    assert point is not None
    return point


def signed_in(user: User, point: str = "mill_lane") -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[desk.KEPT] = point
    session.save()
    return client
