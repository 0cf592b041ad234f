"""Her words first, then strengths, on the person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Network, SeenDifferently, Strength, Words


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
            "others": [(one, presenters.whose_note(one) if one.is_theirs else "") for one in others],
            "new": [one for one in said if one.is_theirs and one.came_of_it is None]}


def _seen_differently(subject: Any, user: Any) -> dict[str, Any] | None:
    rows = list(SeenDifferently.objects.of(subject)[:5])
    return {"subject": subject, "lines": [
        (one, one.called_for(user), presenters.answer_note(one)) for one in rows]} if rows else None


def _strengths(subject: Any, user: Any) -> dict[str, Any] | None:
    return {
        "subject": subject, "strengths": _strengths_of(subject=subject.pk),
        "networks": _networks_of(subject=subject.pk),
    }


PANELS = [
    Panel("about_me", "What matters to me", "people.see", "about_me/panel.jinja", _what_matters),
    Panel("seen_differently", "They see this differently", "people.see", "about_me/differently_panel.jinja",
          _seen_differently, "side"),
    Panel("strengths", "Strengths", "people.see", "about_me/strengths_panel.jinja", _strengths),
]
