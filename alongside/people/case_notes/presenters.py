"""Notes, the chronology and decisions, in words."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Happening, Tag

from .drafts import MIDDAY
from .models import ManagementDecision, Note

LEFT_OUT = "About somebody else, and left out of this copy."


def when(note: Note) -> str:
    local = timezone.localtime(note.happened_at)
    return words.date(local) if local.time() == MIDDAY else words.moment(local)


def title(note: Note) -> str:
    return f"{note.kind_words} with {note.with_whom}" if note.with_whom else note.kind_words


def tags(note: Note) -> list[Tag]:
    found = []
    if note.significant:
        found.append(Tag("Significant", "decision"))
    if note.sensitive:
        found.append(Tag("Sensitive", "soon"))
    if note.third_party:
        found.append(Tag("About somebody else"))
    if note.corrects_id:
        found.append(Tag("Corrected"))
    return found


def written(note: Note) -> str:
    """"Amara Bello, written 12 May 2026 at 10.42": the day of writing only where it is another day."""
    same_day = timezone.localtime(note.written_at).date() == timezone.localtime(note.happened_at).date()
    return note.written_by.name if same_day else f"{note.written_by.name}, written {words.moment(note.written_at)}"


def for_a_copy(note: Note) -> str:
    """The note's words in a copy given to the person."""
    return LEFT_OUT if note.third_party else note.words


def happening(event: Any) -> Happening:
    """A line of the chronology."""
    by = f"{event.by.name}. " if event.by else ""
    return Happening(day=words.date(event.happened_at), title=event.title, words=f"{by}{event.detail}".strip(),
                     href=event.url, tag=Tag(event.get_category_display()))


def decision_tag(row: ManagementDecision) -> Tag:
    if row.decided_on:
        return Tag(f"Decided {words.short_date(row.decided_on)}", "done")
    return Tag(f"Asked of {row.asked_of.name}" if row.asked_of else "Waiting for an answer", "soon")
