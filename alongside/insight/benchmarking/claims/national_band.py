"""Quartile among all councils of England, and the ends of it by tenths, by the stated rule of cutting."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, make
from ..measures import Measure
from ..places import Group
from ..ranking import Rank, cut
from ..standing import Standing

KEY, USES = "national_band", 10
TITLE = "National quartile, fifth or decile"


def claims(at: Standing) -> Iterator[Claim]:
    yield from banded_claims(at, KEY, at.england)
    for of in at.measures:
        rank = at.rank(of, at.england)
        if rank is None or rank.end is None:
            continue
        band, parts = rank.end
        best = band.startswith("top")
        yield make(
            at,
            KEY,
            of,
            f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, among the "
            f"{'best' if best else 'worst'} {cut(rank.of, parts)} of {rank.of} councils in England: the "
            f"{band}{words.beside_the_way(of)}.",
            group=at.england,
            band=band,
            tone=1 if best else -1,
            weight=abs(1 - 2 * rank.place),
        )


def banded_claims(at: Standing, pattern: str, group: Group) -> Iterator[Claim]:
    for of in at.measures:
        rank = at.rank(of, group)
        if rank is None or rank.band is None:
            continue
        tone = {1: 1, 4: -1}.get(rank.quartile or 0, 0)
        yield make(
            at,
            pattern,
            of,
            f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, in the "
            f"{rank.band} of {rank.of} councils in {group.spoken}{_cut(of, rank)}.",
            group=group,
            tone=tone,
            weight=0.7 * abs(1 - 2 * rank.place),
        )


def _cut(of: Measure, rank: Rank) -> str:
    """How many make the quarter, where it is one of the ends; and which way is better, where that is not plain."""
    ends = {1: f"the best {cut(rank.of, 4)}", 4: f"the last {cut(rank.of, 4)}"}
    told = [ends.get(rank.quartile or 0, ""), words.which_way(of) if of.low_is_good else ""]
    return f" ({'; '.join(filter(None, told))})" if any(told) else ""
