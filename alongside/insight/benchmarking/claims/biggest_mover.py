"""Whose measure moved furthest in the region, for the better or for the worse, where the change is real."""

from collections.abc import Iterator

from .. import words
from ..change import IMPROVED
from ..claim import Claim, gains_in_region, since
from ..standing import Standing

KEY, USES = "biggest_mover", 2
TITLE = "Biggest mover"
FEW = 5


def claims(at: Standing) -> Iterator[Claim]:
    for of, moved in at.changes():
        gains = gains_in_region(at, of, moved.year)
        if not moved.is_real or len(gains) < FEW:
            continue
        own = gains[at.council.code]
        better = moved.direction == IMPROVED
        if own != (max(gains.values()) if better else min(gains.values())):
            continue
        shared = ", together with another," if list(gains.values()).count(own) > 1 else ""
        yield since(
            at,
            KEY,
            of,
            moved,
            f"Of {len(gains)} councils in {at.region.spoken}, {at.council.name} {'improved' if better else 'declined'} "
            f"the most{shared} on {words.lower(of.name)}: {words.moved(of, moved.then.value, moved.now.value)}, "
            f"between {moved.year} and {at.year}.",
            weight=1.0,
        )
