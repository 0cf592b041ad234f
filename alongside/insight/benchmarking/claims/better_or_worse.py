"""Better or worse than the averages of region and England, without numbers; and whether the gap could be chance."""

from collections.abc import Iterator

from .. import words
from ..change import really_differs
from ..claim import BETTER, EQUAL, WORSE, Claim, make, side
from ..standing import Standing

KEY, USES = "better_or_worse", 21
TITLE = "Better or worse than average, without numbers"
WORDS = {BETTER: "better than", WORSE: "worse than", EQUAL: "equal to"}


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        now = at.now(of)
        found = [(group, average) for group in (at.region, at.england) if (average := at.average(of, group))]
        sides = [(side(of, now.value, average.value), group, average) for group, average in found]
        if not sides:
            continue
        if len({one for one, _, _ in sides}) == 1:
            parts = (
                f"{WORDS[sides[0][0]]} the averages of {words.joined([group.spoken for _, group, _ in sides])}"
                if len(sides) > 1
                else f"{WORDS[sides[0][0]]} the average of {sides[0][1].spoken}"
            )
        else:
            parts = " and ".join(f"{WORDS[one]} the average of {group.spoken}" for one, group, _ in sides)
        chance = any(really_differs(now, average) is False for _, _, average in sides)
        note = "; the difference is within the survey’s margin of error" if chance else ""
        tone = {BETTER: 1, WORSE: -1}.get(sides[0][0], 0) if not chance else 0
        yield make(at, KEY, of, f"{of.name} in {at.year}: {parts}{note}.", group=sides[0][1], tone=tone, weight=0.1)
