"""Quartile among all councils of England, and the ends of it by tenths, by the stated rule of cutting."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, make
from ..measures import Measure
from ..places import Group
from ..ranking import Rank
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
        how_many = at.table.in_band(of, at.year, at.england, parts, best=best)
        yield make(
            at,
            KEY,
            of,
            f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, among the "
            f"{'best' if best else 'worst'} {how_many} of {rank.of} councils in England: the "
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
            f"{rank.band} of {rank.of} councils in {group.spoken}{_cut(at, of, rank, group)}.",
            group=group,
            tone=tone,
            weight=0.7 * abs(1 - 2 * rank.place),
        )


def _cut(at: Standing, of: Measure, rank: Rank, group: Group) -> str:
    """How many are in the quarter, where it is one of the ends; and which way is better, where that is not plain."""
    told = []
    if rank.quartile in (1, 4):
        how_many = at.table.in_band(of, at.year, group, 4, best=rank.quartile == 1)
        told.append(f"the {'best' if rank.quartile == 1 else 'last'} {how_many}")
    if of.low_is_good:
        told.append(words.which_way(of))
    return f" ({'; '.join(told)})" if told else ""
