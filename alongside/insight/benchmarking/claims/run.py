"""Better, or worse, each time since a year. One flat figure breaks it, and a run within chance is none."""

from collections.abc import Iterator

from .. import words
from ..change import between
from ..claim import Claim, since
from ..standing import Standing

KEY, USES = "run", 8
TITLE = "Unbroken run"
# Fewer moves than this are a change, not a run.
FEWEST_MOVES = 3


def claims(at: Standing) -> Iterator[Claim]:
    for of in at.measures:
        figures = at.series(of)
        gains = [of.gain(before.value, after.value) for before, after in zip(figures, figures[1:], strict=False)]
        length = 0
        for gain in reversed(gains):
            if not gain or (gain > 0) != (gains[-1] > 0):
                break
            length += 1
        if length < FEWEST_MOVES:
            continue
        first = figures[-length - 1]
        whole = between(of, first, figures[-1], first.year, at.rules)
        if whole.is_real:
            way = "improved" if gains[-1] > 0 else "got worse"
            numbers = words.moved(of, first.value, figures[-1].value)
            yield since(
                at,
                KEY,
                of,
                whole,
                f"{of.name} {way} each time it was measured since {first.year}, "
                f"{words.count(length)} times running: {numbers} in {at.year}.",
                weight=0.9,
            )
