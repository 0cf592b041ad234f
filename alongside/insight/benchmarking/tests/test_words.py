"""Per cent and percentage points are never confused; ranks and multiples are said as people say them."""

from decimal import Decimal

import pytest

from alongside.insight.benchmarking import words
from alongside.insight.benchmarking.measures import measure
from alongside.insight.benchmarking.ranking import Rank

SHARE, RATE, SCORE, IMPACT = (measure("2024-25", code) for code in ("1D", "2C", "1A", "1B"))


def test_shares_move_in_percentage_points_and_rates_in_per_cent():
    assert words.moved(SHARE, Decimal("66.1"), Decimal("76.2")) == "up 10.1 percentage points, from 66.1% to 76.2%"
    assert words.moved(RATE, Decimal(812), Decimal(498)) == "down 39%, from 812.0 to 498.0 per 100,000"
    assert words.moved(SCORE, Decimal("19.1"), Decimal("19.5")) == "up 0.4 points, from 19.1 to 19.5 out of 24"


def test_one_point_is_one():
    assert words.gap(SHARE, Decimal(1)) == "1.0 percentage point"
    assert words.gap(SHARE, Decimal("-1.5")) == "1.5 percentage points"


@pytest.mark.parametrize(
    "of, value, says",
    [
        (SHARE, "68.6", "68.6%"),
        (SHARE, "68", "68.0%"),
        (IMPACT, "0.42", "0.420"),
        (SCORE, "19.5", "19.5 out of 24"),
        (RATE, "1234.5", "1,234.5 per 100,000"),
        (measure("2024-25", "2D(1)"), "63.58", "63.58%"),
    ],
)
def test_figures_are_shown_as_published(of, value, says):
    assert words.amount(of, Decimal(value)) == says


@pytest.mark.parametrize(
    "number, says",
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
        (152, "152nd"),
    ],
)
def test_ordinals(number, says):
    assert words.ordinal(number) == says


@pytest.mark.parametrize(
    "of, rank, says",
    [
        (SHARE, Rank(1, 23, 23, False), "highest"),
        (SHARE, Rank(22, 23, 2, False), "2nd lowest"),
        (RATE, Rank(1, 23, 23, False), "lowest"),
        (RATE, Rank(23, 23, 1, False), "highest"),
        (SHARE, Rank(3, 23, 20, True), "joint 3rd highest"),
    ],
)
def test_extremes_count_from_the_nearer_end_and_know_the_way(of, rank, says):
    assert words.extreme(of, rank) == says


@pytest.mark.parametrize(
    "value, other, says",
    [
        ("37", "20", "almost double"),
        ("20", "10", "double"),
        ("25", "10", "more than double"),
        ("30", "10", "about three times"),
        ("41", "10", "more than four times"),
        ("4", "10", "less than half"),
        ("15", "10", ""),
        ("5", "0", ""),
    ],
)
def test_multiples_only_where_they_say_something(value, other, says):
    assert words.times(Decimal(value), Decimal(other)) == says
