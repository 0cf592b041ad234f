"""The last talks, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Conversation

SHOWN = 3


def _talks(subject: Any, user: Any) -> dict[str, Any] | None:
    talks = Conversation.objects.of(subject).newest_first().select_related("held_by")
    lines = [presenters.talk_line(talk, steps=False) for talk in talks[:SHOWN]]
    return {"subject": subject, "talks": lines} if lines else None


PANELS = [Panel("conversations", "Conversations", "conversations.see", "conversations/panel.jinja", _talks, "side")]
