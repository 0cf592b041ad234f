"""Time with a link worker, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import LinkWork


def _now(subject: Any, user: Any) -> dict[str, Any] | None:
    found = LinkWork.objects.of(subject).with_all().newest_first().first()
    if found is None:
        return None
    return {"subject": subject, "link_work": found, "state": presenters.state_tag(found),
            "goals": [(goal, presenters.goal_tag(goal)) for goal in found.goals.all()]}


PANELS = [Panel("social_prescribing", "Link worker", "social_prescribing.see", "social_prescribing/panel.jinja", _now,
                "side")]
