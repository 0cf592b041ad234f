"""Risks that stand, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import RiskAssessment


def _risks(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = list(RiskAssessment.objects.filter(subject=subject).standing().highest_first())
    return {"subject": subject, "rows": [(row, presenters.level_tag(row)) for row in rows]} if rows else None


PANELS = [Panel("risks", "Risks talked through", "risks.see", "risks/panel.jinja", _risks, "side")]
