"""What a person agreed to share, on their page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Agreement


def _agreed(subject: Any, user: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    rows = list(Agreement.objects.filter(subject=subject).in_force(today).newest_first())
    return {"subject": subject, "lines": [
        (row.purpose_words, presenters.with_whom(row), row.review_on < today) for row in rows]}


PANELS = [Panel("agreements", "Agreed to share", "people.see", "agreements/panel.jinja", _agreed, "side")]
