"""What changed for people, in figures, for those who answer for link workers.

Shown to somebody outside the link workers' team, a number below five is held back, and the next smallest beside it in
the same table, so that nobody can work it out from the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from alongside.foundation.audit.context import adding_up

from . import measure
from .models import Goal, LinkWork, Measured, Tried

SMALL = 5
FEW = f"fewer than {SMALL}"


@dataclass(frozen=True)
class Change:
    """One question before and after, for those who answered it both times."""

    text: str
    better: str
    people: int
    before: float
    after: float


@dataclass(frozen=True)
class Figures:
    asked: int
    started: int
    ended: int
    waited: float | None
    why_ended: dict[str, int]
    goals: dict[str, int]
    by_community: int
    groups: dict[str, int]
    why_not: dict[str, int]
    changes: tuple[Change, ...]


def between(since: date, until: date) -> Figures:
    """Of those whose time ended in it, what they wanted, tried and came to; and how many began."""
    with adding_up():
        everybody = LinkWork.objects.filter(subject__restricted=False)
        began = list(everybody.filter(started_on__range=(since, until)).values_list("asked_on", "started_on"))
        ended = everybody.filter(ended_on__range=(since, until))
        theirs = {"link_work__in": ended.values("pk")}
        goals = Counter(Goal.objects.filter(**theirs).values_list("reached", flat=True))
        tried = list(Tried.objects.filter(**theirs).values_list("state", "liked", "why_not"))
        return Figures(
            asked=everybody.filter(asked_on__range=(since, until)).count(), started=len(began), ended=ended.count(),
            waited=float(median((start - asked).days for asked, start in began)) if began else None,
            why_ended=_labelled(LinkWork.Ended.choices, Counter(ended.values_list("ended_because", flat=True))),
            goals={**_labelled(Goal.Reached.choices, goals), "Nobody said": goals[""]},
            by_community=Goal.objects.filter(**theirs, reached="yes", reached_by__isnull=False).count(),
            groups={"Thought of": len(tried), "Went": sum(1 for state, _, _ in tried if state == "went"),
                    "Liked it": sum(1 for _, liked, _ in tried if liked in ("yes", "somewhat"))},
            why_not=_labelled(Tried.WhyNot.choices, Counter(why for _, _, why in tried if why)),
            changes=_changes(Measured.objects.filter(**theirs, when__in=("start", "end"))),
        )


def _labelled(choices: Iterable[tuple[str, str]], counted: Mapping[str, int]) -> dict[str, int]:
    return {str(label): counted.get(key, 0) for key, label in choices}


def _changes(rows: Iterable[Measured]) -> tuple[Change, ...]:
    answered: dict[int, dict[str, dict[str, int]]] = {}
    ours = measure.current()
    for row in rows:
        if row.measure == ours.key:
            answered.setdefault(row.link_work_id, {})[row.when] = row.answers
    found = []
    for one in ours.questions:
        pairs = [(both["start"][one.key], both["end"][one.key]) for both in answered.values()
                 if both.get("start", {}).get(one.key) is not None and both.get("end", {}).get(one.key) is not None]
        count = len(pairs)
        found.append(Change(one.short, one.better, count, sum(before for before, _ in pairs) / count if count else 0,
                            sum(after for _, after in pairs) / count if count else 0))
    return tuple(found)


def held_back(counts: Mapping[str, int]) -> dict[str, str]:
    """In words, small ones held back; where only one is, the next smallest too."""
    small = {label for label, number in counts.items() if 0 < number < SMALL}
    if len(small) == 1:
        others = sorted((number, label) for label, number in counts.items() if number and label not in small)
        small |= {label for _, label in others[:1]}
    return {label: ("held back" if number >= SMALL else FEW) if label in small else str(number)
            for label, number in counts.items()}


def in_words(number: int, *, whole: bool) -> str:
    return str(number) if whole or number == 0 or number >= SMALL else FEW
