"""The best, or the worst, of the region in every measure of the survey of people who use services."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, counted
from ..standing import Standing

KEY, USES = "sweep", 3
TITLE = "Best or worst in all survey measures"
FEW = 3


def claims(at: Standing) -> Iterator[Claim]:
    ranks = [rank for of in at.measures if of.survey == "users" and (rank := at.rank(of, at.region))]
    if len(ranks) < FEW:
        return
    for end, tone, places in (
        ("best", 1, [one.rank for one in ranks]),
        ("worst", -1, [one.from_bottom for one in ranks]),
    ):
        if all(place == 1 for place in places):
            yield counted(
                at,
                KEY,
                f"{at.council.name} was the {end} in {at.region.spoken} in all "
                f"{words.count(len(ranks))} measures from the survey of people who use services in "
                f"{at.year}.",
                len(ranks),
                len(ranks),
                measure_set="users",
                comparator=at.region.name,
                tone=tone,
                weight=1.0,
            )
