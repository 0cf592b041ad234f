"""Facts about how a person lives, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.foundation.design import words

from . import policy
from .kinds import KINDS, Kind
from .models import Fact

# Shown on the person's own page, and only when they say something.
GOOD_TO_KNOW = ("health_condition", "dementia", "autism", "hearing", "sight", "lives_alone", "accommodation",
                "employment", "veteran", "client_funding")
SAYS_LITTLE = {"unknown", "none", "no"}


@dataclass(frozen=True)
class KindNow:
    kind: Kind
    facts: list[Fact]
    earlier: list[Fact]


def by_kind(rows: list[Fact]) -> list[KindNow]:
    """Every kind in order, answered or not, with what is true now and what was before."""
    return [
        KindNow(kind, [row for row in rows if row.kind == key and row.until is None],
                [row for row in rows if row.kind == key and row.until is not None])
        for key, kind in KINDS.items()
    ]


def needs_check(row: Fact, today: date) -> bool:
    return row.until is None and row.confirmed_on < policy.to_check_before(today)


def from_words(row: Fact, today: date) -> str:
    """"Told by the person, since 3 May. Still true 2 June, Amara Bello"."""
    still = "" if row.confirmed_on == row.recorded_at.date() else \
        f" Still true on {words.short_date(row.confirmed_on, today)}, said {row.confirmed_by.name}."
    return f"{row.get_source_display()}, since {words.short_date(row.since, today)}.{still}"


def good_to_know(rows: list[Fact]) -> list[tuple[str, str]]:
    """What a worker should have in mind: "Health: stroke, diabetes"."""
    found: list[tuple[str, str]] = []
    for key in GOOD_TO_KNOW:
        said = [row.label + (f" ({row.words})" if row.words else "")
                for row in rows if row.kind == key and (row.code not in SAYS_LITTLE or row.words)]
        if said:
            found.append((KINDS[key].label, ", ".join(said)))
    return found


def history(rows: list[Fact], today: date) -> list[dict[str, Any]]:
    def when(row: Fact) -> str:
        return f"{words.short_date(row.since, today)} to {words.short_date(row.until, today)}"

    return [{"label": row.label, "when": when(row), "by": row.recorded_by.name} for row in rows]
