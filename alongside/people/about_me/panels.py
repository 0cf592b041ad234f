"""Her words first, then strengths, on the person's page."""

from __future__ import annotations

from typing import Any

from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Network, Strength, Words


def _what_matters(subject: Any, user: Any) -> dict[str, Any] | None:
    said = list(Words.objects.filter(subject=subject).latest_of_each_topic())
    matters = next((one for one in said if one.topic == Words.Topic.MATTERS), None)
    others = [one for one in said if one.topic != Words.Topic.MATTERS]
    return {"subject": subject, "matters": matters, "note": presenters.whose_note(matters) if matters else "",
            "others": others}


def _strengths(subject: Any, user: Any) -> dict[str, Any] | None:
    return {
        "subject": subject, "strengths": list(Strength.objects.filter(subject=subject).still_so()),
        "networks": list(Network.objects.filter(subject=subject).still_so()),
    }


PANELS = [
    Panel("about_me", "What matters to me", "people.see", "about_me/panel.jinja", _what_matters),
    Panel("strengths", "Strengths", "people.see", "about_me/strengths_panel.jinja", _strengths),
]
