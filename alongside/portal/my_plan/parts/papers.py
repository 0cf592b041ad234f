"""Letters and papers that a worker released."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.foundation.design import words
from alongside.people.own_access.models import Release

from ..guard import Theirs


@dataclass(frozen=True)
class Paper:
    pk: int
    title: str
    words: str


def released(theirs: Theirs) -> list[Paper]:
    rows = Release.objects.of(theirs.subject).readable_with(theirs.access.parts_open)
    return [Paper(row.pk, row.document.title, f"{row.get_part_display()}, {words.date(row.document.day)}")
            for row in rows]


def one(theirs: Theirs, release_id: int) -> Release | None:
    """A paper of this record that this reader may read, and no other."""
    return Release.objects.of(theirs.subject).readable_with(theirs.access.parts_open).filter(pk=release_id).first()
