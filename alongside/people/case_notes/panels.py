"""What is significant about notes stands in the timeline; open questions to a manager stand on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from .models import ManagementDecision


def _questions(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = list(ManagementDecision.objects.unanswered().filter(subject=subject).select_related("asked_by", "asked_of"))
    return {"subject": subject, "rows": rows} if rows else None


PANELS = [
    Panel("decisions_asked", "Decisions asked for", "case_notes.see", "case_notes/panel.jinja", _questions, "side"),
]
