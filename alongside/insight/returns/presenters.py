"""A built return in words: its events, what fails, and where each is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.presenters import initials_if_restricted
from alongside.rules.national_return.columns import BY_NAME, PERSON

from .models import BuiltReturn

# Where a field of the person is put right; the others in the event itself.
CIRCUMSTANCES = (
    "Primary Support Reason",
    "Accommodation Status",
    "Employment Status",
    "Has Unpaid Carer",
    "Client Funding Status",
)
PAGES = {
    "conversations.conversation": "conversations:read",
    "assessments.assessment": "assessments:read",
    "carers.carersassessment": "carers:read",
    "reviews.review": "reviews:read",
}
SHOWN = 50


@dataclass(frozen=True)
class ToPutRight:
    subject_id: int
    row: int
    field: str
    message: str
    name: str
    href: str


def to_put_right(built: BuiltReturn, user: Any, *, field: str = "") -> list[ToPutRight]:
    """The first failing values, with a link for those who may open the record, and no name for others."""
    chosen = [one for one in built.problems if not field or one["field"] == field][:SHOWN]
    subjects = {subject.pk: subject for subject in visible(user, {one["subject"] for one in chosen})}
    return [
        ToPutRight(
            subject_id=one["subject"],
            row=one["row"],
            field=one["field"],
            message=one["message"],
            name=initials_if_restricted(subjects[one["subject"]])
            if one["subject"] in subjects
            else "A record that is not open to you",
            href=page_of(one) if one["subject"] in subjects else "",
        )
        for one in chosen
    ]


def types(built: BuiltReturn) -> list[list[Any]]:
    return [[name, f"{count:,}"] for name, count in sorted(built.by_type.items())]


def fields(built: BuiltReturn) -> list[list[Any]]:
    page = reverse("returns:built", args=[built.pk])
    return [
        [{"text": name, "href": f"{page}?{urlencode({'field': name})}"}, f"{count:,}"]
        for name, count in built.failing.items()
    ]


def cells(lines: Iterable[ToPutRight]) -> list[list[Any]]:
    return [
        [{"text": line.name, "href": line.href} if line.href else line.name, line.field, line.message] for line in lines
    ]


def visible(user: Any, ids: Iterable[int]) -> list[Subject]:
    return list(visible_subjects(user).filter(pk__in=list(ids))) if user.may("people.see") else []


def page_of(problem: dict[str, Any]) -> str:
    """The page on which the field is put right; the person's own page where there is none."""
    subject, (label, _, pk) = problem["subject"], problem["source"].partition(":")
    column = BY_NAME[problem["field"]]
    if problem["field"] in CIRCUMSTANCES:
        return _address("circumstances:index", subject)
    if column.module == PERSON:
        return _address("people:details", subject)
    return _address(PAGES.get(label, ""), subject, int(pk)) if label in PAGES else _address("desk:person", subject)


def _address(name: str, *numbers: int) -> str:
    try:
        return reverse(name, args=numbers)
    except NoReverseMatch:
        return reverse("desk:person", args=numbers[:1])


def file_name(built: BuiltReturn) -> str:
    return f"CLD_{built.starts_on:%Y%m%d}_{built.ends_on:%Y%m%d}.csv"
