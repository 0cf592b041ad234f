"""The personal budget (s26): what the support costs a week, and how much of it each funder pays. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

# The order in which payers are shown: the person first, as on their page.
FUNDERS = ("person", "family", "social_care", "nhs", "other_council", "charity")


class Costed(Protocol):
    @property
    def weekly_cost(self) -> Decimal | None: ...
    @property
    def funder(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Share:
    funder: str
    amount: Decimal


@dataclass(frozen=True)
class Budget:
    total: Decimal
    shares: tuple[Share, ...]
    direct_payment: Decimal
    # How many lines of council support have no figure yet.
    without_figure: int

    @property
    def council(self) -> Decimal:
        """What the council pays, before any contribution is worked out."""
        return next((share.amount for share in self.shares if share.funder == "social_care"), Decimal(0))


def budget_of(lines: Iterable[Costed]) -> Budget:
    lines = list(lines)
    by_funder: dict[str, Decimal] = {}
    for line in lines:
        if line.weekly_cost:
            by_funder[line.funder] = by_funder.get(line.funder, Decimal(0)) + line.weekly_cost
    known = {funder: place for place, funder in enumerate(FUNDERS)}
    shares = sorted(by_funder.items(), key=lambda share: known.get(share[0], len(known)))
    return Budget(
        total=sum(by_funder.values(), Decimal(0)),
        shares=tuple(Share(funder, amount) for funder, amount in shares),
        direct_payment=sum((line.weekly_cost or Decimal(0) for line in lines if line.source == "direct_payment"),
                           Decimal(0)),
        without_figure=sum(1 for line in lines
                           if line.source in ("direct_payment", "council_arranged") and line.weekly_cost is None),
    )
