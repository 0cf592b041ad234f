"""Rounding half up, and what is held back: nothing follows from what is left."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.disclosure import Convention, Figure, Sum, determined, held_back, outcome, publish


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "places", "expected"),
    [
        (1, 8, "percent", 1, "12.5"),
        (1, 800, "percent", 1, "0.1"),
        (5, 2000, "percent", 1, "0.3"),  # 0.25: the even neighbour would be 0.2
        (37, 50, "percent", 1, "74.0"),
        (3, 200_000, "per_100000", 1, "1.5"),
        (0, 0, "percent", 1, "0.0"),
        (2, 3, "percent", 2, "66.67"),
    ],
)
def test_rounds_half_up_with_all_its_places(numerator, denominator, unit, places, expected):
    assert str(outcome(numerator, denominator, unit, places)) == expected


def test_an_unknown_denominator_gives_no_outcome_and_an_unknown_unit_is_refused():
    assert outcome(4, None, "percent") is None
    with pytest.raises(ValueError, match="no unit called apples"):
        outcome(1, 2, "apples")


def test_a_count_under_five_takes_its_partner_with_it():
    shown = publish([Figure("all", 4, 40), Figure("other", 12, 40)], unit="percent")
    assert shown["all"].numerator is None and shown["all"].denominator is None and shown["all"].held_back == "small"
    assert (shown["other"].numerator, shown["other"].outcome) == (12, Decimal("30.0"))


def test_the_nation_publishes_the_outcome_beside_counts_held_back_and_the_stricter_rule_does_not():
    figures = [Figure("all", 4, 40)]
    assert publish(figures, unit="percent", convention=Convention.NATIONAL)["all"].outcome == Decimal("10.0")
    assert publish(figures, unit="percent", convention=Convention.STRICT)["all"].outcome is None


def test_the_population_is_public_and_stays_shown():
    shown = publish([Figure("all", 3, 41_000, public_denominator=True)], unit="per_100000")["all"]
    assert (shown.numerator, shown.denominator, shown.outcome) == (None, 41_000, None)


def test_one_part_under_five_takes_the_next_smallest_along_for_it_would_follow_from_the_total():
    counts = {"total": (60,), "men": (3,), "women": (21,), "other": (36,)}
    small, hidden = held_back(counts, [Sum("total", ("men", "women", "other"))])
    assert small == {"men"} and hidden == {"men", "women"}


def test_noughts_that_add_up_to_nought_would_follow_too():
    counts = {"total": (7,), "a": (7,), "b": (0,), "c": (0,)}
    _, hidden = held_back(counts, [Sum("total", ("a", "b", "c"))])
    assert hidden >= {"a", "b", "c"}


def test_what_is_found_by_subtracting_one_sum_from_another_is_found():
    """Two breakdowns share a part: neither gives it away alone, both together do."""
    counts = {"all": 30, "x": 2, "y": 6, "z": 22, "xy": 8}
    sums = [Sum("all", ("x", "y", "z")), Sum("xy", ("x", "y")), Sum("all", ("xy", "z"))]
    assert determined(counts, sums, {"x", "z"}) == {"x", "z"}
    assert determined(counts, sums, {"x", "y"}) == set()


# The outsider, worked out another way: every table of counts that what is shown would allow is tried.

AGES, GENDERS = ("18_64", "65_plus"), ("m", "f", "u")
LARGEST = 12
TABLE = [
    *(Sum((age, "all"), tuple((age, gender) for gender in GENDERS)) for age in AGES),
    *(Sum(("all", gender), tuple((age, gender) for age in AGES)) for gender in GENDERS),
    Sum(("all", "all"), tuple((age, "all") for age in AGES)),
    Sum(("all", "all"), tuple(("all", gender) for gender in GENDERS)),
]


def whole_table(inner: list[int]) -> dict[Any, int]:
    counts: dict[Any, int] = dict(zip(product(AGES, GENDERS), inner, strict=True))
    for age in AGES:
        counts[age, "all"] = sum(counts[age, gender] for gender in GENDERS)
    for gender in GENDERS:
        counts["all", gender] = sum(counts[age, gender] for age in AGES)
    counts["all", "all"] = sum(counts[age, "all"] for age in AGES)
    return counts


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, LARGEST), min_size=4, max_size=4))
def test_no_suppressed_count_follows_from_its_totals(inner: list[int]):
    """Two by two with its totals: of each count held back, at least two values are possible."""
    ages, genders = AGES, GENDERS[:2]
    sums = [
        *(Sum((age, "all"), tuple((age, gender) for gender in genders)) for age in ages),
        *(Sum(("all", gender), tuple((age, gender) for age in ages)) for gender in genders),
        Sum(("all", "all"), tuple((age, "all") for age in ages)),
        Sum(("all", "all"), tuple(("all", gender) for gender in genders)),
    ]

    def table(values: tuple[int, ...] | list[int]) -> dict[Any, int]:
        made: dict[Any, int] = dict(zip(product(ages, genders), values, strict=True))
        made |= {(age, "all"): sum(made[age, gender] for gender in genders) for age in ages}
        made |= {("all", gender): sum(made[age, gender] for age in ages) for gender in genders}
        return made | {("all", "all"): sum(values)}

    counts = table(inner)
    small, hidden = held_back({key: (value,) for key, value in counts.items()}, sums)
    assert small == {key for key, value in counts.items() if value < 5} and small <= hidden
    possible: dict[Any, set[int]] = {key: set() for key in hidden}
    # Another table is never far: moving one or two people from cell to cell finds it, if there is one.
    ranges = [
        range(max(0, counts[cell] - 2), counts[cell] + 3) if cell in hidden else (counts[cell],)
        for cell in product(ages, genders)
    ]
    for values in product(*ranges):
        made = table(values)
        if all(made[key] == counts[key] for key in counts if key not in hidden):
            for key in hidden:
                possible[key].add(made[key])
        if all(len(found) > 1 for found in possible.values()):
            break
    assert all(len(found) > 1 for found in possible.values()), (counts, hidden, possible)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=2, max_size=6),
    st.lists(st.integers(0, 5), min_size=6, max_size=6),
)
def test_no_numerator_and_no_denominator_follows_across_breakdowns(parts, other):
    """One total broken down twice, each part with two counts: with both solved, nothing has one answer."""
    one = {("team", number): (top, top + rest) for number, (top, rest) in enumerate(parts)}
    total = tuple(sum(values[place] for values in one.values()) for place in (0, 1))
    two: dict[Any, tuple[int, int]] = {}
    left = list(total)
    for number, share in enumerate(other[:-1]):
        top = min(left[0], share)
        below = min(left[1] - top, share * 3)
        two["ward", number] = (top, top + below)
        left = [left[0] - top, left[1] - top - below]
    two["ward", 5] = (left[0], left[1])
    counts = {"all": total, **one, **two}
    sums = [Sum("all", tuple(one)), Sum("all", tuple(two))]
    _, hidden = held_back(counts, sums)
    for place in (0, 1):
        values = {key: pair[place] for key, pair in counts.items()}
        assert determined(values, sums, hidden) == set()
        for breakdown in (one, two):
            gone = [key for key in breakdown if key in hidden]
            # A single part held back beside a total that is shown would be the difference.
            assert "all" in hidden or len(gone) != 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, LARGEST), min_size=6, max_size=6))
def test_what_is_shown_is_true_and_what_is_large_and_alone_is_shown(inner: list[int]):
    counts = whole_table(inner)
    _, hidden = held_back({key: (value,) for key, value in counts.items()}, TABLE)
    assert determined(counts, TABLE, hidden) == set()
    if min(counts.values()) >= 5:
        assert hidden == frozenset()
