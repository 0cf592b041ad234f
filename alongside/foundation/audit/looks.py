"""Writing down that somebody saw a record."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from alongside.foundation.subjects.models import Subject

from .models import Look


def look(request: HttpRequest, subject: Subject, what: str, why: str = "") -> None:
    """One person's record was opened; in the same transaction as the page, so no page without its look."""
    Look.objects.create(subject=subject, what=what, path=request.path[:300], why=why)


def turned_away(request: HttpRequest, subject_id: int) -> None:
    """Somebody came to a restricted record, and was told no more than that."""
    Look.objects.create(subject_id=subject_id, what="turned away: restricted", path=request.path[:300])


def looked_at_list(request: HttpRequest, subject_ids: Iterable[int], what: str, detail: str = "") -> None:
    """Several people were shown with enough to know them (search results, a team's board)."""
    listed = list(subject_ids)
    if listed:
        Look.objects.create(subject=None, what=what, detail=detail[:300], listed=listed, path=request.path[:300])


def looked_at_file(request: HttpRequest, what: str, detail: str) -> None:
    """People were shown who have no record here: of a file that somebody gave, by its name."""
    Look.objects.create(subject=None, what=what, detail=detail[:300], path=request.path[:300])
