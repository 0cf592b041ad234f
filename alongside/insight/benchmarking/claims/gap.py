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
            higher = "higher" if now.value > average.value else "lower"
            # Of a score a multiple says nothing, nor of shares near the whole.
            apt = of.unit == "per_100000" or (of.unit == "percent" and max(now.value, average.value) <= 50)
            multiple = words.times(now.value, average.value) if apt else ""
            distance = f"{words.gap(of, now.value - average.value)} {higher} than the average of {group.spoken}"
            text = f"{multiple} the average of {group.spoken} ({distance.split(' than ')[0]})" if multiple else distance
            yield make(
                at,
                KEY,
                of,
                f"{of.name} in {at.year}: {text} ({words.which_way(of)}).",
                group=group,
                tone=1 if stands == BETTER else -1,
                weight=0.2,
            )
