"""What to do if support fails, on the person's page (the warnings themselves stand in the frame)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design.panels import Panel


def _if_support_fails(subject: Any, user: Any) -> dict[str, Any] | None:
    failures = list(subject.support_failures.in_force(timezone.localdate()))
    return {"subject": subject, "failures": failures} if failures else None


PANELS = [Panel("support_fails", "If support fails", "people.see", "warnings/panel.jinja", _if_support_fails, "side")]
