"""What a person agreed to share, on their page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Agreement


@prepared
def _in_force(subject: int, today: date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(subject=subject).in_force(today).newest_first()


def _agreed(subject: Any, user: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    rows = _in_force(subject=subject.pk, today=today)
    return {"subject": subject, "lines": [
        (row.purpose_words, presenters.with_whom(row), row.review_on < today) for row in rows]}


PANELS = [Panel("agreements", "Agreed to share", "people.see", "agreements/panel.jinja", _agreed, "side")]
