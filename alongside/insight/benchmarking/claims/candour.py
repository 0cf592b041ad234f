"""What is not good, said as plainly as what is: the lowest quarter of the region or of England, and real declines."""

from collections.abc import Iterator

from .. import words
from ..change import DECLINED
from ..claim import Claim, entered, make, movement_weight, since
from ..standing import Standing
from .national_rank import ending

KEY, USES = "candour", 41
TITLE = "Decline, bottom quartile, area for improvement"


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        for group in (at.region, at.england):
            rank = at.rank(of, group)
            if rank and rank.quartile == 4:
                yield make(
                    at,
                    KEY,
                    of,
                    f"{of.name} stood at {words.amount(of, at.now(of).value)} in {at.year}, "
                    f"{words.ranked(rank, group)}, in the "
                    f"bottom quartile{ending(of, rank, ' (', ')')}.",
                    group=group,
                    tone=-1,
                    weight=abs(1 - 2 * rank.place),
                )
                break
    for of, moved in at.changes():
        if moved.direction == DECLINED:
            yield since(
                at,
                KEY,
                of,
                moved,
                f"Worse since {moved.year}: {words.lower(of.name)} "
                f"{words.rose(of, moved.then.value, moved.now.value)} in {at.year}.",
                weight=movement_weight(at, of, moved),
            )
    for said in at.said:
        if said.kind == "challenge":
            yield entered(at, KEY, said, tone=-1)
