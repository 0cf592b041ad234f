"""Recording an event: the one way a slice puts a line on a person's timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:  # the package is imported before there are models
    from alongside.foundation.accounts.models import User
    from alongside.foundation.subjects.models import Subject

    from .models import Event


@dataclass(frozen=True)
class Kind:
    """A kind of event: `key` is "<slice>.<what happened>", `category` one of `events.models.Category`."""

    key: str
    category: str
    significant: bool = False
    permission: str = ""


def source_of(record: models.Model) -> str:
    """How an event, task or grant points back at the record it came from: "plans.plan:12"."""
    return f"{record._meta.label_lower}:{record.pk}"


def record(
    *,
    subject: Subject,
    kind: Kind,
    title: str,
    by: User | None,
    detail: str = "",
    happened_at: datetime | None = None,
    source: models.Model | None = None,
    url: str = "",
    significant: bool | None = None,
) -> Event:
    """Put a line on the person's timeline, in the same transaction as the change it speaks of."""
    from .models import Event

    return Event.objects.create(
        subject=subject, kind=kind.key, category=kind.category, title=title, detail=detail, by=by,
        happened_at=happened_at or timezone.now(), permission=kind.permission,
        significant=kind.significant if significant is None else significant,
        source=source_of(source) if source is not None else "", url=url,
    )
