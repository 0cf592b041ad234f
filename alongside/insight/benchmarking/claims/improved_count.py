"""So many of so many measures improved since a year, each set of measures and each baseline named."""

from collections.abc import Iterator

from .. import words
from ..change import DECLINED, IMPROVED
from ..claim import Claim, counted
from ..sets import FEW
from ..standing import Standing

KEY, USES = "improved_count", 14
TITLE = "Number improved since a year"


def claims(at: Standing) -> Iterator[Claim]:
    for since in at.baselines:
        told: set[frozenset[str]] = set()
        for of, measures in at.measure_sets:
            changes = at.changes(measures, since)
            series = frozenset(one.series for one, _ in changes)
            if len(changes) < (FEW if of.codes else 2) or series in told:
                continue
            told.add(series)
            improved = sum(1 for _, moved in changes if moved.direction == IMPROVED)
            declined = sum(1 for _, moved in changes if moved.direction == DECLINED)
            comparable = "" if of.codes else " that can be compared"
            yield counted(
                at,
                KEY,
                f"{words.some(improved, len(changes))} {of.words}{comparable} improved between {since} and "
                f"{at.year}{of.short_of(len(changes))}.",
                improved,
                len(changes),
                comparator=since,
                measure_set=of.key,
                direction=IMPROVED,
                tone=(improved > declined) - (improved < declined),
                weight=0.3,
            )
