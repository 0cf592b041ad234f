"""Whichever way somebody walks through the segments, nothing tells of fewer than five people."""

from __future__ import annotations

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.demand.segments import DIMENSIONS, everything, put, release
from alongside.insight.disclosure import Sum, determined

NEEDS, AGES, PLACES = ("memory", "physical", "mental"), ("young", "old"), ("WM1", "WM2", "WM3")
VALUES = (NEEDS, AGES, PLACES)
ALL = list(product(*VALUES))
tables = st.lists(
    st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=len(ALL), max_size=len(ALL)
).map(lambda numbers: {key: number for key, number in zip(ALL, numbers, strict=True) if number})


@settings(max_examples=60, deadline=None)
@given(tables)
def test_nothing_under_five_is_shown_or_follows(counts):
    made = release(counts, VALUES)
    cells, sums = everything(counts, VALUES)
    assert all(number >= 5 for number in made.shown.values())
    assert determined(cells, sums, made.held_back) == set()
    for one in sums:
        assert one.total not in made.held_back or made.held_back.issuperset(one.parts)
        gone = sum(cells[part] for part in one.parts if part in made.held_back)
        if one.total not in made.held_back and any(part in made.held_back for part in one.parts):
            assert gone >= 5, f"{one.total} less what is shown of it leaves {gone}"


@settings(max_examples=40, deadline=None)
@given(tables)
def test_whoever_writes_down_every_page_can_take_nothing_away_either(counts):
    """What an outsider collects by opening every drill, subtracted by a plain search of their own for sums."""
    made = release(counts, VALUES)
    seen: dict[tuple, int] = {}
    for key in product(*((None, *each) for each in VALUES)):
        if made.count(key) is not None:
            seen[key] = made.count(key)
        for dimension in range(len(DIMENSIONS)):
            if key[dimension] is None:
                seen |= {put(key, dimension, value): number for value, number in made.along(key, dimension)
                         if number is not None}
    people = Counter(counts)
    for key, number in seen.items():
        assert sum(part is not None for part in key) <= 2
        assert number == sum(many for one, many in people.items()
                             if all(part is None or part == has for part, has in zip(key, one, strict=True)))
        for dimension in [place for place in range(3) if key[place] is None]:
            parts = [put(key, dimension, value) for value in VALUES[dimension]]
            shown = [seen[part] for part in parts if part in seen]
            if len(shown) < len(parts):
                assert number - sum(shown) >= 5


def test_three_answers_at_once_are_never_there():
    made = release(dict.fromkeys(ALL, 50), VALUES)
    assert made.count((None, None, None)) == 50 * len(ALL) and not made.held_back
    assert all(made.count(key) is None for key in ALL)


def test_one_small_count_takes_others_with_it():
    counts = dict.fromkeys(ALL, 50) | {("memory", "young", place): 1 for place in PLACES}
    made = release(counts, VALUES)
    assert made.count(("memory", "young", None)) is None
    assert made.count(("memory", "old", None)) is None, "the other age would follow from the total"
    assert made.count(("memory", None, None)) == 153


def test_nobody_at_all():
    made = release({}, ((), (), ()))
    assert made.count((None, None, None)) is None


def test_the_solver_that_these_tests_rest_on_does_find_what_follows():
    assert determined({"all": 10, "one": 7, "other": 3}, [Sum("all", ("one", "other"))], {"other"}) == {"other"}
