"""An outsider with all the time in the world: tries every table of people that what is published would allow."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

Group = Hashable


def possible(
    groups: Sequence[Group],
    shown: Mapping[Hashable, tuple[Sequence[Group], int]],
    somebody: Sequence[Sequence[Group]],
    asked: Mapping[Hashable, Sequence[Group]],
) -> dict[Hashable, set[int]]:
    """Which values each asked count could have. A count is of some groups together; every group is nought or more.

    `shown` are the counts that are published, `somebody` those of which it is known that they are not nought. What is
    asked for must lie within something shown.
    """
    place = {group: number for number, group in enumerate(groups)}
    equations = [(sorted(place[group] for group in of), value) for of, value in shown.values()]
    named = [[place[group] for group in of] for of in somebody]
    wanted = {key: [place[group] for group in of] for key, of in asked.items()}
    found: dict[Hashable, set[int]] = {key: set() for key in asked}
    for world in _worlds(len(groups), equations):
        if all(any(world[number] for number in of) for of in named):
            for key, of in wanted.items():
                found[key].add(sum(world[number] for number in of))
    return found


def _worlds(size: int, equations: Sequence[tuple[list[int], int]]) -> Iterator[list[int]]:
    within: list[list[int]] = [[] for _ in range(size)]
    ends: list[list[int]] = [[] for _ in range(size)]
    for number, (of, _) in enumerate(equations):
        for group in of:
            within[group].append(number)
        ends[of[-1]].append(number)
    left = [value for _, value in equations]
    world = [0] * size

    def go(group: int) -> Iterator[list[int]]:
        if group == size:
            yield world
            return
        most = min(left[number] for number in within[group])
        last = {left[number] for number in ends[group]}
        if len(last) > 1 or any(value > most for value in last):
            return
        for value in last or range(most + 1):
            world[group] = value
            for number in within[group]:
                left[number] -= value
            yield from go(group + 1)
            for number in within[group]:
                left[number] += value
        world[group] = 0

    yield from go(0)


def cannot_tell(values: set[int], smallest: int) -> bool:
    """As many numbers in a row as the smallest shown, up to the smallest shown or above."""
    return any(set(range(top - smallest + 1, top + 1)) <= values for top in range(smallest, max(values, default=0) + 1))
