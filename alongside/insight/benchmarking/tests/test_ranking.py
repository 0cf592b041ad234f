"""Ranks shared by equals, and bands by the stated cut."""

from decimal import Decimal

import pytest

from alongside.insight.benchmarking.measures import measure
from alongside.insight.benchmarking.ranking import Rank, cut, rank

HIGH, LOW = measure("2024-25", "1D"), measure("2024-25", "2C")


def ranks(of, *values):
    named = {str(place): Decimal(value) for place, value in enumerate(values)}
    return [rank(of, named, name).rank for name in named]


def test_a_few_councils_are_ranked_and_not_banded():
    among = {str(place): Decimal(place) for place in range(7)}
    few, enough = rank(HIGH, among, "6"), rank(HIGH, {**among, "7": Decimal(7)}, "7")
    assert (few.rank, few.of, few.band) == (1, 7, None) and enough.band == "top quartile"


def test_the_best_is_first_whichever_way_is_better():
    assert ranks(HIGH, 70, 60, 80) == [2, 3, 1]
    assert ranks(LOW, 70, 60, 80) == [2, 1, 3]


def test_equals_share_a_rank_and_the_next_is_passed_over():
    assert ranks(HIGH, 80, 70, 70, 60) == [1, 2, 2, 4]
    values = {"a": Decimal(80), "b": Decimal(70), "c": Decimal(70)}
    assert rank(HIGH, values, "b").joint and not rank(HIGH, values, "a").joint
    assert rank(HIGH, values, "b").from_bottom == 1


def test_without_a_figure_there_is_no_rank():
    assert rank(HIGH, {"a": Decimal(1)}, "b") is None


@pytest.mark.parametrize(
    "of, parts, expected", [(23, 4, 6), (24, 4, 6), (152, 4, 38), (152, 10, 15), (150, 10, 15), (10, 4, 3), (2, 10, 1)]
)
def test_the_cut_is_rounded_half_up(of, parts, expected):
    assert cut(of, parts) == expected


@pytest.mark.parametrize(
    "place, band",
    [
        (1, "top quartile"),
        (6, "top quartile"),
        (7, "second quartile"),
        (12, "second quartile"),
        (13, "third quartile"),
        (17, "third quartile"),
        (18, "bottom quartile"),
        (23, "bottom quartile"),
    ],
)
def test_the_bands_of_23(place, band):
    assert Rank(place, 23, 24 - place, False).band == band


def test_deciles_are_said_of_many_only_and_only_at_the_ends():
    assert Rank(15, 152, 138, False).decile == "top decile"
    assert Rank(16, 152, 137, False).decile is None
    assert Rank(140, 152, 13, False).decile == "bottom decile"
    assert Rank(1, 10, 10, False).decile is None


def test_where_all_are_equal_no_band_says_anything():
    assert Rank(1, 23, 1, True).band is None
