"""Good to know, on the person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Fact


@prepared
def _current(subject: int) -> QuerySet[Fact]:
    return Fact.objects.filter(subject=subject).current()


def _good_to_know(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = _current(subject=subject.pk)
    today = timezone.localdate()
    return {"subject": subject, "facts": presenters.good_to_know(rows),
            "to_check": sum(presenters.needs_check(row, today) for row in rows)}


PANELS = [Panel("circumstances", "Good to know", "people.see", "circumstances/panel.jinja", _good_to_know, "side")]
