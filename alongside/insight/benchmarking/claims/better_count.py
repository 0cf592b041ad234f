"""So many of so many measures better than England, than the region, and than both."""

from collections.abc import Iterator
from decimal import Decimal

from .. import words
from ..claim import BETTER, Claim, counted, side
from ..standing import Standing

KEY, USES = "better_count", 7
TITLE = "Number better than average"


def claims(at: Standing) -> Iterator[Claim]:
    better: list[set[str]] = []
    known: list[set[str]] = []
    for group in (at.region, at.england):
        found = [(of, average) for of in at.measures if (average := at.average(of, group))]
        known.append({of.code for of, _ in found})
        better.append({of.code for of, average in found if side(of, at.now(of).value, average.value) == BETTER})
        if found:
            yield _told(at, better[-1], len(found), f"the average of {group.spoken}", group.name)
    both = known[0] & known[1]
    if both:
        yield _told(
            at,
            better[0] & better[1] & both,
            len(both),
            f"both averages, of {at.region.spoken} and of England",
            f"{at.region.name} and England",
        )


def _told(at: Standing, better: set[str], of: int, than: str, comparator: str) -> Claim:
    share = words.per_cent_of(Decimal(len(better)), Decimal(of))
    tone = (2 * len(better) > of) - (2 * len(better) < of)
    return counted(
        at,
        KEY,
        f"{words.some(len(better), of)} measures published for {at.year} with that average "
        f"({share}) were better than {than}.",
        len(better),
        of,
        comparator=comparator,
        direction=BETTER,
        tone=tone,
        weight=0.3,
    )
