"""What was offered because of a session. Assessments are offered by a slice above; in its `apps.py` it says how they
are found: `told_by(offers)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.foundation.design.shapes import Tag

from .models import PlanningSession


@dataclass(frozen=True)
class Offered:
    kind: str  # adult or carer, as the law parts them: sections 9 and 10
    title: str
    tag: Tag
    words: str


Offers = Callable[[PlanningSession], Sequence[Offered]]

_offers: list[Offers] = []


def told_by(offers: Offers) -> None:
    """`offers(session)` gives what was offered because of it, the first first."""
    _offers[:] = [offers]


def because_of(session: PlanningSession) -> list[Offered]:
    return [one for offers in _offers for one in offers(session)]
