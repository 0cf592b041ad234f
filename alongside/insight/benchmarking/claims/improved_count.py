"""So many of so many measures improved, remained or declined since a year that is named."""

from collections.abc import Iterator

from .. import words
from ..change import DECLINED, IMPROVED
from ..claim import Claim, counted
from ..standing import Standing

KEY, USES = "improved_count", 14
TITLE = "Number improved since a year"
FEW = 3


def claims(at: Standing) -> Iterator[Claim]:
    sets = {
        "measures that can be compared": at.measures,
        "measures from the survey of people who use services": [one for one in at.measures if one.survey == "users"],
    }
    told: set[frozenset[str]] = set()
    for name, measures in sets.items():
        changes = at.changes(measures)
        key = frozenset(of.series for of, _ in changes)
        if len(changes) < (1 if not told else FEW) or key in told:
            continue
        told.add(key)
        improved = sum(1 for _, moved in changes if moved.direction == IMPROVED)
        declined = sum(1 for _, moved in changes if moved.direction == DECLINED)
        tone = (improved > declined) - (improved < declined)
        yield counted(
            at,
            KEY,
            f"{words.some(improved, len(changes))} {name} improved between {at.baseline} and {at.year}.",
            improved,
            len(changes),
            comparator=at.baseline,
            direction=IMPROVED,
            tone=tone,
            weight=0.3,
        )
