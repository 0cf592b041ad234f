"""What other slices hand to the frame of a person's pages, without the frame knowing them.

`people/warnings` gives the warnings, later floors the one act that matters now ("Start Winnie's review"); each says so
in its `apps.py`: `show_warnings(current_warnings)`, `offer(acts)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.foundation.design.shapes import Button, Link, Warning_

Warnings = Callable[[Any, Any], Sequence[Warning_]]
Acts = Callable[[Any, Any], Sequence[Button]]
Links = Callable[[Any, Any], Sequence[Link]]

_warnings: list[tuple[Warnings, str]] = []
_acts: list[Acts] = []
_links: list[Links] = []


def show_warnings(source: Warnings, url_name: str) -> None:
    """`source(subject, user)` gives warnings in force, the gravest first; `url_name` is their page."""
    _warnings[:] = [(source, url_name)]


def offer(source: Acts) -> None:
    """`source(subject, user)` gives at most one or two acts for the top of the person's page."""
    if source not in _acts:
        _acts.append(source)


def offer_more(source: Links) -> None:
    """`source(subject, user)` gives lines for the menu under "More"."""
    if source not in _links:
        _links.append(source)


def warnings_of(subject: Any, user: Any) -> tuple[Sequence[Warning_], str]:
    for source, url_name in _warnings:
        return source(subject, user), url_name
    return (), ""


def acts_for(subject: Any, user: Any) -> list[Button]:
    return [act for source in _acts for act in source(subject, user)]


def links_for(subject: Any, user: Any) -> list[Link]:
    return [link for source in _links for link in source(subject, user)]


@dataclass(frozen=True)
class PersonTab:
    key: str
    text: str
    url_name: str
    permission: str


# In this order; a page that is not there yet, or that the user may not open, is not shown.
TABS = [
    PersonTab("overview", "Overview", "desk:person", "people.see"),
    PersonTab("notes", "Notes", "case_notes:index", "case_notes.see"),
    PersonTab("assessments", "Assessments", "assessments:index", "assessments.see"),
    PersonTab("plans", "Plan and reviews", "plans:index", "plans.see"),
    PersonTab("people", "People and sharing", "relationships:index", "people.see"),
    PersonTab("letters", "Letters", "desk:letters", "documents.see"),
    PersonTab("looks", "Who looked", "desk:looks", "audit.see_looks"),
    PersonTab("details", "Details", "people:details", "people.see"),
]
