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
    """The keys held back; or a key for which nothing helps, so that its table cannot be shown apart at all."""

    keys: frozenset[Key]
    stuck: Key | None = None


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


class _Release:
    def __init__(self, splits: Sequence[Split], smallest: int, is_small: IsSmall) -> None:
        self.smallest = smallest
        self.places: dict[Key, list[Place]] = defaultdict(list)
        self.figures: dict[Key, Counts] = {}
        for split in splits:
            self.figures |= split.figures
            for table, part in split.counts:
                for key in split.keys(table, part):
                    self.places[key].append(Place(split, table, part))
        self.hidden = {key for key, counts in self.figures.items() if is_small(counts)}

    def settled(self) -> Held:
        """Until a whole round over all that is held back finds nothing that needs more."""
        moved = True
        while moved:
            moved = False
            for key in sorted(self.hidden, key=repr):
                if self._is_safe(key):
                    continue
                more = self._more(key)
                if not more:
                    return Held(frozenset(self.hidden), key)
                self.hidden |= more
                moved = True
        return Held(frozenset(self.hidden))

    def _is_safe(self, key: Key) -> bool:
        return any(
            self._will_do(key, place, other, self.hidden)
            for place in self.places[key]
            for other in place.split.crowd
            if key in (apart := place.split.told_apart(place.table, place.part, other)) and apart <= self.hidden
        )

    def _more(self, key: Key) -> set[Key]:
        """The least that makes it safe: the same table elsewhere; with it another table in both; with it all."""
        for tables in self._together(key):
            tried = [
                (sum(sum(self.figures[one]) for one in more), repr((place.part, other)), more, place, other)
                for place in self.places[key]
                for other, more in self._pairs(key, place, tables(place))
                if more
            ]
            for _, _, more, place, other in sorted(tried, key=lambda one: one[:2]):
                if self._will_do(key, place, other, self.hidden | more):
                    return more
        return set()

    def _together(self, key: Key) -> Iterator[Callable[[Place], Sequence[str]]]:
        others = sorted({name for place in self.places[key] for name in place.split.tables_of[place.part]})
        yield lambda place: (place.table,)
        for other in others:
            yield lambda place, other=other: (place.table, other)  # type: ignore[misc]
        yield lambda place: place.split.tables_of[place.part]

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
        if sum(counts) + sum(place.split.counts.get((place.table, other), ())) < self.smallest:
            return False
        return all(
            count - here + high >= self.smallest and high - low >= self.smallest - 1
            for count, here, (low, high) in zip(counts, of_part, reach(place, other, hidden), strict=True)
        )
