"""Better, or worse, each time since a year; and how many measures were. One flat figure breaks a run, and one within
chance is none."""

from collections.abc import Iterator

from .. import words
from ..change import DECLINED, IMPROVED, Change, between
from ..claim import Claim, counted, since
from ..measures import Measure
from ..standing import Standing

KEY, USES = "run", 8
TITLE = "Unbroken run"
# Fewer moves than this are a change, not a run.
FEWEST_MOVES = 3
BETTER = {IMPROVED: "better", DECLINED: "worse"}


def claims(at: Standing) -> Iterator[Claim]:
    every = runs(at)
    for of, whole, length in every:
        yield since(
            at,
            KEY,
            of,
            whole,
            f"{of.name}: {BETTER[whole.direction]} each time it was measured since {whole.year}, "
            f"{words.count(length)} times running ({words.moved(of, whole.then.value, whole.now.value)} in {at.year}).",
            weight=0.9,
        )
    yield from _how_many(at, every)


def runs(at: Standing) -> list[tuple[Measure, Change, int]]:
    """Measures on an unbroken run up to this year: since when, and of how many moves."""
    found = []
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
            found.append((of, whole, length))
    return found


def _how_many(at: Standing, every: list[tuple[Measure, Change, int]]) -> Iterator[Claim]:
    """Of the measures with a figure in the baseline year, those that went one way ever since."""
    for year in at.baselines:
        if len([one for one in at.table.years() if year < one <= at.year]) < FEWEST_MOVES:
            continue
        known = [of for of in at.measures if at.at(of, year)]
        for way in (IMPROVED, DECLINED):
            how_many = sum(1 for of, whole, _ in every if whole.direction == way and whole.year <= year and of in known)
            if not how_many or len(known) < FEWEST_MOVES:
                continue
            yield counted(
                at,
                KEY,
                f"{words.some(how_many, len(known))} measures with a figure for {year} "
                f"{'have' if how_many > 1 else 'has'} been {BETTER[way]} each time since then.",
                how_many,
                len(known),
                comparator=year,
                measure_set="every",
                direction=way,
                tone=1 if way == IMPROVED else -1,
                weight=0.3,
            )
