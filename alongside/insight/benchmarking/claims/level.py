"""The figure alone, with how sure it is."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, make
from ..standing import Standing

KEY, USES = "level", 19
TITLE = "Stand-alone level"


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        now = at.now(of)
        margin = f" (± {words.gap(of, now.margin)})" if now.margin is not None else ""
        counts = f" ({now.numerator:,.0f} of {now.denominator:,.0f})" if now.numerator and now.denominator else ""
        yield make(at, KEY, of, f"{of.name} stood at {words.amount(of, now.value)}{margin or counts} in {at.year}.")
