"""How many measures of a set stand in the best and in the worst quarter of the region and of England."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, counted
from ..sets import FEW
from ..standing import Standing

KEY, USES = "top_quartile_count", 2
TITLE = "Number in the top and bottom quartile"


def claims(at: Standing) -> Iterator[Claim]:
    for of, measures in at.measure_sets:
        for group in (at.region, at.england):
            quartiles = [rank.quartile for one in measures if (rank := at.rank(one, group))]
            if len(quartiles) < (FEW if of.codes else 2):
                continue
            best, worst = quartiles.count(1), quartiles.count(4)
            yield counted(
                at,
                KEY,
                f"{words.some(best, len(quartiles))} {of.words} stood in the top quartile of councils in "
                f"{group.spoken} in {at.year}, and {words.none_or(worst)} in the bottom "
                f"quartile{of.short_of(len(quartiles))}.",
                best,
                len(quartiles),
                comparator=group.name,
                measure_set=of.key,
                tone=(best > worst) - (best < worst),
                weight=0.3,
            )
