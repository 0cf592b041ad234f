"""So many of so many measures better than England, than the region, and than both, set by set."""

from collections.abc import Iterator
from decimal import Decimal

from .. import words
from ..change import really_differs
from ..claim import BETTER, Claim, counted, side
from ..measures import Measure
from ..sets import FEW, MeasureSet
from ..standing import Standing
from ..table import Figure

KEY, USES = "better_count", 7
TITLE = "Number better than average"


def claims(at: Standing) -> Iterator[Claim]:
    for of, measures in at.measure_sets:
        better: list[set[str]] = []
        known: list[set[str]] = []
        for group in (at.region, at.england):
            found = [(one, average) for one in measures if (average := at.average(one, group))]
            known.append({one.series for one, _ in found})
            sides = {one.series: _side(at, one, average) for one, average in found}
            better.append({series for series, stands in sides.items() if stands == BETTER})
            unsure = sum(1 for stands in sides.values() if stands is None)
            than = f"the average of {group.spoken}"
            yield from _told(at, of, better[-1], len(found), than, group.name, unsure)
        both = known[0] & known[1]
        yield from _told(
            at,
            of,
            better[0] & better[1],
            len(both),
            f"the averages of both {at.region.spoken} and England",
            f"{at.region.name} and England",
        )


def _side(at: Standing, of: Measure, average: Figure) -> str | None:
    """None: better or worse by no more than a survey's margins of error allow, which is neither."""
    now = at.now(of)
    if now.value != average.value and really_differs(now, average) is False:
        return None
    return side(of, now.value, average.value)


def _told(
    at: Standing, of: MeasureSet, better: set[str], how_many: int, than: str, comparator: str, unsure: int = 0
) -> Iterator[Claim]:
    if how_many < (FEW if of.codes else 2):
        return
    share = words.per_cent_of(Decimal(len(better)), Decimal(how_many))
    published = "" if of.codes else " published with that average"
    chance = f"; {words.count(unsure)} did not differ from it beyond a survey’s margins of error" if unsure else ""
    yield counted(
        at,
        KEY,
        f"{words.some(len(better), how_many)} {of.words}{published} ({share}) stood better than {than} in "
        f"{at.year}{of.short_of(how_many)}{chance}.",
        len(better),
        how_many,
        comparator=comparator,
        measure_set=of.key,
        direction=BETTER,
        tone=(2 * len(better) > how_many) - (2 * len(better) < how_many),
        weight=0.3,
    )
