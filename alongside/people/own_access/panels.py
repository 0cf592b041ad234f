"""Who reads this record in My plan, on the person's second page of cards."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters, selectors
from .models import Access, Release


def _my_plan(subject: Any, user: Any) -> dict[str, Any] | None:
    today, sign = timezone.localdate(), selectors.closed_for_safety(subject)
    standing = {one.pk for one in selectors.standing(subject, today)}
    rows = Access.objects.of(subject).not_closed().for_pages().newest_first()
    return {"subject": subject, "sign": sign, "released": Release.objects.of(subject).standing().count(),
            "lines": [presenters.line(row, today, sign, standing) for row in rows]}


PANELS = [Panel("my_plan", "My plan", "own_access.see", "own_access/panel.jinja", _my_plan, "side")]
