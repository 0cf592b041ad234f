"""Quartile among all councils of England, and the ends of it by tenths, by the stated rule of cutting."""

from collections.abc import Iterator

from .. import words
from ..claim import Claim, make
from ..places import Group
from ..ranking import TOP_DECILE, cut
from ..standing import Standing

KEY, USES = "national_band", 10
TITLE = "National quartile or decile"
FEW = 8


def claims(at: Standing) -> Iterator[Claim]:
    yield from banded_claims(at, KEY, at.england)
    for of in at.measures:
        rank = at.rank(of, at.england)
        if rank is None or rank.decile is None:
            continue
        best = rank.decile == TOP_DECILE
        yield make(
            at,
            KEY,
            of,
            f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, among the "
            f"{'best' if best else 'worst'} {cut(rank.of, 10)} of {rank.of} councils in England: the "
            f"{rank.decile}.",
            group=at.england,
            band=rank.decile,
            tone=1 if best else -1,
            weight=abs(1 - 2 * rank.place),
        )


def banded_claims(at: Standing, pattern: str, group: Group) -> Iterator[Claim]:
    for of in at.measures:
        rank = at.rank(of, group)
        if rank is None or rank.of < FEW or rank.band is None:
            continue
        tone = {1: 1, 4: -1}.get(rank.quartile or 0, 0)
        yield make(
            at,
            pattern,
            of,
            f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, in the "
            f"{rank.band} of {rank.of} councils in {group.spoken}.",
            group=group,
            tone=tone,
            weight=0.7 * abs(1 - 2 * rank.place),
        )
