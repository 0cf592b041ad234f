"""What the council has decided about its front door, on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from alongside.rules import council
from alongside.rules.council_limits import EquipmentItem


def rereferral_days(on: date) -> int:
    """Somebody who comes back within this time comes back about the same until somebody says otherwise."""
    return int(_decided("front_door.rereferral_window_days", on))


def answer_by(since: datetime, *, urgent: bool) -> datetime:
    """By when the council promises to have read and answered what came in then."""
    key = "front_door.urgent_duty_promise_hours" if urgent else "front_door.duty_promise_hours"
    return since + timedelta(hours=int(_decided(key, timezone.localdate(since))))


def feedback_by(since: datetime) -> date:
    """By when a professional who refers somebody hears back."""
    day = timezone.localdate(since)
    return day + timedelta(days=int(_decided("front_door.feedback_promise_days", day)))


def back_fill_by(on: date) -> date:
    """By when a conversation that urgent support went before is written up."""
    return on + timedelta(days=int(_decided("assessments.back_fill_days_after_urgent_support", on)))


def assess_by(on: date) -> date:
    """The council's own promise for an assessment that was accepted: the law says no number of days."""
    return on + timedelta(days=int(_decided("assessments.promise_days", on)))


def prevention_levels(on: date) -> dict[str, str]:
    """What the council says a next step does: primary or secondary prevention, by code."""
    return {one.step: one.level for one in _decided("front_door.prevention", on)}


def simple_equipment(on: date) -> dict[str, EquipmentItem]:
    """What may be issued at the first contact on that day, by key."""
    return {item.key: item for item in _decided("front_door.simple_equipment", on)}


def equipment_ever() -> tuple[tuple[str, str], ...]:
    """Every item that was ever on the list, so that an old answer keeps its words."""
    parameter = council.load(settings.COUNCIL_PACK).decided("front_door.simple_equipment")
    return tuple({item.key: item.label for _, items in parameter.values for item in items}.items())


def _decided(key: str, on: date) -> object:
    return council.load(settings.COUNCIL_PACK).policy(key, on)
