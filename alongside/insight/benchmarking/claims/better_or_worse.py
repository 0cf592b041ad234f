"""Better or worse than the averages of region and England, without numbers; and whether the gap could be chance."""

from collections.abc import Iterator

from .. import words
from ..change import really_differs
from ..claim import BETTER, EQUAL, WORSE, Claim, make, side
from ..standing import Standing

KEY, USES = "better_or_worse", 21
TITLE = "Better or worse than average, without numbers"
CHANCE = "chance"
WORDS = {
    BETTER: "did better than the {}",
    WORSE: "did worse than the {}",
    EQUAL: "was level with the {}",
    CHANCE: "did not differ from the {} by more than the survey’s margins of error",
}


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        now = at.now(of)
        groups: dict[str, list[str]] = {}
        first = None
        for group in (at.region, at.england):
            average = at.average(of, group)
            if average is None:
                continue
            first = first or group
            stands = side(of, now.value, average.value)
            if stands != EQUAL and really_differs(now, average) is False:
                stands = CHANCE
            groups.setdefault(stands, []).append(group.spoken)
        if first is None:
            continue
        told = [
            WORDS[stands].format(f"{'averages' if len(names) > 1 else 'average'} of {words.joined(names)}")
            for stands, names in groups.items()
        ]
        tone = {BETTER: 1, WORSE: -1}.get(next(iter(groups)), 0) if len(groups) == 1 else 0
        yield make(
            at,
            KEY,
            of,
            f"On {words.lower(of.name)}, {at.council.name} {' and '.join(told)} in {at.year}.",
            group=first,
            tone=tone,
            weight=0.1,
        )
