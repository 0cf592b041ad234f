"""Restrictions and emergency openings in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag
from alongside.foundation.subjects.models import Subject

from .models import BreakGlass, Grant


def person_page(subject_id: int) -> str:
    return reverse("desk:person", args=[subject_id])


def named_ids(subject: Subject) -> list[int]:
    return [given.user_id for given in subject.grants.in_force().by_name() if given.reason == Grant.Reason.NAMED]


def works_with(subject: Subject) -> list[str]:
    """Those who open a restricted record because they work with the person: naming does not end that."""
    return sorted({str(given.user) for given in subject.grants.in_force().by_name()
                   if given.reason in (Grant.Reason.INVOLVED, Grant.Reason.DELEGATED)})


@dataclass(frozen=True)
class OpeningLine:
    pk: int
    who: str
    record: str
    when: str
    reason: str
    tag: Tag
    review: str
    href: str


def opening_line(opening: BreakGlass) -> OpeningLine:
    if opening.reviewed_at is None:
        tag, review = Tag("To review", "soon"), ""
    else:
        tag = Tag("Right", "done") if opening.justified else Tag("Taken up", "late")
        review = f"{opening.reviewed_by}, {words.date(opening.reviewed_at)}: {opening.review_note}"
    return OpeningLine(
        opening.pk, str(opening.grant.user), f"Record {opening.grant.subject_id}", words.moment(opening.opened_at),
        opening.reason, tag, review, reverse("access:review", args=[opening.pk]))


def openings(rows: Iterable[BreakGlass]) -> dict[str, Any]:
    lines = [opening_line(row) for row in rows]
    return {"to_review": [line for line in lines if not line.review],
            "reviewed": [line for line in lines if line.review]}
