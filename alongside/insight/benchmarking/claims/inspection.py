"""Inspections and ratings of providers, as the council enters them; with a total, the share."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, entered
from ..standing import Standing

KEY, USES = "inspection", 11
TITLE = "Inspection or provider rating"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind != "inspection":
            continue
        share = ""
        if said.amount is not None and said.before:
            share = (
                f": {said.amount.normalize():f} of {said.before.normalize():f} "
                f"({words.per_cent_of(said.amount, said.before)})"
            )
        yield entered(at, KEY, said, text=f"{said.words.rstrip('.')}{share}")
