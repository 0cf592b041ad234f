"""What is under way or was last assessed, on the person's page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Assessment

MOST = 3


def _assessments(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = list(Assessment.objects.of(subject).with_people().newest_first()[:MOST])
    if not rows:
        return None
    today = timezone.localdate()
    return {"subject": subject, "lines": [presenters.line(row, user, today) for row in rows]}


PANELS = [Panel("assessments", "Assessments", "assessments.see", "assessments/panel.jinja", _assessments, "side")]
