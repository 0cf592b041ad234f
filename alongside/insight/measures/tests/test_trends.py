"""Charts that tell change from noise: the limits, the four patterns, and what is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.measures.trends import (
    Assurance,
    Rule,
    Variation,
    chart,
    in_words,
    mean_moving_range,
    near_limit,
    outside,
    reading,
    shifts,
    trends,
)

NUMBERS = st.lists(st.integers(0, 100).map(Decimal), min_size=8, max_size=30)


def of(*values: int, **more):
    return chart([(f"m{place}", Decimal(value)) for place, value in enumerate(values)],
                 **({"direction": "high"} | more))


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    made = of(10, 12, 10, 12, 10, 12, 10, 12)
    assert (made.mean, made.lower, made.upper) == (11, Decimal("5.68"), Decimal("16.32"))
    assert made.variation == Variation.COMMON and not any(point.is_special for point in made.points)


def test_a_point_outside_the_limits_is_said_and_which_way_is_better_decides_what_it_is():
    values = [50, 52, 49, 51, 50, 52, 49, 51, 50, 75]
    assert of(*values).points[-1].rules >= {Rule.OUTSIDE}
    assert of(*values).variation == Variation.IMPROVING
    assert of(*values, direction="low").variation == Variation.CONCERNING
    assert of(*values, direction="none").variation == Variation.CHANGED
    assert "above the upper limit" in reading(of(*values))
    assert "above the upper limit" in in_words(of(*values).points[-1])


def test_seven_in_a_row_on_one_side_of_the_mean_are_a_shift_and_six_are_none():
    mean = Decimal(10)
    assert shifts([Decimal(v) for v in (9, 11, 11, 12, 11, 13, 11, 12, 9)], mean) == [0, 1, 1, 1, 1, 1, 1, 1, 0]
    assert shifts([Decimal(v) for v in (9, 11, 11, 12, 11, 13, 11, 9)], mean) == [0] * 8
    assert shifts([Decimal(v) for v in (11, 11, 11, 10, 11, 11, 11)], mean) == [0] * 7, "the mean itself ends a row"


def test_seven_rising_values_are_a_trend_and_six_are_none():
    assert trends([Decimal(v) for v in (5, 1, 2, 3, 4, 5, 6, 7, 7)]) == [0, 1, 1, 1, 1, 1, 1, 1, 0]
    assert trends([Decimal(v) for v in (5, 1, 2, 3, 4, 5, 6, 6)]) == [0] * 8


def test_two_of_three_in_the_outer_third_are_said():
    def near(*values):
        return near_limit([Decimal(value) for value in values], Decimal(10), Decimal(1), Decimal(19))

    assert near(10, 18, 11, 18, 10, 10, 10) == [0, 1, 0, 1, 0, 0, 0]
    assert near(10, 18, 10, 18, 9) == [0] * 5, "the third is on no side of the mean, or on the other"
    assert near(11, 18, 9, 18, 9) == [0] * 5
    assert near(11, 20, 11, 18, 11) == [0] * 5, "past the limits is a pattern of its own"
    assert near(9, 2, 9, 3) == [0, -1, 0, -1]


def test_signs_that_point_different_ways_say_neither_better_nor_worse():
    made = of(*[4] * 7, *range(30, 16, -2))
    assert made.points[-1].points_both_ways and made.variation == Variation.CHANGED
    assert "The signs point different ways." in reading(made) and "fall one after another" in reading(made)


def test_too_few_points_have_a_mean_and_no_limits():
    made = of(4, 9, 5)
    assert made.mean == 6 and not made.has_limits and made.variation == Variation.TOO_FEW
    assert "too few" in reading(made) and of().mean is None


@pytest.mark.parametrize(
    ("target", "direction", "assurance"),
    [(5, "high", Assurance.PASSES), (17, "high", Assurance.FAILS), (11, "high", Assurance.HIT_OR_MISS),
     (17, "low", Assurance.PASSES), (5, "low", Assurance.FAILS), (11, "low", Assurance.HIT_OR_MISS),
     (11, "none", Assurance.NONE)],
)
def test_assurance_says_whether_the_process_left_alone_will_meet_its_target(target, direction, assurance):
    made = of(10, 12, 10, 12, 10, 12, 10, 12, target=Decimal(target), direction=direction)
    assert made.assurance == assurance


def test_limits_are_not_drawn_where_no_figure_can_be():
    made = of(1, 9, 1, 9, 1, 9, 1, 9, floor=Decimal(0), ceiling=Decimal(10))
    assert (made.lower, made.upper) == (0, 10)


@given(NUMBERS)
def test_the_mean_lies_between_the_limits_and_nothing_within_them_is_outside(values):
    made = chart([("", value) for value in values], direction="high")
    assert made.lower <= made.mean <= made.upper
    for point in made.points:
        assert (Rule.OUTSIDE in point.rules) == (not made.lower <= point.value <= made.upper)


@given(NUMBERS, st.integers(1, 9), st.integers(-50, 50))
def test_a_chart_in_other_units_has_the_same_patterns(values, by, plus):
    one = chart([("", value) for value in values], direction="low")
    other = chart([("", value * by + plus) for value in values], direction="low")
    assert [point.rules for point in one.points] == [point.rules for point in other.points]


@given(NUMBERS)
def test_upside_down_what_improved_is_concerning(values):
    up = chart([("", value) for value in values], direction="high")
    down = chart([("", -value) for value in values], direction="high")
    opposite = {Variation.IMPROVING: Variation.CONCERNING, Variation.CONCERNING: Variation.IMPROVING}
    assert down.variation == opposite.get(up.variation, up.variation)


@given(st.lists(st.integers(-1, 1), max_size=30))
def test_every_shift_is_in_a_row_of_seven_on_its_side(sides):
    found = shifts([Decimal(side) for side in sides], Decimal(0))
    for place, side in enumerate(found):
        if side:
            rows = [range(start, start + 7) for start in range(max(0, place - 6), min(place, len(sides) - 7) + 1)]
            assert any(all(sides[index] == side for index in row) for row in rows)


@given(st.integers(0, 100), st.integers(8, 20))
def test_a_line_that_never_moves_has_nothing_special(value, length):
    made = chart([("", Decimal(value))] * length, direction="high")
    assert made.variation == Variation.COMMON and mean_moving_range([Decimal(value)] * length) == 0
    assert outside([Decimal(value)] * length, made.lower, made.upper) == [0] * length
