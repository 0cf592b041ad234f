"""Who is involved, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Involvement


def _who_is_involved(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = Involvement.objects.open().filter(subject=subject).with_people().order_by("accepted_at", "pk")
    return {"subject": subject, "lines": [presenters.line(row) for row in rows]}


PANELS = [
    Panel("involvements", "Who is involved", "involvements.see", "involvements/panel.jinja", _who_is_involved, "side"),
]
