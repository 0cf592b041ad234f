"""Her words first, then strengths, on the person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Network, Strength, Words


@prepared
def _words_of(subject: int) -> QuerySet[Words]:
    return Words.objects.filter(subject=subject).latest_of_each_topic()


@prepared
def _strengths_of(subject: int) -> QuerySet[Strength]:
    return Strength.objects.filter(subject=subject).still_so()


@prepared
def _networks_of(subject: int) -> QuerySet[Network]:
    return Network.objects.filter(subject=subject).still_so()


def _what_matters(subject: Any, user: Any) -> dict[str, Any] | None:
    said = _words_of(subject=subject.pk)
    matters = next((one for one in said if one.topic == Words.Topic.MATTERS), None)
    others = [one for one in said if one.topic != Words.Topic.MATTERS]
    return {"subject": subject, "matters": matters, "note": presenters.whose_note(matters) if matters else "",
            "others": others}


def _strengths(subject: Any, user: Any) -> dict[str, Any] | None:
    return {
        "subject": subject, "strengths": _strengths_of(subject=subject.pk),
        "networks": _networks_of(subject=subject.pk),
    }


PANELS = [
    Panel("about_me", "What matters to me", "people.see", "about_me/panel.jinja", _what_matters),
    Panel("strengths", "Strengths", "people.see", "about_me/strengths_panel.jinja", _strengths),
]
