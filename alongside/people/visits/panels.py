"""The next visits, on the person's page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Visit


def _next_visits(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = Visit.objects.filter(subject=subject).to_come(timezone.now()).select_related("worker", "with_worker")[:3]
    lines = [(presenters.times(row), presenters.who(row), row.why) for row in rows]
    return {"subject": subject, "lines": lines} if lines else None


PANELS = [Panel("visits", "Next visits", "visits.record", "visits/panel.jinja", _next_visits, "side")]
