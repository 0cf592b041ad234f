"""Whatever is published, an outsider who tries every world cannot tell a count held back, nor that it is small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.disclosure import Kind, Split, few_answers, hold_back, of_counts
from alongside.insight.disclosure import apart as apart_by_people

from .outsider import cannot_tell, possible

SMALLEST = 3
# What one person may add to the tables of a release.
ONE: tuple[Kind, ...] = ((("A", (0, 1)),), (("A", (1, 1)),))
SAME_DENOMINATOR: tuple[Kind, ...] = (
    (("A", (0, 1)), ("B", (0, 1))), (("A", (1, 1)), ("B", (0, 1))), (("A", (1, 1)), ("B", (1, 1))),
)
ONE_WITHIN_ANOTHER: tuple[Kind, ...] = ((("A", (1,)),), (("A", (1,)), ("B", (1,))))
OVERLAPPING: tuple[Kind, ...] = ((("A", (1,)),), (("B", (1,)),), (("A", (1,)), ("B", (1,))))
LOGIC = {"one": ONE, "the same denominator": SAME_DENOMINATOR, "one within another": ONE_WITHIN_ANOTHER,
         "overlapping": OVERLAPPING}
Crowd = Mapping[int, Mapping[Kind, int]]


def apart(parts: Mapping, **how):
    return apart_by_people({part: of_counts(counts) for part, counts in parts.items()}, **how)


def crowds(kinds: Sequence[Kind], most: int, parts: int = 3):
    counts = st.lists(st.integers(0, most), min_size=len(kinds) * parts, max_size=len(kinds) * parts)
    return counts.map(lambda each: {
        part: {kind: number for kind, number in zip(kinds, each[part * len(kinds):], strict=False) if number}
        for part in range(parts)
    })


def checked(crowd: Crowd, kinds: Sequence[Kind], smallest: int = SMALLEST) -> tuple[set, set]:
    """What is held back and what is shown, once the outsider has been at it."""
    given_up: set[str] = set()
    while True:
        apart_still = {part: _without(given_up, there) for part, there in crowd.items()}
        split = Split(apart_still, lambda table, part: {(table, part)})
        held = hold_back([split], smallest=smallest)
        if held.stuck is None:
            break
        given_up.add(held.stuck[0])
    groups = [(part, kind) for part in crowd for kind in kinds]
    widths = {table: len(adds) for kind in kinds for table, adds in kind}
    shown, asked = {}, {}

    def of(table: str, number: int, part: int | None = None) -> list:
        return [group for group in groups for name, adds in group[1]
                if name == table and adds[number] and part in (None, group[0])]

    for table, width in widths.items():
        for number in range(width):
            # The figure itself is published, whether or not it is apart by anything.
            whole = sum(adds[number] * people for there in crowd.values() for kind, people in there.items()
                        for name, adds in kind if name == table)
            shown[table, number] = of(table, number), whole
            for part in () if table in given_up else crowd:
                counts = split.counts.get((table, part), (0,) * width)
                if (table, part) in held.keys:
                    asked[table, part, number] = of(table, number, part)
                else:
                    shown[table, part, number] = of(table, number, part), counts[number]
    somebody = [of(table, -1, part) for table, part in split.counts]
    found = possible(groups, shown, somebody, asked)
    for key, values in found.items():
        assert cannot_tell(values, smallest), (key, sorted(values), crowd, held.keys)
    small = {key for key, counts in split.counts.items() if min(counts) < smallest}
    assert small <= held.keys
    return set(held.keys), set(split.counts) - held.keys


def _without(tables: set[str], kinds: Mapping[Kind, int]) -> dict[Kind, int]:
    found = Counter[Kind]()
    for kind, number in kinds.items():
        found[tuple(each for each in kind if each[0] not in tables)] += number
    return {kind: number for kind, number in found.items() if kind}


@pytest.mark.parametrize("logic", LOGIC)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_count_that_is_held_back_can_be_told(logic, data):
    kinds = LOGIC[logic]
    checked(data.draw(crowds(kinds, most=8 // len(kinds))), kinds)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2))
def test_nor_where_the_same_people_are_split_in_two_ways(rows):
    """Wards across, ages down: each margin is published, with its total; the outsider tries every inner table."""
    wards = [sum(column) for column in zip(*rows, strict=True)]
    ages = [sum(row) for row in rows]
    cells = [(age, ward) for age in range(2) for ward in range(3)]
    shown, asked, somebody = {"all": (cells, sum(ages))}, {}, []
    for name, counts, place in (("age", ages, 0), ("ward", wards, 1)):
        held = apart({number: (count,) for number, count in enumerate(counts)}, smallest=SMALLEST, all_named=False)
        if held.stuck is not None:
            continue
        for number, count in enumerate(counts):
            of = [cell for cell in cells if cell[place] == number]
            somebody += [of] if count else []
            if number in held.keys:
                asked[name, number] = of
            else:
                shown[name, number] = of, count
    for key, values in possible(cells, shown, somebody, asked).items():
        assert cannot_tell(values, SMALLEST), (key, values, rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.booleans())
def test_parts_of_which_nothing_but_counts_is_known(counts, all_named):
    """Months, or strata: named with nobody in them too, or not."""
    held = apart({number: (count,) for number, count in enumerate(counts)}, smallest=SMALLEST, all_named=all_named)
    if held.stuck is not None:
        return
    groups = range(len(counts))
    shown = {number: ([number], counts[number]) for number in groups if number not in held.keys}
    somebody = [] if all_named else [[number] for number in groups if counts[number]]
    found = possible(groups, shown | {"all": (list(groups), sum(counts))}, somebody,
                     {number: [number] for number in held.keys})
    assert all(cannot_tell(values, SMALLEST) for values in found.values()), (counts, held.keys, found)


def test_one_small_part_takes_the_next_smallest_along_for_it_would_follow_from_the_total():
    held = apart({"men": (3,), "women": (21,), "other": (36,)})
    assert held.keys == {"men", "women"} and held.stuck is None


def test_noughts_that_add_up_to_nought_would_follow_too():
    assert apart({"a": (40,), "b": (0,), "c": (0,)}).keys == {"a", "b", "c"}


def test_nothing_is_held_back_where_nothing_is_small():
    assert apart({"a": (5, 40), "b": (17, 17), "c": (9, 10)}).keys == frozenset()


def test_where_everybody_is_too_few_there_is_nothing_to_hide_behind():
    assert apart({"a": (2,), "b": (3,)}, all_named=False).stuck in ("a", "b")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_nor_where_one_split_lies_within_another(counts):
    """Five sectors in three wards, both published: what is held back of the one must not follow from the other."""
    ward_of = dict(enumerate((0, 0, 1, 1, 2)))
    crowd = {part: {(("A", (1,)),): count} if count else {} for part, count in enumerate(counts)}
    held = hold_back([Split(crowd, lambda table, part: {("sector", part), ("ward", ward_of[part])})], smallest=SMALLEST)
    if held.stuck is not None:
        return
    groups = list(ward_of)
    shown, asked, somebody = {"all": (groups, sum(counts))}, {}, []
    for name, of in (*((("sector", part), [part]) for part in groups),
                     *((("ward", ward), [part for part in groups if ward_of[part] == ward]) for ward in range(3))):
        count = sum(counts[part] for part in of)
        somebody += [of] if count else []
        if name in held.keys:
            asked[name] = of
        else:
            shown[name] = of, count
    for key, values in possible(groups, shown, somebody, asked).items():
        assert cannot_tell(values, SMALLEST), (key, values, counts, held.keys)


def test_measures_with_one_denominator_are_held_back_together():
    """One ward has three direct payments among forty: its forty would be found beside the other measure."""
    crowd = {
        "north": {SAME_DENOMINATOR[0]: 20, SAME_DENOMINATOR[1]: 17, SAME_DENOMINATOR[2]: 3},
        "south": {SAME_DENOMINATOR[0]: 30, SAME_DENOMINATOR[1]: 20, SAME_DENOMINATOR[2]: 10},
        "west": {SAME_DENOMINATOR[0]: 50, SAME_DENOMINATOR[1]: 30, SAME_DENOMINATOR[2]: 20},
    }
    held = hold_back([Split(crowd, lambda table, part: {(table, part)})])
    assert held.keys == set(product("AB", ("north", "south")))


def test_a_measure_within_another_is_not_given_away_by_it():
    """B's one person in the north is all that is left of A there, once B's others are taken away."""
    crowd = {"north": {ONE_WITHIN_ANOTHER[1]: 1}, "south": {ONE_WITHIN_ANOTHER[1]: 8}, "west":
             {ONE_WITHIN_ANOTHER[0]: 40}}
    held, shown = checked(crowd, ONE_WITHIN_ANOTHER, smallest=5)
    assert {("A", "north"), ("B", "north"), ("B", "south")} <= held and not {key for key in shown if key[0] == "B"}


def test_a_table_that_is_shown_as_a_whole_and_rests_on_the_part_is_left_as_it_is():
    """All of the south are in B, which is not apart by this: if being of the south is why, none could be elsewhere."""
    crowd = {
        "north": {ONE_WITHIN_ANOTHER[0]: 2, ONE_WITHIN_ANOTHER[1]: 1},
        "south": {ONE_WITHIN_ANOTHER[1]: 30},
        "west": {ONE_WITHIN_ANOTHER[0]: 40},
    }

    def keys(table, part):
        return {part} if table == "A" else set()

    assert hold_back([Split(crowd, keys)]).keys == {"north", "south"}
    assert hold_back([Split(crowd, keys, bound=frozenset({"B"}))]).keys == {"north", "west"}


def test_what_is_said_of_surveys_is_that_one_or_two_answers_are_few_and_none_is_not():
    assert [few_answers(counts) for counts in ((0, 40), (1, 39), (38, 2), (3, 3), (0, 0))] == [
        False, True, True, False, False]
    yes, no = (1, 0, 1), (0, 1, 1)
    parts = {"men": {yes: 1, no: 19}, "women": {yes: 19, no: 21}, "other": {yes: 10, no: 40}}
    assert apart_by_people(parts, smallest=3, is_small=few_answers).keys == {"men", "women"}
