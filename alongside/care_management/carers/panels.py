"""Their assessments as a carer, on the person's page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import CarersAssessment

MOST = 3


def _as_a_carer(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = list(CarersAssessment.objects.of(subject).with_people().newest_first()[:MOST])
    today = timezone.localdate()
    return {"subject": subject, "lines": [presenters.line(row, user, today) for row in rows]} if rows else None


PANELS = [Panel("carers", "As a carer", "carers.see", "carers/panel.jinja", _as_a_carer, "side")]
