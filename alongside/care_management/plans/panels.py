"""Support now, on the person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Plan


@prepared
def _in_force_or_to_come(subject: int, today: date) -> QuerySet[Plan]:
    return Plan.objects.of(subject).in_force_or_to_come(today).select_related("subject").with_support().newest_first()


def _support_now(subject: Any, user: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    plans = _in_force_or_to_come(subject=subject.pk, today=today)
    standing = presenters.cards(plans, today)
    return {"subject": subject, "standing": standing} if standing else None


PANELS = [Panel("plans", "Support now", "plans.see", "plans/panel.jinja", _support_now)]
