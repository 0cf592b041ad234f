"""Looks in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.context import who_by_themselves
from alongside.foundation.audit.models import Look
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .circles import COLLEAGUE, HOUSEHOLD, NEIGHBOUR, OWN, Flagged

FLAGS = {
    OWN: Tag("Own name", "late"), HOUSEHOLD: Tag("Own household", "late"), COLLEAGUE: Tag("A colleague", "soon"),
    NEIGHBOUR: Tag("A neighbour", "soon"),
}


@dataclass(frozen=True)
class LookLine:
    who: str
    job: str
    when: str
    what: str
    why: str
    own: bool


def looks(rows: Iterable[Look], viewer: User) -> list[LookLine]:
    rows = list(rows)
    users = User.objects.in_bulk({row.user_id for row in rows if row.user_id})
    lines = []
    for row in rows:
        user = users.get(row.user_id)
        what = row.what.replace("_", " ")
        lines.append(LookLine(
            user.name if user else _outside(row.why), user.job_title if user else "", words.moment(row.at),
            what[:1].upper() + what[1:] + (f": {row.detail}" if row.detail else ""), row.why,
            own=row.user_id == viewer.pk))
    return lines


def _outside(why: str) -> str:
    """The person, or whoever reads for them in My plan; else the service at work."""
    who = who_by_themselves(why)
    return f"{who[:1].upper()}{who[1:]}, in My plan" if who else "The service itself"


@dataclass(frozen=True)
class FlagLine:
    who: str
    record: str
    when: str
    what: str
    why: str
    tags: list[Tag]
    href: str


def flag_line(one: Flagged) -> FlagLine:
    record = f"Record {one.subject.pk} (restricted)" if one.subject.restricted else str(one.subject)
    return FlagLine(one.user.name, record, words.moment(one.look.at), one.look.what, one.look.why,
                    [FLAGS[key] for key in one.why], reverse("desk:review_look", args=[one.look.pk]))
