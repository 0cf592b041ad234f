"""A person's words, as pages show them."""

from __future__ import annotations

from alongside.foundation.design import words

from .models import Words


def whose_note(said: Words) -> str:
    """"Her own words, 14 April 2026", "Told by Chidi, her son, 14 April 2026"."""
    day = words.date(said.said_on)
    match said.whose:
        case Words.Whose.TOLD:
            return f"Told by {said.told_by}, {day}"
        case Words.Whose.SHOWN:
            return f"Shown without words, {day}"
        case _:
            return f"Their own words, {day}"


def written_note(said: Words) -> str:
    return f"{whose_note(said)}. Written down by {said.recorded_by.name}"
