"""A figure for part of a year: said with its day, marked provisional, never ranked or compared with a whole year."""

from collections.abc import Iterator

from ..claim import Claim, entered
from ..standing import Standing

KEY, USES = "provisional", 6
TITLE = "Figure for part of a year"


def claims(at: Standing) -> Iterator[Claim]:
    for said in at.said:
        if said.kind == "provisional" and said.amount is not None:
            unit = f" {said.unit}" if said.unit else ""
            yield entered(
                at,
                KEY,
                said,
                text=f"Provisional, part of a year: {said.words.rstrip('.')}, "
                f"{said.amount.normalize():f}{unit} ({said.measure})",
            )
