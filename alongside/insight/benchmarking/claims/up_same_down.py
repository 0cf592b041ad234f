"""How many measures of a set went up, stayed and went down, and the rule by which they did."""

from collections import Counter
from collections.abc import Iterator

from .. import words
from ..change import DECLINED, IMPROVED, SAME
from ..claim import Claim, counted
from ..sets import FEW
from ..standing import Standing

KEY, USES = "up_same_down", 4
TITLE = "Improved, same, declined"


def claims(at: Standing) -> Iterator[Claim]:
    told: set[frozenset[str]] = set()
    for of, measures in at.measure_sets:
        changes = at.changes(measures)
        series = frozenset(one.series for one, _ in changes)
        if len(changes) < (FEW if of.codes else 2) or series in told:
            continue
        told.add(series)
        counts = Counter(moved.direction for _, moved in changes)
        better, same, worse = (words.none_or(counts[one]) for one in (IMPROVED, SAME, DECLINED))
        noun = f"{of.words} that can be compared" if not of.codes else of.words
        yield counted(
            at,
            KEY,
            f"Of the {words.count(len(changes))} {noun}, between {at.baseline} and {at.year} {better} improved, {same} "
            f"showed no real change and {worse} declined{of.short_of(len(changes))}. {at.rules.words}",
            counts[IMPROVED],
            len(changes),
            comparator=at.baseline,
            measure_set=of.key,
            tone=(counts[IMPROVED] > counts[DECLINED]) - (counts[IMPROVED] < counts[DECLINED]),
            weight=0.3,
        )
