"""How many measures went up, stayed and went down, and the rule by which they did."""

from collections import Counter
from collections.abc import Iterator

from ..change import DECLINED, IMPROVED, SAME
from ..claim import Claim, counted
from ..standing import Standing

KEY, USES = "up_same_down", 4
TITLE = "Improved, same, declined"


def claims(at: Standing) -> Iterator[Claim]:
    changes = at.changes()
    if not changes:
        return
    counts = Counter(moved.direction for _, moved in changes)
    tone = (counts[IMPROVED] > counts[DECLINED]) - (counts[IMPROVED] < counts[DECLINED])
    yield counted(
        at,
        KEY,
        f"Between {at.baseline} and {at.year}, {counts[IMPROVED]} measures improved, "
        f"{counts[SAME]} showed no real change and {counts[DECLINED]} declined, of {len(changes)} that can "
        f"be compared. {at.rules.words}",
        counts[IMPROVED],
        len(changes),
        comparator=at.baseline,
        tone=tone,
        weight=0.3,
    )
