"""People with support by need, age and place: one release of counts that never tells of fewer than five people.

The release holds everybody, each single answer and each pair of answers. Three at once would point at people, so they
are not there to ask for. What is small is held back once, for all pages and files together: whichever way somebody
opens the segments, they walk about in the same release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ..disclosure import SMALLEST_SHOWN, Sum, determined, held_back

DIMENSIONS = ("need", "age", "place")
AT_ONCE = 2
# One answer or none for each dimension, in their order.
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Release:
    """What may leave the building."""

    values: tuple[tuple[str, ...], ...]  # of each dimension
    shown: Mapping[Key, int]
    held_back: frozenset[Key]

    def count(self, key: Key) -> int | None:
        """None is held back: fewer than five, or it would tell of fewer than five."""
        return self.shown.get(key)

    def along(self, key: Key, dimension: int) -> list[tuple[str, int | None]]:
        """Each answer of one dimension, under what was chosen of the others."""
        return [(value, self.count(put(key, dimension, value))) for value in self.values[dimension]]


def put(key: Key, dimension: int, value: str | None) -> Key:
    parts = list(key)
    parts[dimension] = value
    return parts[0], parts[1], parts[2]


def release(counts: Mapping[tuple[str, str, str], int], values: Sequence[Sequence[str]]) -> Release:
    """`counts` by need, age and place; `values` says in which order answers stand, those that nobody has too."""
    cells, sums = everything(counts, values)
    _, hidden = held_back({key: (number,) for key, number in cells.items()}, sums)
    wider = _until_nothing_follows(cells, sums, set(hidden))
    return Release(
        tuple(tuple(each) for each in values),
        {key: number for key, number in cells.items() if key not in wider},
        frozenset(wider),
    )


def everything(
    counts: Mapping[tuple[str, str, str], int], values: Sequence[Sequence[str]]
) -> tuple[dict[Key, int], list[Sum]]:
    """Every count of the release, and which make up which."""
    cells: dict[Key, int] = {}
    for key in product(*((None, *each) for each in values)):
        if sum(part is not None for part in key) <= AT_ONCE:
            cells[key] = 0
    for (need, age, place), number in counts.items():
        for key in product((None, need), (None, age), (None, place)):
            if key in cells:
                cells[key] += number
    sums = [
        Sum(key, tuple(put(key, dimension, value) for value in values[dimension]))
        for key in cells
        for dimension in range(len(DIMENSIONS))
        if key[dimension] is None and sum(part is not None for part in key) < AT_ONCE and values[dimension]
    ]
    return cells, sums


def _until_nothing_follows(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key]) -> set[Key]:
    """What was hidden to close a gap stands in other sums, which are then solved again."""
    while True:
        hidden = _gaps_closed(cells, sums, hidden)
        follows = determined(cells, sums, hidden)
        if not follows:
            return hidden
        together = [{one.total, *one.parts} for one in sums]
        left = set().union(*(each for each in together if each & follows)) - hidden or set(cells) - hidden
        if not left:
            return hidden
        hidden.add(min(left, key=lambda part: (cells[part], repr(part))))


def _gaps_closed(cells: Mapping[Key, int], sums: Sequence[Sum], hidden: set[Key]) -> set[Key]:
    """A total less what is shown of it must not leave a handful: then the smallest still shown goes too. Nor is
    anything shown under what is held back: everybody less a part of it would bound what was hidden."""
    moved = True
    while moved:
        moved = False
        for one in sums:
            if one.total in hidden and not hidden.issuperset(one.parts):
                hidden.update(one.parts)
                moved = True
            gone = [part for part in one.parts if part in hidden]
            if one.total in hidden or not gone or sum(cells[part] for part in gone) >= SMALLEST_SHOWN:
                continue
            left = [part for part in one.parts if part not in hidden]
            hidden.add(min(left, key=lambda part: (cells[part], repr(part))) if left else one.total)
            moved = True
    return hidden
