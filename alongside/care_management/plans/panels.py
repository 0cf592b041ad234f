"""Support now, on the person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.foundation.database.prepared import prepared
from alongside.foundation.design.panels import Panel

from . import presenters
from .models import Plan


@prepared
def _in_force(subject: int) -> QuerySet[Plan]:
    return Plan.objects.of(subject).in_force().select_related("subject").with_support().newest_first()


def _support_now(subject: Any, user: Any) -> dict[str, Any] | None:
    plans = _in_force(subject=subject.pk)
    standing = [(plan, presenters.support_table(plan), *presenters.budget_bar(plan)) for plan in plans]
    return {"subject": subject, "standing": standing} if standing else None


PANELS = [Panel("plans", "Support now", "plans.see", "plans/panel.jinja", _support_now)]
