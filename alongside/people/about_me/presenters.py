"""A person's words, as pages show them."""

from __future__ import annotations

from typing import Any

from alongside.foundation import events
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tag

from .models import SeenDifferently, Words


def whose_note(said: Words) -> str:
    """"Her own words, 14 April 2026", "Told by Chidi, her son, 14 April 2026"."""
    day = words.date(said.said_on)
    if said.is_theirs:
        return f"Added by {_themselves(said)} on {day}"
    match said.whose:
        case Words.Whose.TOLD:
            return f"Told by {said.told_by}, {day}"
        case Words.Whose.SHOWN:
            return f"Shown without words, {day}"
        case _:
            return f"Their own words, {day}"


def _themselves(said: Words) -> str:
    return f"{said.added_by} themselves" if not said.added_acts_as else said.written_by


def written_note(said: Words) -> str:
    if said.is_theirs:
        return f"{whose_note(said)}, in My plan"
    return f"{whose_note(said)}. Written down by {said.written_by}"


def tags(said: Words) -> list[Tag]:
    """Theirs, and new until a colleague says what comes of it."""
    if not said.is_theirs:
        return []
    taken = said.came_of_it
    if taken is None:
        return [Tag("New, and theirs", "work")]
    done = {"read": "Read", "plan": "Goes into the plan", "talk": "To talk about"}[taken.how]
    return [Tag("Theirs"), Tag(f"{done}, {taken.by.name}, {words.short_date(taken.at)}", "done")]


def beside(entries: list[Any]) -> dict[str, list[SeenDifferently]]:
    """What stands beside each of these entries, by its source."""
    found: dict[str, list[SeenDifferently]] = {}
    for one in SeenDifferently.objects.beside(events.source_of(entry) for entry in entries):
        found.setdefault(one.about, []).append(one)
    return found


def beside_one(entry: Any) -> list[SeenDifferently]:
    return list(SeenDifferently.objects.beside([events.source_of(entry)]))


def differs_note(said: SeenDifferently) -> str:
    """"Winnie Okafor sees this differently, 12 May 2026", and what was answered."""
    return f"{said.writer} sees this differently, {words.date(said.said_at)}"


def answer_note(said: SeenDifferently) -> str:
    if said.answered_at is None:
        return f"They ask: {said.get_wants_display().lower()}. Nobody has answered yet"
    return f"{said.get_outcome_display()}. {said.answered_by.name}, {words.date(said.answered_at)}: {said.answer}"
