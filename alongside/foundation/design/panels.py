"""A card that a slice adds to the person page: declared in the slice's `panels.py`, laid out by the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """`context(subject, user)` gives the template what it needs, or None where there is nothing worth a card."""

    key: str
    title: str
    permission: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    column: str = "main"  # "main" or "side"
