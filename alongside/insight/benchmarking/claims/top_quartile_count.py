"""How many measures stand in the best and in the worst quarter of England."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, counted
from ..standing import Standing

KEY, USES = "top_quartile_count", 2
TITLE = "Number in the top and bottom quartile"


def claims(at: Standing) -> Iterator[Claim]:
    for group in (at.region, at.england):
        quartiles = [rank.quartile for of in at.measures if (rank := at.rank(of, group))]
        if not quartiles:
            continue
        best, worst = quartiles.count(1), quartiles.count(4)
        few = words.count(worst) if worst else "none"
        yield counted(
            at,
            KEY,
            f"{words.some(best, len(quartiles))} measures for {at.year} stood in the top "
            f"quartile and {few} in the bottom quartile of councils in {group.spoken}.",
            best,
            len(quartiles),
            comparator=group.name,
            tone=(best > worst) - (best < worst),
            weight=0.3,
        )
