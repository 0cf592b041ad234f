"""Whichever way somebody walks through the segments, nothing tells of fewer than five people."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.demand.segments import put, release
from alongside.insight.disclosure.crossed import chosen
from alongside.insight.tests.outsider import cannot_tell, possible

NEEDS, AGES, PLACES = ("memory", "physical", "mental"), ("young", "old"), ("WM1", "WM2", "WM3")
VALUES = (NEEDS, AGES, PLACES)
ALL = list(product(*VALUES))
tables = st.lists(
    st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=len(ALL), max_size=len(ALL)
).map(lambda numbers: {key: number for key, number in zip(ALL, numbers, strict=True) if number})


def there(counts, values=VALUES):
    return [[value for value in each if any(key[place] == value for key in counts)]
            for place, each in enumerate(values)]


@settings(max_examples=60, deadline=None)
@given(tables)
def test_nothing_under_five_is_shown_nor_left_over(counts):
    """Whichever answers are taken away from a count that is shown, nothing or five people and more are left."""
    made = release(counts, VALUES)
    assert all(number >= 5 for number in made.shown.values())
    assert made.shown.keys() | made.held_back == {
        key for key in product(*((None, *each) for each in there(counts))) if len(chosen(key)) <= 2}
    for key, number in made.shown.items():
        for dimension in [place for place in range(3) if key[place] is None]:
            if len(chosen(key)) == 2 or not made.along(key, dimension):
                continue
            parts = [count for _, count in made.along(key, dimension)]
            together = tuple(sorted((*chosen(key), dimension)))
            if None in parts and (len(together) == 1 or together in made.pairs):
                assert number - sum(count or 0 for count in parts) >= 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 2), st.integers(0, 4)), min_size=8, max_size=8))
def test_an_outsider_who_tries_every_table_of_people_cannot_tell_what_is_held_back(numbers):
    """Two needs, two ages, two places, and all pairs of them: every table of people that fits is tried."""
    values = (("memory", "physical"), ("young", "old"), ("WM1", "WM2"))
    groups = list(product(*values))
    counts = {group: number for group, number in zip(groups, numbers, strict=True) if number}
    made = release(counts, values)
    if not made.shown:
        return
    groups = list(product(*there(counts, values)))

    def of(key):
        return [group for group in groups if all(part in (None, has) for part, has in zip(key, group, strict=True))]

    named = [number for number, each in enumerate(made.values) if each]
    asked = {key: of(key) for key in made.held_back
             if set(chosen(key)) <= set(named) and (len(chosen(key)) == 1 or chosen(key) in made.pairs)}
    somebody = [of(put((None, None, None), number, value)) for number in named for value in made.values[number]]
    found = possible(groups, {key: (of(key), number) for key, number in made.shown.items()}, somebody, asked)
    for key, values_of in found.items():
        assert cannot_tell(values_of, 5), (key, sorted(values_of), counts, made)


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


def test_answers_by_themselves_come_before_pairs_of_them():
    """Where setting two against each other would cost a plain answer, they are not set against each other."""
    counts = {(need, age, place): 9 if (need, place) == ("memory", "WM1") else 1 for need, age, place in ALL}
    made = release(counts, VALUES)
    assert all(made.count(put((None, None, None), number, value)) is not None
               for number, values in enumerate(VALUES) for value in values)
    assert len(made.pairs) < 3


def test_nobody_at_all():
    made = release({}, ((), (), ()))
    assert made.count((None, None, None)) is None


def test_a_handful_of_people_are_counted_together_and_not_apart():
    """Twelve people, each alone in a group: how many they are is no secret, who is where is."""
    made = release(dict.fromkeys(ALL[:12], 1), VALUES)
    assert made.count((None, None, None)) == 12
    assert all(number >= 5 for number in made.shown.values())
    assert release({ALL[0]: 4}, (("memory",), ("young",), ("WM1",))).shown == {}
