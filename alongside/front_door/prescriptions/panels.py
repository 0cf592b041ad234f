"""Information prescriptions, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Prescription

SHOWN = 3


def _given(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = Prescription.objects.of(subject).filter(withdrawn_at=None).with_lines().newest_first()[:SHOWN]
    given = [(row, presenters.state_tag(row), [(line, presenters.line_tag(line)) for line in row.lines.all()])
             for row in rows]
    return {"subject": subject, "given": given} if given else None


PANELS = [Panel("prescriptions", "Information prescriptions", "prescriptions.see", "prescriptions/panel.jinja", _given,
                "side")]
