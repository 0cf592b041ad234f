"""Planning sessions, on the person's page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import PlanningSession

SHOWN = 2


def _sessions(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = PlanningSession.objects.filter(subject=subject, cancelled_at=None).order_by("-starts_at")[:SHOWN]
    now = timezone.now()
    lines = [(row, presenters.state_tag(row, now)) for row in rows.select_related("facilitator")]
    return {"subject": subject, "sessions": lines} if lines else None


PANELS = [Panel("planning_sessions", "Planning sessions", "bookings.see", "bookings/panel.jinja", _sessions, "side")]
