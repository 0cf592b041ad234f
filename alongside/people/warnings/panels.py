"""What to do if support fails, on the person's page (the warnings themselves stand in the frame)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from .models import SupportFailure


@prepared
def _in_force(subject: int, today: date) -> QuerySet[SupportFailure]:
    return SupportFailure.objects.filter(subject=subject).in_force(today)


def _if_support_fails(subject: Any, user: Any) -> dict[str, Any] | None:
    failures = _in_force(subject=subject.pk, today=timezone.localdate())
    return {"subject": subject, "failures": failures} if failures else None


PANELS = [Panel("support_fails", "If support fails", "people.see", "warnings/panel.jinja", _if_support_fails, "side")]
