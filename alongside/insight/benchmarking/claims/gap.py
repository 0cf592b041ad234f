"""The distance from an average alone, in percentage points for shares; a multiple only where one is apt."""

from collections.abc import Iterator

from .. import words
from ..change import really_differs
from ..claim import BETTER, EQUAL, Claim, make, side
from ..standing import Standing

KEY, USES = "gap", 4
TITLE = "Gap or multiple"


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        now = at.now(of)
        for group in (at.region, at.england):
            average = at.average(of, group)
            if average is None or (stands := side(of, now.value, average.value)) == EQUAL:
                continue
            if really_differs(now, average) is False:
                continue
            higher = "above" if now.value > average.value else "below"
            # Of a score a multiple says nothing, nor of shares near the whole.
            apt = of.unit == "per_100000" or (of.unit == "percent" and max(now.value, average.value) <= 50)
            multiple = words.times(now.value, average.value) if apt else ""
            size = words.gap(of, now.value - average.value)
            text = f"{size} {higher} the average of {group.spoken}"
            if multiple:
                text = f"at {multiple} the average of {group.spoken}, {size} {higher} it"
            yield make(
                at,
                KEY,
                of,
                f"{of.name} stood {text} in {at.year}{words.beside_the_way(of)}.",
                group=group,
                tone=1 if stands == BETTER else -1,
                weight=0.2,
            )
