"""Place among all councils of England with a figure; equals share it."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, make
from ..measures import Measure
from ..places import Group
from ..ranking import Rank
from ..standing import Standing

KEY, USES = "national_rank", 7
TITLE = "National rank"
FEW = 3
NEAR_THE_END = 3


def claims(at: Standing) -> Iterator[Claim]:
    yield from ranked_claims(at, KEY, at.england)


def ranked_claims(at: Standing, pattern: str, group: Group) -> Iterator[Claim]:
    """The same sentence for every kind of group."""
    for of in at.measures:
        rank = at.rank(of, group)
        if rank is None or rank.of < FEW:
            continue
        tone = {1: 1, 4: -1}.get(rank.quartile or 0, 0)
        yield make(
            at,
            pattern,
            of,
            f"{at.council.name} ranked {words.ranked(rank, group)} for {words.lower(of.name)}: "
            f"{words.amount(of, at.now(of).value)} in {at.year}{ending(of, rank, ', ', '')}.",
            group=group,
            tone=tone,
            weight=abs(1 - 2 * rank.place),
        )


def ending(of: Measure, rank: Rank, before: str, after: str) -> str:
    """Highest or lowest, and which is better: said near the ends, and where a low figure is a good one."""
    if not of.low_is_good and min(rank.rank, rank.from_bottom) > NEAR_THE_END:
        return ""
    return f"{before}the {words.extreme(of, rank)}, where {words.which_way(of)}{after}"
