"""Savings, pressures, pooled budgets and contracts, as the council enters them."""

from collections.abc import Iterator
from decimal import Decimal

from ..claim import Claim, entered
from ..standing import Standing

KEY, USES = "money", 21
TITLE = "Money"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "money":
            amount = f": {pounds(said.amount)}" if said.amount is not None else ""
            yield entered(at, KEY, said, text=f"{said.words.rstrip('.')}{amount}{f' {said.unit}' if said.unit else ''}")


def pounds(amount: Decimal) -> str:
    for size, word in ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million")):
        if abs(amount) >= size:
            return f"£{(amount / size).normalize():f} {word}"
    return f"£{amount:,.0f}" if amount == amount.to_integral() else f"£{amount:,.2f}"
