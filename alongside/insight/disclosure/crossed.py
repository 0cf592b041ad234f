"""Counts of people by several things about them, set against each other: one release, whichever way it is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from typing import Any

from .crowds import Key, Kind, Split
from .holding import hold_back
from .thresholds import SMALLEST_SHOWN, is_few

# One answer or none (None: everybody) for each dimension, in their order.
Cell = tuple[Any, ...]
EVERYBODY = ""


@dataclass(frozen=True)
class Crossed:
    """What may leave the building."""

    values: tuple[tuple[Any, ...], ...]  # of each dimension; none where people may not be apart by it at all
    shown: Mapping[Cell, int]
    held_back: frozenset[Cell]
    pairs: frozenset[tuple[int, ...]]  # the dimensions that are set against each other

    def count(self, cell: Cell) -> int | None:
        """None is held back: too few, or it would tell of too few."""
        return self.shown.get(cell)

    def sets(self, one: int, other: int) -> bool:
        """Whether these two dimensions are set against each other."""
        return (min(one, other), max(one, other)) in self.pairs

    def along(self, cell: Cell, dimension: int) -> list[tuple[Any, int | None]]:
        """Each answer of one dimension, under what was chosen of the others."""
        return [(value, self.count(put(cell, dimension, value))) for value in self.values[dimension]]


def crossed(
    counts: Mapping[Cell, int],
    values: Sequence[Sequence[Any]],
    *,
    at_once: int = 2,
    smallest: int = SMALLEST_SHOWN,
    nought_is_shown: bool = False,
    pairs_cost_no_answer: bool = False,
) -> Crossed:
    """`counts` of people who share an answer in every dimension; `values` says in which order answers stand.

    There are counts of everybody, of each answer and of each pair, if two are asked for `at_once`. Where nought is not
    shown, an answer that nobody has is not named, and a pair of answers that nobody has is held back. With
    `pairs_cost_no_answer`, two dimensions are set against each other only where no plain answer is held back for it.
    """
    if not nought_is_shown:
        values = [[value for value in each if any(people and key[number] == value for key, people in counts.items())]
                  for number, each in enumerate(values)]
    cells = _everything(counts, values, at_once)
    if is_few(sum(counts.values()), smallest):
        return Crossed(((),) * len(values), {}, frozenset(cells), frozenset())
    release = _Release(counts, values, cells, smallest, everywhere=not nought_is_shown)
    every = [pair for size in range(2, at_once + 1) for pair in combinations(range(len(values)), size)]
    if not pairs_cost_no_answer:
        return release.settled(frozenset(every))
    found = release.settled(frozenset())
    for pair in every:
        with_it = release.settled(found.pairs | {pair})
        plain = [cell for cell in found.shown if len(chosen(cell)) < 2]
        if pair in with_it.pairs and all(cell in with_it.shown for cell in plain):
            found = with_it
    return found


@dataclass(frozen=True)
class _Release:
    counts: Mapping[Cell, int]
    values: Sequence[Sequence[Any]]
    cells: Mapping[Cell, int]
    smallest: int
    everywhere: bool

    def settled(self, pairs: frozenset[tuple[int, ...]]) -> Crossed:
        """With these pairs; one that nothing helps is not there to be asked for, nor a dimension."""
        dimensions = list(range(len(self.values)))
        while True:
            splits = [
                _split(self.counts, self.values, number, sorted(pair for pair in pairs if number in pair),
                       everywhere=self.everywhere)
                for number in dimensions
            ]
            held = hold_back(splits, smallest=self.smallest)
            if held.stuck is None:
                break
            lost = chosen(held.stuck if isinstance(held.stuck, tuple) else ())
            dimensions = [number for number in dimensions if lost != (number,)]
            pairs = frozenset(pair for pair in pairs if pair != lost and set(pair) <= set(dimensions))
        there = {(), *((number,) for number in dimensions), *pairs}
        shown = {cell: number for cell, number in self.cells.items() if chosen(cell) in there and cell not in held.keys}
        return Crossed(
            tuple(tuple(each) if number in dimensions else () for number, each in enumerate(self.values)),
            shown,
            frozenset(self.cells.keys() - shown.keys()),
            pairs,
        )


def put(cell: Cell, dimension: int, value: Hashable) -> Cell:
    return (*cell[:dimension], value, *cell[dimension + 1:])


def chosen(cell: Cell) -> tuple[int, ...]:
    """The dimensions in which an answer is chosen."""
    return tuple(number for number, part in enumerate(cell) if part is not None)


def _everything(counts: Mapping[Cell, int], values: Sequence[Sequence[Any]], at_once: int) -> dict[Cell, int]:
    """Every count that there could be in the release, those of nobody too."""
    every = (cell for cell in product(*((None, *each) for each in values)) if len(chosen(cell)) <= at_once)
    cells: dict[Cell, int] = dict.fromkeys(every, 0)
    for key, people in counts.items():
        for cell in product(*((None, part) for part in key)):
            if cell in cells:
                cells[cell] += people
    return cells


def _split(
    counts: Mapping[Cell, int], values: Sequence[Sequence[Any]], dimension: int, pairs: Sequence[tuple[int, ...]],
    *, everywhere: bool,
) -> Split:
    """People apart by one dimension; a table of everybody, and one of each answer that it is set against."""
    against = [number for pair in pairs for number in pair if number != dimension]
    tables = {f"{number}: {value}": (number, value) for number in against for value in values[number]}
    crowd: dict[Any, Counter[Kind]] = {value: Counter() for value in values[dimension]}
    for key, people in counts.items():
        if people:
            kind = ((EVERYBODY, (1,)), *((f"{number}: {key[number]}", (1,)) for number in against))
            crowd[key[dimension]][kind] += people
    nothing = (None,) * len(values)
    return Split(crowd, partial(_keys, nothing, dimension, tables), dict.fromkeys(tables, 1) if everywhere else {})


def _keys(nothing: Cell, dimension: int, tables: Mapping[str, tuple[int, Any]], table: str, part: Any) -> set[Key]:
    cell = put(nothing, dimension, part)
    return {cell if table == EVERYBODY else put(cell, *tables[table])}
