"""Who is involved, on the person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Involvement


@prepared
def _open(subject: int) -> QuerySet[Involvement]:
    return Involvement.objects.open().filter(subject=subject).with_people().order_by("accepted_at", "pk")


def _who_is_involved(subject: Any, user: Any) -> dict[str, Any] | None:
    return {"subject": subject, "lines": [presenters.line(row) for row in _open(subject=subject.pk)]}


PANELS = [
    Panel("involvements", "Who is involved", "involvements.see", "involvements/panel.jinja", _who_is_involved, "side"),
]
