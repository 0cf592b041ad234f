"""The figure beside the average of region and of England, both numbers printed."""

from collections.abc import Iterator

from .. import words
from ..change import really_differs
from ..claim import BETTER, EQUAL, WORSE, Claim, make, side
from ..standing import Standing

KEY, USES = "against_average", 15
TITLE = "Value against average"


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        now = at.now(of)
        for group in (at.region, at.england):
            average = at.average(of, group)
            if average is None:
                continue
            stands = side(of, now.value, average.value)
            chance = stands != EQUAL and really_differs(now, average) is False
            theirs, gap = words.amount(of, average.value), words.gap(of, now.value - average.value)
            if stands == EQUAL:
                beside = f"equal to the average of {group.spoken}"
            elif chance:
                beside = (
                    f"against an average of {theirs} in {group.spoken}; the difference of {gap} is within the survey’s "
                    f"margins of error"
                )
            else:
                beside = f"{stands} than the average of {group.spoken} ({theirs}) by {gap}"
            rank = at.rank(of, group)
            yield make(
                at,
                KEY,
                of,
                f"{of.name} stood at {words.amount(of, now.value)} in {at.year}, {beside}.",
                group=group,
                tone=0 if chance else {BETTER: 1, WORSE: -1}.get(stands, 0),
                weight=0.8 * abs(1 - 2 * rank.place) if rank else 0.1,
            )
