"""Between a note and the answers of its questionnaire."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.foundation.questionnaires.models import Draft

from .models import Note

MIDDAY = time(12)
CORRECTION = "case_note_correction"


class NotATime(ValueError):
    """The time cannot be read."""


def time_of(text: str) -> time:
    """10.42, 10:42 or 9.05; without a time a note stands in the middle of its day."""
    if not text.strip():
        return MIDDAY
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise NotATime("Write the time as hours and minutes, for example 10.42")
    return time(int(found[1]), int(found[2]))


def happened_at(answers: Mapping[str, Any]) -> datetime:
    day = date.fromisoformat(answers["on"])
    return timezone.make_aware(datetime.combine(day, time_of(answers.get("at", ""))))


def particulars(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What `actions.write` and `actions.correct` take."""
    marks = answers.get("marks", [])
    return {
        "kind": answers["kind"], "words": answers["words"], "happened_at": happened_at(answers),
        "with_whom": answers.get("with_whom", ""), "third_party": "third_party" in marks,
        "sensitive": "sensitive" in marks,
        "significant_title": answers.get("significant_title", "") if "significant" in marks else "",
    }


def begun_before(newest: Note, user: User) -> Draft | None:
    """The correction that this user began of a version which somebody has corrected since."""
    if newest.corrects_id is None:
        return None
    mine = Draft.objects.filter(owner=user, questionnaire=CORRECTION)
    if mine.filter(about=events.source_of(newest)).exists():
        return None
    return mine.filter(about__in=[events.source_of(one) for one in newest.versions()]).first()


def answers_of(note: Note) -> dict[str, Any]:
    """A note as the answers that would have made it, to begin a correction with."""
    when = timezone.localtime(note.happened_at)
    marks = [name for name in ("third_party", "sensitive", "significant") if getattr(note, name)]
    found = {
        "kind": note.kind, "on": when.date().isoformat(), "with_whom": note.with_whom, "words": note.words,
        "at": "" if when.time() == MIDDAY else f"{when.hour}.{when:%M}", "marks": marks,
        "significant_title": note.significant_title,
    }
    return {key: value for key, value in found.items() if value}
