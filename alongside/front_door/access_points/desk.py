"""Who may stand at the desk of an access point, and what the council lets a desk give out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.accounts.models import Membership, Qualification, User
from alongside.foundation.permissions import roles
from alongside.front_door.bookings import hubs
from alongside.front_door.conversations import policy
from alongside.rules import council
from alongside.rules.council_limits import AccessPoint, HubEquipment

DESK, HELP = "desk", "access_points.help"
KEPT = "access_point"


@dataclass(frozen=True)
class Item:
    """Something a desk may give out, in the words of the council's list of simple equipment."""

    key: str
    label: str
    when: str
    most: int
    lend_days: int
    ask_first: str


def why_not(user: User, on: date) -> str:
    """Why this colleague does not stand at a desk today, in a sentence; empty where they do."""
    asked = hubs.training(DESK, on)
    if asked is None:
        return ""
    held = Qualification.objects.in_force(on).filter(user=user, kind__in=(asked.training, *hubs.REGISTERED))
    if held.exists():
        return ""
    return (f"{asked.label} is held by somebody with “{Qualification.Kind(asked.training).label}” seen and in date. "
            "Ask whoever looks after your access point: they record it once they have seen the proof.")


def who_helps(on: date) -> QuerySet[User]:
    """Facilitators and volunteers whose training is seen and in date: those who may go along with somebody."""
    holding = [key for key, role in roles.ROLES.items() if HELP in role.permissions]
    found = User.objects.working().filter(
        pk__in=Membership.objects.in_force(on).filter(role__in=holding).values("user")).order_by("name", "pk")
    if asked := hubs.training(DESK, on):
        trained = Qualification.objects.in_force(on).filter(kind__in=(asked.training, *hubs.REGISTERED))
        found = found.filter(pk__in=trained.values("user"))
    return found


def may_give(on: date) -> dict[str, Item]:
    """What a desk gives out, by key: of the simple equipment, what the council lists for desks."""
    simple = policy.simple_equipment(on)
    listed: tuple[HubEquipment, ...] = council.load(settings.COUNCIL_PACK).policy("front_door.hub_equipment", on)
    return {one.key: Item(one.key, simple[one.key].label, simple[one.key].when, one.most, one.lend_days, one.ask_first)
            for one in listed if one.key in simple}


def networks(on: date) -> dict[str, list[AccessPoint]]:
    """The access points of each network, in the order of the pack."""
    found: dict[str, list[AccessPoint]] = {}
    for point in hubs.access_points(on):
        found.setdefault(point.network or "Everywhere", []).append(point)
    return found


def answer_by(now: datetime) -> datetime:
    here = council.load(settings.COUNCIL_PACK)
    return now + timedelta(hours=int(here.policy("front_door.question_promise_hours", timezone.localdate(now))))
