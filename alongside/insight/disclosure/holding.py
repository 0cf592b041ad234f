"""Which figures of one release are held back, so that nobody can tell a count under the smallest from the rest.

The proof is by other worlds. Take two people who are alike in every figure that is shown of both their parts. Each
might as well be in the other's part (live in the other's ward, be with the other's team): all that is shown stays as
it is, and what is held back changes. A figure held back is safe if such exchanges with one other part could make each
of its counts any of `smallest` numbers in a row, the highest of them at least `smallest`: nobody can tell what it is,
nor even that it is small. Where that cannot be had, more is held back, as little as will do. People are exchanged
whole, with all that they add to every figure of the release, so what ties figures together (the same denominator, one
within another, the totals of every split) holds in the other worlds too, whether or not somebody thought of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from .crowds import Counts, Key, Kind, Part, Place, Split, reach
from .thresholds import SMALLEST_SHOWN, is_few

IsSmall = Callable[[Counts], bool]


@dataclass(frozen=True)
class Held:
    """The keys held back; and those for which nothing helps, so that their tables cannot be shown apart at all."""

    keys: frozenset[Key]
    lost: frozenset[Key] = frozenset()

    @property
    def stuck(self) -> Key | None:
        return min(self.lost, key=repr, default=None)


def hold_back(
    splits: Sequence[Split],
    *,
    smallest: int = SMALLEST_SHOWN,
    is_small: IsSmall | None = None,
) -> Held:
    """One release, of tables whose totals are shown."""
    return _Release(splits, smallest, is_small or (lambda counts: is_few(min(counts), smallest))).settled()


def apart(
    parts: Mapping[Part, Mapping[Counts, int]],
    *,
    smallest: int = SMALLEST_SHOWN,
    is_small: IsSmall | None = None,
    all_named: bool = True,
) -> Held:
    """The parts of one total by themselves: of each, how many people add what to its counts (`of_counts` where no
    more is known). `all_named`: those in which nobody is, too."""
    crowd: dict[Part, dict[Kind, int]] = {
        part: {(("", adds),): people for adds, people in there.items() if people} for part, there in parts.items()
    }
    width = next((len(adds) for there in parts.values() for adds in there), 0)
    split = Split(crowd, lambda table, part: {part}, {"": width} if all_named else {})
    return hold_back([split], smallest=smallest, is_small=is_small)


# Of the parts that might do, how many of the smallest are looked at: where none of them helps, more goes with them.
TRIED = 40


class _Release:
    def __init__(self, splits: Sequence[Split], smallest: int, is_small: IsSmall) -> None:
        self.smallest = smallest
        self.places: dict[Key, list[Place]] = defaultdict(list)
        # With which other part each was last found to be safe.
        self.partners: dict[Key, tuple[Place, Part]] = {}
        self.figures: dict[Key, Counts] = {}
        for split in splits:
            self.figures |= split.figures
            for table, part in split.counts:
                for key in split.keys(table, part):
                    self.places[key].append(Place(split, table, part))
        self.hidden = {key for key, counts in self.figures.items() if is_small(counts)}

    def settled(self) -> Held:
        """Until a whole round over all that is held back finds nothing that needs more."""
        lost: set[Key] = set()
        moved = True
        while moved:
            moved = False
            for key in sorted(self.hidden - lost, key=repr):
                if self._is_safe(key):
                    continue
                more = self._more(key)
                if more:
                    self.hidden |= more
                    moved = True
                else:
                    lost.add(key)
        return Held(frozenset(self.hidden), frozenset(lost))

    def _is_safe(self, key: Key) -> bool:
        if key in self.partners and self._will_do(key, *self.partners[key], self.hidden):
            return True
        for place in self.places[key]:
            for other in place.split.crowd:
                apart = place.split.told_apart(place.table, place.part, other)
                if key in apart and apart <= self.hidden and self._will_do(key, place, other, self.hidden):
                    self.partners[key] = place, other
                    return True
        return False

    def _more(self, key: Key) -> set[Key]:
        """The least that makes it safe: the same table elsewhere; with it, in both parts, those of the same people;
        any one other; those that count all of these people; every table."""
        for how in range(5):
            tried = sorted(
                (
                    (sum(sum(self.figures[one]) for one in more), repr((place.part, other)), more, place, other)
                    for place in self.places[key]
                    for tables in self._together(place, how)
                    for other, more in self._pairs(key, place, tables)
                    if more
                ),
                key=lambda one: one[:2],
            )
            for _, _, more, place, other in tried[:TRIED]:
                if self._will_do(key, place, other, self.hidden | more):
                    self.partners[key] = place, other
                    return more
        return set()

    @staticmethod
    def _together(place: Place, how: int) -> Sequence[Sequence[str]]:
        everything, with_it = place.split.tables_of[place.part], place.split.company(place.table)
        if how == 0:
            return [(place.table,)]
        if how == 1:
            return [[name for name in with_it if place.table in place.split.company(name)]]
        if how == 2:
            return [(place.table, other) for other in everything]
        return [with_it] if how == 3 else [everything]

    def _pairs(self, key: Key, place: Place, tables: Sequence[str]) -> Iterator[tuple[Part, set[Key]]]:
        split = place.split
        for other in split.crowd:
            if (place.table, other) in split.counts and key in split.told_apart(place.table, place.part, other):
                more = (
                    split.told_apart(table, place.part, other) for table in tables
                    if (table, place.part) in split.counts and (table, other) in split.counts
                )
                yield other, set().union(*more) - self.hidden

    def _will_do(self, key: Key, place: Place, other: Part, hidden: Set[Key]) -> bool:
        """As many numbers in a row, up to the smallest shown or above."""
        counts, of_part = self.figures[key], place.split.counts[place.table, place.part]
        there = place.split.counts.get((place.table, other), ())
        if any(count + more < self.smallest for count, more in zip(counts, there, strict=False)):
            return False
        return all(
            count - here + high >= self.smallest and high - low >= self.smallest - 1
            for count, here, (low, high) in zip(counts, of_part, reach(place, other, hidden), strict=True)
        )
