"""People apart by one thing about them, and how far a count could be another if some of them changed places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

# What a figure, and a part, are told by: anything that can be.
Key = Any
Part = Any
Counts = tuple[int, ...]
# What one person adds: to which tables of the release, and to which counts of each.
Kind = tuple[tuple[str, Counts], ...]


@dataclass(frozen=True)
class Split:
    """The same people apart by one thing about them. Everybody is in one part, those of whom it is not known too."""

    crowd: Mapping[Part, Mapping[Kind, int]]
    # The figures in which a table counts the people of a part: one, or one of each of several splits within another,
    # such as a postcode sector and its ward.
    keys: Callable[[str, Part], Set[Key]]
    # Tables that name every part; any other names those in which somebody is, which an outsider then knows.
    everywhere: Mapping[str, int] = field(default_factory=dict)
    # Tables that are shown as a whole and would not stay as they are if their people were of another part: whom they
    # count depends on it.
    bound: frozenset[str] = frozenset()
    _alike: dict[Any, dict[Kind, dict[Counts, int]]] = field(default_factory=dict)
    _staying: dict[Any, tuple[Counter[Kind], dict[str, Counts]]] = field(default_factory=dict)
    _apart: dict[Any, Set[Key]] = field(default_factory=dict)
    _company: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def counts(self) -> dict[tuple[str, Part], Counts]:
        """Of each table and part."""
        found: dict[tuple[str, Part], Counts] = {
            (table, part): (0,) * width for table, width in self.everywhere.items() for part in self.crowd
        }
        for part, kinds in self.crowd.items():
            for kind, people in kinds.items():
                for table, adds in kind:
                    known = found.get((table, part), (0,) * len(adds))
                    found[table, part] = tuple(a + people * b for a, b in zip(known, adds, strict=True))
        return found

    @cached_property
    def figures(self) -> dict[Key, Counts]:
        """Of each figure that is published: the counts of all its parts."""
        found: dict[Key, Counts] = {}
        for (table, part), counts in self.counts.items():
            for key in self.keys(table, part):
                found[key] = tuple(map(sum, zip(counts, found.get(key, self.nothing(table)), strict=True)))
        return found

    @cached_property
    def widths(self) -> dict[str, int]:
        return {table: len(counts) for (table, _), counts in self.counts.items()}

    def nothing(self, table: str) -> Counts:
        return (0,) * self.widths[table]

    @cached_property
    def tables_of(self) -> dict[Part, list[str]]:
        found: dict[Part, list[str]] = defaultdict(list)
        for table, part in sorted(self.counts, key=repr):
            found[part].append(table)
        return found

    def company(self, table: str) -> list[str]:
        """The tables that count everybody whom this one counts, itself among them."""
        if table not in self._company:
            kinds = [frozenset(name for name, _ in kind) for there in self.crowd.values() for kind in there]
            with_it = [names for names in kinds if table in names]
            shared = frozenset.intersection(*with_it) if with_it else frozenset({table})
            self._company[table] = sorted(shared)
        return self._company[table]

    def told_apart(self, table: str, one: Part, other: Part) -> Set[Key]:
        """The figures that change if somebody of the one part were of the other."""
        known = self._apart.get((table, one, other))
        if known is None:
            known = self._apart[table, one, other] = self.keys(table, one) ^ self.keys(table, other)
        return known

    def alike(self, part: Part, free: frozenset[str], table: str) -> dict[Kind, dict[Counts, int]]:
        """The people of a part by what is shown of them, and what each adds to a table; without those who stay."""
        known = self._alike.get((part, free, table))
        if known is None:
            staying, nothing, known = self.staying(part, free)[0], self.nothing(table), {}
            for kind, people in self.crowd[part].items():
                adds = next((added for name, added in kind if name == table), nothing)
                of_shown = known.setdefault(tuple(each for each in kind if each[0] not in free), {})
                of_shown[adds] = of_shown.get(adds, 0) + people - staying.get(kind, 0)
            self._alike[part, free, table] = known
        return known

    def staying(self, part: Part, free: frozenset[str]) -> tuple[Counter[Kind], dict[str, Counts]]:
        """A few who stay where they are, so that no part that is named comes to be empty; and what they add."""
        known = self._staying.get((part, free))
        if known is None:
            left, kinds = set(free - self.everywhere.keys()), list(self.crowd[part])
            known = Counter(), {}
            while left:
                best = max(kinds, key=lambda kind: sum(name in left for name, _ in kind))
                known[0][best] += 1
                left -= {name for name, _ in best}
                for name, adds in best:
                    before = known[1].get(name, self.nothing(name))
                    known[1][name] = tuple(map(sum, zip(adds, before, strict=True)))
            self._staying[part, free] = known
        return known


@dataclass(frozen=True)
class Place:
    split: Split
    table: str
    part: Part


def reach(place: Place, other: Part, hidden: Set[Key]) -> list[tuple[int, int]]:
    """How far each count of a part could be another, by exchanging people with one other part alone."""
    split, table, part = place.split, place.table, place.part
    free = frozenset(
        name for name in split.tables_of[part]
        if name not in split.bound
        and (name, other) in split.counts and split.told_apart(name, part, other) <= hidden
    )
    alike_here, alike_there = split.alike(part, free, table), split.alike(other, free, table)
    found = []
    for number, fixed in enumerate(split.staying(part, free)[1].get(table, split.nothing(table))):
        low = high = fixed
        for shown in {*alike_here, *alike_there}:
            here, there = alike_here.get(shown, {}), alike_there.get(shown, {})
            by: Counter[int] = Counter()
            for adds, people in (*here.items(), *there.items()):
                by[adds[number]] += people
            if shown:
                low += _of_some(sorted(by.items()), sum(here.values()))
                high += _of_some(sorted(by.items(), reverse=True), sum(here.values()))
            else:
                # Nothing is shown of them: any number of them may be here.
                high += sum(add * people for add, people in by.items())
        found.append((low, high))
    return found


def _of_some(by: Iterable[tuple[int, int]], wanted: int) -> int:
    total = 0
    for add, people in by:
        taken = min(people, wanted)
        total, wanted = total + add * taken, wanted - taken
    return total


def of_counts(counts: Counts) -> dict[Counts, int]:
    """People who would make these counts, each of them within the next, as a numerator is within its denominator."""
    if list(counts) != sorted(counts):
        raise ValueError(f"{counts}: each count must be within the next.")
    return {
        tuple(int(place >= number) for place in range(len(counts))): count - before
        for number, (before, count) in enumerate(zip((0, *counts), counts, strict=False))
    }
