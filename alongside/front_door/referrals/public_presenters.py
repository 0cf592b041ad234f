"""A referral in words, for the one who sends it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Row, Tag

from .forms import sending as steps
from .models import Draft
from .receipts import Receipt

STATES = {
    "received": Tag("Received", "neutral"),
    "read": Tag("Read", "work"),
    "answered": Tag("Answered", "done"),
    "withdrawn": Tag("Taken back", "soon"),
}
MOST_SHOWN = 60


def draft_line(draft: Draft) -> dict[str, str]:
    about = str(draft.answers.get("who", {}).get("about_name", "")).strip()[:MOST_SHOWN]
    to = steps.first_open(draft.answers)
    return {
        "text": f"About {about}" if about else "Not said yet about whom",
        "when": words.moment(draft.changed_at),
        "href": reverse("referrals:step", args=[draft.key, to.key])
        if to
        else reverse("referrals:check", args=[draft.key]),
        "throw_away": reverse("referrals:throw_away", args=[draft.key]),
    }


def size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count >= 1024 * 1024 else f"{max(1, round(count / 1024))} KB"


def files(rows: Any) -> list[dict[str, Any]]:
    return [{"pk": row.pk, "name": row.name, "size": size(row.size)} for row in rows]


def to_check(draft: Draft) -> list[dict[str, Any]]:
    """Each step with its questions and answers, and the way back to it."""
    parts = []
    for step in steps.asked(draft.answers):
        form = steps.filled(step, draft.answers)
        form.full_clean()
        lines = [
            {"question": bound.label, "answer": said}
            for bound in form
            if (said := _said(bound, form.cleaned_data.get(bound.name)))
        ]
        parts.append(
            {
                "title": step.title,
                "lines": lines,
                "key": step.key,
                "href": f"{reverse('referrals:step', args=[draft.key, step.key])}?check",
            }
        )
    return parts


def _said(bound: Any, value: Any) -> str:
    choices = dict(getattr(bound.field, "choices", ()))
    if isinstance(value, list):
        return "; ".join(str(choices.get(one, one)) for one in value)
    return str(choices.get(value, value)) if value else ""


def way(receipt: Receipt) -> list[dict[str, Any]]:
    """Received, read, answered: who, and when."""
    lines = [
        ("Received", receipt.received_at, ""),
        ("Read", receipt.read_at, receipt.read_by),
        ("Answered", receipt.answered_at, receipt.answered_by),
    ]
    if receipt.withdrawn_at:
        lines.insert(2, ("You took it back", receipt.withdrawn_at, ""))
    return [
        {"what": what, "when": words.moment(at) if at else "Not yet", "who": who if at else "", "done": bool(at)}
        for what, at, who in lines
    ]


def own_row(receipt: Receipt) -> Row:
    today = timezone.localdate()
    return Row(
        day=words.short_date(receipt.received_at, today),
        day_note=words.ago(receipt.received_at, today),
        name=receipt.about,
        why=receipt.reference,
        tag=STATES[receipt.state],
        href=reverse("referrals:follow", args=[receipt.key]),
    )
