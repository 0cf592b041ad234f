"""From counts to what is published: the one place that rounds, and the one that holds small numbers back.

The nation rounds half up, from unrounded whole numbers; a computer's own rounding goes to the even neighbour and is
wrong one time in many.

A count of people under five is not shown, nor its partner of the same figure. Then what could be worked out from the
totals is looked for as an outsider would: every sum of the release is solved for what it leaves open, and what turns
out to have one answer alone takes another count with it, the smallest there is, until nothing follows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

PER = {"percent": 100, "per_100000": 100_000, "score": 1, "days": 1}
SMALLEST_SHOWN = 5


def outcome(numerator: int, denominator: int | None, unit: str, places: int = 1) -> Decimal | None:
    """The published figure. A denominator of nought gives nought, as the nation does; an unknown one gives nothing."""
    if unit not in PER:
        raise ValueError(f"There is no unit called {unit}: it is one of {', '.join(PER)}.")
    if denominator is None:
        return None
    if denominator == 0:
        return rounded(Decimal(0), places)
    with localcontext() as exact:
        # Enough digits that only a half rounds as one: quotients of whole counts come no nearer to it than this.
        exact.prec = 60
        return rounded(Decimal(numerator * PER[unit]) / Decimal(denominator), places)


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, and with all its places: 74.0, not 74."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Convention(StrEnum):
    """What happens to an outcome whose counts are held back."""

    NATIONAL = "national"  # it is published, as the nation does; whoever knows one count may work out the other
    STRICT = "strict"  # it is held back too


@dataclass(frozen=True)
class Figure:
    """Two counts and what they are over one another. The population of an area is public, and never held back."""

    key: Hashable
    numerator: int
    denominator: int | None
    public_denominator: bool = False

    @property
    def counts(self) -> tuple[int, ...]:
        """Those that people stand behind."""
        if self.denominator is None or self.public_denominator:
            return (self.numerator,)
        return (self.numerator, self.denominator)


@dataclass(frozen=True)
class Sum:
    """The counts of the parts make up those of the total."""

    total: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True)
class Shown:
    """What is published of a figure; None is held back (or not known)."""

    numerator: int | None
    denominator: int | None
    outcome: Decimal | None
    held_back: str = ""  # "small", or "follows" where a smaller one would follow from it


def publish(
    figures: Iterable[Figure],
    sums: Sequence[Sum] = (),
    *,
    unit: str,
    places: int = 1,
    convention: Convention = Convention.STRICT,
    smallest: int = SMALLEST_SHOWN,
) -> dict[Hashable, Shown]:
    """One release: every figure as it may leave the building."""
    by_key = {figure.key: figure for figure in figures}
    small, all_hidden = held_back({key: one.counts for key, one in by_key.items()}, sums, smallest=smallest)
    shown: dict[Hashable, Shown] = {}
    for key, one in by_key.items():
        figure = outcome(one.numerator, one.denominator, unit, places)
        if key not in all_hidden:
            shown[key] = Shown(one.numerator, one.denominator, figure)
            continue
        denominator = one.denominator if one.public_denominator else None
        kept = figure if convention == Convention.NATIONAL else None
        shown[key] = Shown(None, denominator, kept, "small" if key in small else "follows")
    return shown


def held_back(
    counts: Mapping[Hashable, Sequence[int]], sums: Sequence[Sum], *, smallest: int = SMALLEST_SHOWN
) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
    """The keys with a small count, and those with all that must go so that none of them follows."""
    small = frozenset(key for key, values in counts.items() if any(value < smallest for value in values))
    hidden = set(small)
    known = [one for one in sums if one.total in counts and one.parts and all(part in counts for part in one.parts)]
    width = max((len(values) for values in counts.values()), default=0)
    while True:
        follows: set[Hashable] = set()
        for place in range(width):
            follows |= determined({key: values[place] for key, values in counts.items() if place < len(values)},
                                  known, hidden)
        if not follows:
            return small, frozenset(hidden)
        before = len(hidden)
        for key in sorted(follows, key=repr):
            hidden |= _another(key, counts, known, hidden)
        if len(hidden) == before:
            # Nothing is left to hide behind: whatever sums are left then are of hidden counts alone.
            return small, frozenset(hidden)


def _another(
    key: Hashable, counts: Mapping[Hashable, Sequence[int]], sums: Sequence[Sum], hidden: set[Hashable]
) -> set[Hashable]:
    """The smallest part still shown beside it; else a total that it is in; else the smallest of any sum."""
    beside = [one for one in sums if key == one.total or key in one.parts]
    parts = {part for one in beside for part in one.parts} - hidden
    totals = {one.total for one in beside} - hidden
    anything = {name for one in sums for name in (one.total, *one.parts)} - hidden
    for choice in (parts, totals, anything):
        if choice:
            return {min(choice, key=lambda name: (sum(counts[name]), repr(name)))}
    return set()


def determined(counts: Mapping[Hashable, int], sums: Sequence[Sum], hidden: Iterable[Hashable]) -> set[Hashable]:
    """Which hidden counts have one possible value, given the sums, what is shown, and that no count is below nought."""
    unknown = sorted({key for key in hidden if key in counts}, key=repr)
    place = {key: number for number, key in enumerate(unknown)}
    known = [one for one in sums if one.total in counts and all(part in counts for part in one.parts)]
    rows = [row for row in (_equation(one, counts, place) for one in known) if any(row[:-1])]
    return {unknown[number] for number in _fixed([*rows, *_solved(rows)], len(unknown))}


def _equation(one: Sum, counts: Mapping[Hashable, int], place: Mapping[Hashable, int]) -> list[Fraction]:
    """parts - total = what is shown, with the unknown on the left."""
    row = [Fraction(0)] * (len(place) + 1)
    for key, sign in [(one.total, -1), *((part, 1) for part in one.parts)]:
        if key in place:
            row[place[key]] += sign
        else:
            row[-1] -= sign * counts[key]
    return row


def _solved(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """The equations subtracted from one another until each says as little as it can (reduced row echelon form)."""
    left = [list(row) for row in rows]
    done: list[list[Fraction]] = []
    for column in range(len(left[0]) - 1 if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        left, done = ([_without(row, pivot, column) for row in some] for some in (left, done))
        done.append(pivot)
    return done


def _without(row: Sequence[Fraction], pivot: Sequence[Fraction], column: int) -> list[Fraction]:
    return [value - row[column] * other for value, other in zip(row, pivot, strict=True)] if row[column] else list(row)


def _fixed(rows: Sequence[Sequence[Fraction]], unknowns: int) -> set[int]:
    """By bounds: each starts from nought and no top; every equation narrows its unknowns until nothing moves."""
    low: list[Fraction] = [Fraction(0)] * unknowns
    high: list[Fraction | None] = [None] * unknowns
    moved, rounds = True, 0
    while moved and rounds < 4 * unknowns + 4:
        moved, rounds = False, rounds + 1
        for row in rows:
            for number in range(unknowns):
                if row[number]:
                    moved |= _narrow(row, number, low, high)
    return {number for number in range(unknowns) if low[number] == high[number]}


def _narrow(row: Sequence[Fraction], number: int, low: list[Fraction], high: list[Fraction | None]) -> bool:
    """What the others of this equation leave for one of them."""
    least: Fraction | None = Fraction(0)
    most: Fraction | None = Fraction(0)
    for other, by in enumerate(row[:-1]):
        if not by or other == number:
            continue
        ends = (low[other], high[other]) if by > 0 else (high[other], low[other])
        least = None if least is None or ends[0] is None else least + by * ends[0]
        most = None if most is None or ends[1] is None else most + by * ends[1]
    by = row[number]
    bottom, top = (None if most is None else (row[-1] - most) / by), (None if least is None else (row[-1] - least) / by)
    if by < 0:
        bottom, top = top, bottom
    moved = False
    if bottom is not None and bottom > low[number]:
        low[number], moved = bottom, True
    if top is not None and (high[number] is None or top < (high[number] or Fraction(0))):
        high[number], moved = top, True
    return moved
