"""How full a week is: the people somebody works with, weighed by kind of work in the council's own points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from alongside.foundation.accounts.models import User
from alongside.foundation.database.prepared import prepared
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Slice
from alongside.foundation.work.models import Task
from alongside.people.involvements.models import Involvement
from alongside.rules import council

# Work that makes a person's situation complex while it is open.
SAFETY_KINDS = ("safeguarding_concern", "enquiry")


@dataclass(frozen=True)
class Part:
    """One kind of work within a caseload."""

    label: str
    people: int
    weight: Decimal


@dataclass(frozen=True)
class Caseload:
    user: User
    parts: Sequence[Part]
    limit: Decimal
    heaviest: Decimal  # what one more complex piece of work would add

    @property
    def people(self) -> int:
        return sum(part.people for part in self.parts)

    @property
    def weight(self) -> Decimal:
        return sum((part.weight for part in self.parts), Decimal(0))

    @property
    def over(self) -> bool:
        return self.weight > self.limit

    @property
    def means(self) -> str:
        """What the figures come to, in words."""
        if self.over:
            return f"Over by {shown(self.weight - self.limit)}. Ask for some to be moved."
        room = int((self.limit - self.weight) // self.heaviest)
        if room == 0:
            return "No room for another complex piece of work."
        return f"Room for about {number(room)} more complex {'piece' if room == 1 else 'pieces'} of work."

    @property
    def slices(self) -> list[Slice]:
        return [
            Slice(f"{part.label} · {words.plural(part.people, 'person', 'people')}", float(part.weight),
                  shown(part.weight))
            for part in self.parts
        ]

    @property
    def said(self) -> str:
        """The bar for those who hear the page."""
        parts = ", ".join(f"{part.label}: {words.plural(part.people, 'person', 'people')}, {shown(part.weight)}"
                          for part in self.parts)
        return f"Weight {shown(self.weight)} of a safe limit of {shown(self.limit)}. {parts}. {self.means}"


def shown(weight: Decimal) -> str:
    """21.5, 9.0, 24"""
    return f"{weight:.1f}"


def number(count: int) -> str:
    small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return small[count] if count < len(small) else str(count)


def caseloads(users: Iterable[User], on: date) -> list[Caseload]:
    """Each worker's caseload, in one query: the people they work with now, by how much the open work asks of them."""
    users = list(users)
    policy = council.load(settings.COUNCIL_PACK)
    weights = policy.policy("caseload.weights", on)
    usual = Decimal(policy.policy("caseload.limit", on))
    counted = _counted([user.pk for user in users])
    return [
        Caseload(
            user=user, limit=Decimal(user.caseload_limit) if user.caseload_limit else usual,
            heaviest=max(weight.weight for weight in weights),
            parts=[Part(weight.label, people := counted.get((user.pk, weight.kind), 0), people * weight.weight)
                   for weight in weights],
        )
        for user in users
    ]


@prepared
def _people(workers: Any) -> QuerySet:
    open_work = Task.objects.open().filter(subject=OuterRef("subject"))
    return (
        Involvement.objects.current().filter(worker=workers)
        .annotate(kind_of_work=Case(
            When(Exists(open_work.filter(Q(priority=Task.Priority.URGENT) | Q(kind__in=SAFETY_KINDS))),
                 then=Value("complex")),
            When(risk="urgent", then=Value("complex")),
            When(Exists(open_work.exclude(kind="review")), then=Value("active")),
            default=Value("settled"),
        ))
        .values("worker", "kind_of_work").annotate(people=Count("subject", distinct=True)).order_by()
    )


def _counted(user_ids: list[int]) -> dict[tuple[int, str], int]:
    """How many people each worker has, by kind: complex while somebody may be unsafe, settled while a review is all."""
    return {(row["worker"], row["kind_of_work"]): row["people"] for row in _people(workers=user_ids)}
