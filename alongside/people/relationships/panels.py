"""The people around a person and who may act for them, on their page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel

from . import presenters, selectors


def _people_around(subject: Any, user: Any) -> dict[str, Any] | None:
    today = timezone.localdate()
    seen = [one for one in selectors.seen_around(subject, user) if not one.row.ended_on or one.row.ended_on >= today]
    powers = any(power.only_while_capacity_is_lacking for one in seen for power in one.authorities)
    return {
        "subject": subject, "people": [(one, presenters.line(one)) for one in seen],
        "caution": presenters.WHILE_CAPACITY_IS_LACKING if powers else "",
    }


PANELS = [
    Panel("relationships", "People around them", "people.see", "relationships/panel.jinja", _people_around, "side"),
]
