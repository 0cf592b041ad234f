"""Visits in words."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Row, Tag

from .models import Visit


def who(visit: Visit) -> str:
    if visit.with_worker:
        return f"{visit.worker.name} with {visit.with_worker.name}"
    return f"{visit.worker.name}, alone" if visit.alone else visit.worker.name


def state_tag(visit: Visit, now: datetime) -> Tag:
    if visit.called_off:
        return Tag("Called off")
    if visit.awaits_safe and visit.safe_by and visit.safe_by < now:
        return Tag("Not safe yet", "late")
    if visit.awaits_safe:
        return Tag(f"Safe by {words.clock(visit.safe_by)}", "soon")
    if visit.alone:
        return Tag(f"Safe at {words.clock(visit.safe_at)}", "done")
    return Tag(visit.outcome_label or "Together")


def row(visit: Visit, now: datetime) -> Row:
    """One line of the day's visits."""
    button = None
    if visit.awaits_safe:
        button = Button("Safe", reverse("visits:safe", args=[visit.pk]), post=True,
                        about=f"{visit.worker.name}, {visit.subject.display_name}")
    elif not visit.outcome:
        button = Button("Say what came of it", reverse("visits:outcome", args=[visit.pk]))
    tag = state_tag(visit, now)
    return Row(
        day=words.clock(visit.starts_at), day_note=words.short_date(visit.starts_at), name=visit.subject.display_name,
        href=reverse("visits:index", args=[visit.subject_id]), why=f"{visit.where} · {visit.why}", tag=tag,
        late=tag.kind == "late", kind=who(visit), button=button,
    )


def times(visit: Visit) -> str:
    """"Leaves 10.15, there 10.30, safe by 12.00": what a colleague needs to know."""
    local = timezone.localtime(visit.starts_at)
    parts = [words.full_date(local)]
    if visit.leaves_at:
        parts.append(f"leaves {words.clock(visit.leaves_at)}")
    parts.append(f"there {words.clock(visit.starts_at)}")
    if visit.safe_by:
        parts.append(f"safe by {words.clock(visit.safe_by)}")
    return ", ".join(parts)
