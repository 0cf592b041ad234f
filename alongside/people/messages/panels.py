"""What waits for an answer, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Thread


def _messages(subject: Any, user: Any) -> dict[str, Any] | None:
    threads = list(Thread.objects.of(subject)[:3])
    return {"subject": subject, "lines": [(one, presenters.state(one)) for one in threads]} if threads else None


PANELS = [Panel("messages", "Messages", "messages.see", "messages/panel.jinja", _messages, "side")]
